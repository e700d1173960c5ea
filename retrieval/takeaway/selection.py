"""Which meetings are taken home, as people type it, and the events that these are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.article import Article
from data.errors import SelectionError
from data.facts import Fact, FactKind, Meeting, Reading
from data.store import FoundMeeting, MeetingFilter, Store
from data.wording import takeaway as wording
from retrieval.answering.ranking.events import group_events
from retrieval.answering.slots.lists import kinds_within, period_bounds
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.language.dates import find_periods, format_date
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import correct_region, find_regions, region

MOST_MEETINGS = 100_000
"""Meetings that are taken home at once, the newest."""

_APART = timedelta(days=2)

_TOGETHER = 100
"""Events whose articles are read at once."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which meetings: as in MeetingFilter, and reported by a publisher whose name has these words (folded).

    articles: only what these report, where any are given. person, office: whose attendance is told; where neither is
    given, everybody's.
    """

    regions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    publisher: str = ""
    person: str = ""
    office: str = ""
    articles: tuple[str, ...] = ()

    @property
    def asked_office(self) -> OfficeMention | None:
        """The office whose holder is asked for."""
        return find_offices(self.office)[0] if self.office else None


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's account of an event."""

    meeting: Meeting
    article: Article
    reading: Reading

    @property
    def place(self) -> str:
        """What `report` takes: the article's id and the meeting's number in it."""
        return f"{self.article.id}:{self.meeting.ordinal}"

    def facts(self, *kinds: FactKind) -> list[Fact]:
        """Facts of some kinds about the meeting."""
        return [
            fact for fact in self.reading.facts if fact.kind in kinds and (fact.meeting or 0) == self.meeting.ordinal
        ]

    def mark(self, text: str | None, kind: FactKind) -> str | None:
        """What the meeting repeats of a fact, and where that was corrected, when."""
        days = [fact.corrected for fact in self.facts(kind) if fact.corrected]
        return mark_corrected(text, days[0] if days else None)


def mark_corrected(text: str | None, day: date | None) -> str | None:
    """A text with the day on which those who keep the archive corrected it."""
    return wording.corrected(text, format_date(day)) if text and day else text


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting with every article that reports it, the first one's account going first."""

    tellings: tuple[Telling, ...]

    @property
    def day(self) -> date | None:
        """The first day that an account gives."""
        return next((one.meeting.date for one in self.tellings if one.meeting.date), None)


def read_selection(
    *,
    region: str = "",
    since: str = "",
    until: str = "",
    kind: str = "",
    publisher: str = "",
    person: str = "",
    office: str = "",
) -> Selection:
    """What people typed, understood; SelectionError names the part that cannot be.

    A region is a name or a code, a day is ISO, a month or a year in figures or words; `until` includes its last day.
    """
    if office and not find_offices(office):
        raise SelectionError(wording.unknown_office(office))
    first, last = _read_period(since)[0], _read_period(until)[1]
    if first and last and first > last:
        raise SelectionError(wording.PERIOD_TURNED)
    return Selection(
        regions=_read_region(region),
        since=first,
        until=last,
        kinds=_read_kind(kind),
        publisher=publisher.strip(),
        person=person.strip(),
        office=office.strip(),
    )


def _read_region(typed: str) -> tuple[str, ...]:
    if not typed.strip():
        return ()
    if known := region(typed.strip()):
        return (known.code,)
    found = find_regions(typed)
    if len(found) == 1:
        return tuple(found[0].codes)
    likely = correct_region(typed)
    raise SelectionError(wording.unknown_region(typed, likely))


def _read_period(typed: str) -> tuple[date | None, date | None]:
    """First and last day of what was typed; None, None where nothing was."""
    if not typed.strip():
        return None, None
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        first, last = period_bounds(find_periods(typed, date.today()))  # noqa: DTZ011 - "bulan ini" is the user's
        if first is None:
            raise SelectionError(wording.unknown_day(typed)) from None
        return first, last
    return day, day


def _read_kind(typed: str) -> tuple[str, ...]:
    if not typed.strip():
        return ()
    found = find_meeting_kinds(typed)
    if not found:
        raise SelectionError(wording.unknown_kind(typed))
    return kinds_within([one.kind for one in found])


def select_events(store: Store, selection: Selection) -> Iterator[Event]:
    """The events of a selection, the oldest first, undated ones by their article's publication."""
    wanted = MeetingFilter(
        selection.regions, selection.since, selection.until, selection.kinds, selection.articles or None
    )
    events = group_events(store.readings.find_meetings(wanted, limit=MOST_MEETINGS))[::-1]
    for at in range(0, len(events), _TOGETHER):
        yield from _tell(store, events[at : at + _TOGETHER], selection.publisher.casefold())


def find_event(store: Store, place: str) -> Event:
    """The event of a meeting given as "ARTICLE_ID:ORDINAL", with every article that reports it, this one first.

    SelectionError where there is no such meeting.
    """
    article_id, _, number = place.rpartition(":")
    reading = store.readings.get_many([article_id]).get(article_id)
    meeting = next((one for one in reading.meetings if str(one.ordinal) == number), None) if reading else None
    if meeting is None:
        raise SelectionError(wording.unknown_meeting(place))
    # Two outlets may date one event two days apart.
    wanted = MeetingFilter(articles=[article_id])
    if meeting.date:
        wanted = MeetingFilter(meeting.regions[:1], meeting.date - _APART, meeting.date + _APART)
    events = group_events(store.readings.find_meetings(wanted, limit=MOST_MEETINGS))
    own = next(event for event in events if any(_is(one, article_id, meeting) for one in event))
    first = sorted(own, key=lambda one: not _is(one, article_id, meeting))
    if event := next(_tell(store, [first], ""), None):
        return event
    raise SelectionError(wording.unknown_meeting(place))


def _is(found: FoundMeeting, article_id: str, meeting: Meeting) -> bool:
    return found.article_id == article_id and found.meeting.ordinal == meeting.ordinal


def _tell(store: Store, events: Sequence[Sequence[FoundMeeting]], publisher: str) -> Iterator[Event]:
    article_ids = {found.article_id for event in events for found in event}
    articles, readings = store.articles.get_many(article_ids), store.readings.get_many(article_ids)
    for event in events:
        tellings = tuple(
            Telling(found.meeting, articles[found.article_id], readings[found.article_id])
            for found in event
            # An article may have been removed in between.
            if found.article_id in articles and found.article_id in readings
        )
        if any(publisher in one.article.publisher.casefold() for one in tellings):
            yield Event(tellings)
