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
    found = find_meeting(desk, answer)
    if found is None:
        return []
    reading, meeting = found
    return [
        asdict(fact)
        for fact in reading.facts
        if fact.kind is FactKind.ATTENDANCE and fact.meeting in {None, meeting.ordinal}
    ]


def find_meeting(desk: Desk, answer: Stored) -> tuple[Reading, Meeting] | None:
    """The answer's meeting as its first source was read; None where it is about none."""
    if not answer["meeting"] or not answer["sources"]:
        return None
    article_id = answer["sources"][0]["article_id"]
    reading = desk.app.store.readings.get_many([article_id]).get(article_id)
    if reading is None or not reading.meetings:
        return None
    named = [meeting for meeting in reading.meetings if meeting.name == answer["meeting"]["name"]]
    return reading, (named or reading.meetings)[0]
