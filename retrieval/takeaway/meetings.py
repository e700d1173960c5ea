"""One row for each event: what, when, where, about what, by whom, and where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.facts import FactKind
from retrieval.facts.kinds import meeting_kinds
from retrieval.language.regions import region
from retrieval.takeaway.document import printable
from retrieval.takeaway.selection import Event


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One line of a list of meetings; what no article says is empty. `publishers` and `links` are in the same order."""

    day: date | None
    day_end: date | None
    time: str
    meeting: str
    kind: str
    place: str
    region: str
    theme: str
    organiser: str
    people: int
    publishers: tuple[str, ...]
    links: tuple[str, ...]
    id: str


def meeting_row(event: Event) -> MeetingRow:
    """An event in one line: each part by the first of its articles that has it."""
    meetings = [telling.meeting for telling in event.tellings]
    first, codes = event.tellings[0], [code for one in meetings for code in one.regions[:1]]
    place, kind = region(codes[0]) if codes else None, meeting_kinds().get(first.meeting.kind)
    present = {fact.person or fact.value for telling in event.tellings for fact in telling.facts(FactKind.ATTENDANCE)}
    return MeetingRow(
        day=event.day,
        day_end=next((one.date_end for one in meetings if one.date_end), None),
        time=_first(one.time for one in meetings),
        meeting=_first(one.name for one in meetings) or printable(first.article.title),
        kind=kind.surfaces[0] if kind else "",
        place=_first(one.place for one in meetings),
        region=place.name if place else "",
        theme=_first(one.theme for one in meetings),
        organiser=_first(one.organiser for one in meetings),
        people=len(present),
        publishers=tuple(printable(telling.article.publisher) for telling in event.tellings),
        links=tuple(printable(telling.article.url or "") for telling in event.tellings),
        id=first.place,
    )


def _first(texts: Iterable[str | None]) -> str:
    """The first text that there is, on one line."""
    return printable(next((text for text in texts if text), ""))
