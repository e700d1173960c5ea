"""How much a selection is, before it is taken home."""

from __future__ import annotations

from dataclasses import dataclass

from data.store import MeetingFilter, Store
from retrieval.takeaway.attendance import Presence, attendance_of
from retrieval.takeaway.selection import Selection, select_events


@dataclass(frozen=True, slots=True)
class Survey:
    """Meetings (each event once), those of them whose articles mention who is selected, people, offices and groups
    mentioned there, articles, and outlets that report."""

    meetings: int
    mentioning: int
    people: int
    articles: int
    outlets: int


def count_reports(store: Store, selection: Selection) -> int:
    """How many reports of meetings fit, at once: more than the events, and quickly told."""
    wanted = MeetingFilter(selection.regions, selection.since, selection.until, selection.kinds)
    return store.readings.count_meetings(wanted)


def survey(store: Store, selection: Selection) -> Survey:
    """Count what a selection holds; takes as long as reading it."""
    events, mentioning, people = 0, 0, set[str]()
    articles: dict[str, str] = {}
    for event in select_events(store, selection):
        events += 1
        rows = attendance_of(event, selection)
        named = {row.name or row.office for row in rows if row.presence is not Presence.NOT_MENTIONED}
        people, mentioning = people | named, mentioning + bool(named)
        articles |= {one.article.id: one.article.publisher for one in event.tellings}
    return Survey(events, mentioning, len(people), len(articles), len(set(articles.values())))
