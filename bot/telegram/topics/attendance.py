"""Everyone whom the article behind an answer mentions at the meeting."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.telegram.desk import Desk
from bot.telegram.views.answers import Stored
from data.facts import FactKind, Meeting, Reading


def has_more_people(desk: Desk, answer: Stored) -> bool:
    """Whether there is anybody to list whom the answer does not name."""
    named = {fact["value"] for fact in answer["facts"]} if answer["kind"] == "attendees" else set()
    return any(fact["value"] not in named for fact in find_people(desk, answer))


def find_people(desk: Desk, answer: Stored) -> list[dict[str, Any]]:
    """The attendance facts of the answer's meeting in its first source, in the article's order."""
    if not answer["meeting"] or not answer["sources"]:
        return []
    article_id = answer["sources"][0]["article_id"]
    reading = desk.app.store.readings.get_many([article_id]).get(article_id)
    meeting = _find_meeting(reading, answer["meeting"]["name"]) if reading else None
    if reading is None or meeting is None:
        return []
    return [
        asdict(fact)
        for fact in reading.facts
        if fact.kind is FactKind.ATTENDANCE and fact.meeting in {None, meeting.ordinal}
    ]


def _find_meeting(reading: Reading, name: str) -> Meeting | None:
    named = [meeting for meeting in reading.meetings if meeting.name == name]
    return next(iter(named or reading.meetings), None)
