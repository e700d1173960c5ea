"""The meeting that an answer is about, as the archive has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.facts import Meeting, Reading
from data.store import Store


def find_meeting(store: Store, answer: Mapping[str, Any]) -> tuple[Reading, Meeting] | None:
    """The meeting of an object of the answer format as its first source was read; None where it is about none."""
    if not answer["meeting"] or not answer["sources"]:
        return None
    article_id = answer["sources"][0]["article_id"]
    reading = store.readings.get_many([article_id]).get(article_id)
    if reading is None or not reading.meetings:
        return None
    named = [meeting for meeting in reading.meetings if meeting.name == answer["meeting"]["name"]]
    return reading, (named or reading.meetings)[0]


def name_meeting(store: Store, answer: Mapping[str, Any]) -> str | None:
    """That meeting as "ARTICLE_ID:ORDINAL"."""
    found = find_meeting(store, answer)
    return f"{found[0].article_id}:{found[1].ordinal}" if found else None
