"""Tallies to events: an event that several articles report counts once. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.store import FoundMeeting, FoundTally
from retrieval.answering.ranking.events import group_events


@dataclass(frozen=True, slots=True)
class CountedEvent:
    """One event by every account of it, with what was counted there; of meetings alone nothing was."""

    accounts: tuple[FoundMeeting, ...]
    tallies: tuple[FoundTally, ...] = ()


def count_events(tallies: Sequence[FoundTally]) -> list[CountedEvent]:
    """The events that tallies (the newest first) are of, in their order."""
    of_meeting: dict[tuple[str, int], list[FoundTally]] = {}
    for tally in tallies:
        of_meeting.setdefault(_key(tally.found), []).append(tally)
    events = group_events([told[0].found for told in of_meeting.values()])
    return [
        CountedEvent(tuple(event), tuple(tally for found in event for tally in of_meeting[_key(found)]))
        for event in events
    ]


def _key(found: FoundMeeting) -> tuple[str, int]:
    return found.article_id, found.meeting.ordinal
