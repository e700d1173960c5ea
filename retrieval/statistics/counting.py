"""From an archive to what is counted: light columns by SQL, one event once however many outlets report it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.facts import Fact, FactKind
from data.store import FoundMeeting, MeetingFilter, Store
from retrieval.answering.ranking.events import group_events
from retrieval.statistics.spread import Counted, Spread, spread_events
from retrieval.takeaway.attendance import Presence, presences_of
from retrieval.takeaway.selection import MOST_MEETINGS, Selection

_TOGETHER = 500
"""Events whose attendance is read at once."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """A spread with what it was made of: `articles` that report the events, of so many `publishers`."""

    selection: Selection
    spread: Spread
    articles: int
    publishers: int


def count_statistics(store: Store, selection: Selection) -> Statistics:
    """Count the events of a selection's regions, period and kinds, and where the holder of its office was."""
    wanted = MeetingFilter(selection.regions, selection.since, selection.until, selection.kinds)
    events = group_events(store.readings.find_meetings(wanted, limit=MOST_MEETINGS))
    presences = list(_presences(store, events, selection)) if selection.office else [None] * len(events)
    article_ids = {found.article_id for event in events for found in event}
    counted = [_count(event, presence) for event, presence in zip(events, presences, strict=True)]
    return Statistics(
        selection=selection,
        spread=spread_events(counted, since=selection.since, until=selection.until),
        articles=len(article_ids),
        publishers=len({name.casefold() for name in store.articles.publishers(article_ids).values() if name.strip()}),
    )


def _count(event: Sequence[FoundMeeting], presence: Presence | None) -> Counted:
    day = next((found.meeting.date for found in event if found.meeting.date), None)
    return Counted(day or _published(event), event[0].meeting.kind, day is not None, presence)


def _published(event: Sequence[FoundMeeting]) -> date | None:
    return next((found.published_on for found in event if found.published_on), None)


def _presences(store: Store, events: Sequence[list[FoundMeeting]], selection: Selection) -> Iterator[Presence]:
    """What is said of the office's holder at each event, in their order."""
    for at in range(0, len(events), _TOGETHER):
        together = events[at : at + _TOGETHER]
        article_ids = {found.article_id for event in together for found in event}
        facts = store.readings.facts_of(article_ids, FactKind.ATTENDANCE)
        yield from (_judge(_told(event, facts), selection) for event in together)


def _told(event: Sequence[FoundMeeting], facts: Mapping[str, Sequence[Fact]]) -> list[Fact]:
    """What is told of one event among the facts of its articles."""
    return [
        fact
        for found in event
        for fact in facts.get(found.article_id, ())
        if (fact.meeting or 0) == found.meeting.ordinal
    ]


def _judge(told: Sequence[Fact], selection: Selection) -> Presence:
    """What the facts of one event say of the office's holder: being there goes before being represented or absent."""
    said = presences_of(told, selection)
    return next((presence for presence in Presence if presence in said), Presence.NOT_MENTIONED)
