"""How well an article's meeting fits the region, period and kind that a question says, each from 0 to 1. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from data.facts import FactKind, Meeting, Reading
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.presence import Words, concept_presence
from retrieval.facts.kinds import kinds_compatible
from retrieval.language.dates import Period
from retrieval.language.regions import is_within, region
from retrieval.language.stems import analyse, stem

# An article that reports no meeting may still tell of one in words the reader missed.
_NO_MEETING = 0.5
# The article calls the event by the word asked for, though another word was read as its kind.
_KIND_MENTIONED = 0.6
# The first kind named is the head of the phrase: "rakor persiapan festival" is a rakor.
_LATER_KIND = 0.6
# Questions that an article may answer without reporting a meeting.
_FREE_KINDS = frozenset({Kind.PASSAGE, Kind.STATEMENT, Kind.PERSON})
# Fits of a region or period that is only indirectly given.
_IN_TITLE, _MENTIONED, _WIDER = 0.9, 0.6, 0.3
_PUBLISHED_THEN, _YEAR_IN_NAME, _YEAR_IN_TEXT = 0.8, 0.9, 0.6
# The article writes the day or month, though none was read as the meeting's; the year belongs to something else.
_DAY_IN_TEXT, _YEAR_OF_SUBJECT = 0.7, 0.7


def region_fit(
    asked: Sequence[str], *, meeting: Meeting | None, reading: Reading, title: str, words: Words
) -> float | None:
    """1 where the meeting lies in an asked region; less where the article is about it, names it, or a wider one."""
    if not asked:
        return None
    own = meeting.regions if meeting else ()
    if _any_within(own, asked) or _any_within(reading.regions[:1], asked):
        return 1.0
    if _any_within(reading.regions, asked) and any(
        _is_mentioned(code, set(map(stem, analyse(title)))) for code in asked
    ):
        return _IN_TITLE
    if any(_is_mentioned(code, words.head) for code in asked):
        return _MENTIONED
    return _WIDER if _any_within(asked, (*own, *reading.regions)) else 0.0


def _any_within(codes: Sequence[str], regions: Sequence[str]) -> bool:
    return any(is_within(code, wanted) for wanted in regions for code in codes)


def _is_mentioned(code: str, words: Iterable[str]) -> bool:
    place = region(code)
    return place is not None and {stem(word) for word in analyse(place.name)} <= set(words)


def period_fit(query: Query, *, days: Sequence[date], published: date | None, name: str, words: Words) -> float | None:
    """How well the best of the asked periods fits the days of a meeting, or else the day its article was published.

    The year may also stand in the meeting's name ("Pemilu 2019"), or belong to what the question is about where the
    article has both together ("APBD 2020"); a free question may ask for a year that the text only tells about.
    """
    asked = query.periods
    if not asked:
        return None
    fits = [_one_period_fit(period, days=days, published=published, name=name) for period in asked]
    fits += [_DAY_IN_TEXT for period in asked if any(_is_written(period, one, days) for one in words.periods)]
    fits += [_YEAR_OF_SUBJECT for period in asked if not period.month and _is_of_subject(period, query, words)]
    if query.kind in _FREE_KINDS and any(str(period.year) in words.all for period in asked):
        fits.append(_YEAR_IN_TEXT)
    return max(fits)


def _one_period_fit(period: Period, *, days: Sequence[date], published: date | None, name: str) -> float:
    if any(_covers(period, day) for day in days):
        return 1.0
    if not days and published and _covers(period, published):
        return _PUBLISHED_THEN
    if period.year and period.month is None and str(period.year) in name:
        return _YEAR_IN_NAME
    return 0.0


def _is_written(asked: Period, written: Period, days: Sequence[date]) -> bool:
    """Whether a text writes the period asked for: the month where no day was read as the meeting's, else the day."""
    if asked.month != written.month or (days and not asked.day):
        return False
    same_year = None in {asked.year, written.year} or asked.year == written.year
    return same_year and (None in {asked.day, written.day} or asked.day == written.day)


def _is_of_subject(asked: Period, query: Query, words: Words) -> bool:
    """Whether the year stands in the article beside a word that the question is about."""
    stems = {form[-1] for concept in query.concepts if not concept.is_kind for form in concept.forms}
    return any((one, asked.year) in words.years for one in stems)


def meeting_days(reading: Reading, meeting: Meeting | None) -> list[date]:
    """The first and last day of a meeting, and the likely one where the written date contradicts itself."""
    if meeting is None or meeting.date is None:
        return []
    clashes = [
        json.loads(fact.detail).get("likely")
        for fact in reading.facts
        if fact.kind is FactKind.DATE and fact.meeting == meeting.ordinal and fact.detail
    ]
    return [meeting.date, meeting.date_end or meeting.date, *(date.fromisoformat(day) for day in clashes if day)]


def _covers(period: Period, day: date) -> bool:
    days = range(period.day, (period.day_end or period.day) + 1) if period.day else None
    return (
        (period.year is None or day.year == period.year)
        and (period.month is None or day.month == period.month)
        and (days is None or day.day in days)
    )


def kind_fit(query: Query, meeting: Meeting | None, words: Words) -> float | None:
    """How near the meeting's kind is to one that the question names, or that the article at least calls it by.

    A question for a detail of a meeting, of whatever kind, is not met by an article that reports none.
    """
    if meeting is None:
        return _NO_MEETING if query.kinds or query.kind not in _FREE_KINDS else None
    if not query.kinds:
        return None
    named = [concept_presence(concept, words) for concept in query.concepts if concept.is_kind]
    mentioned = _KIND_MENTIONED * min(named, default=0.0)
    first, *others = (kinds_compatible(kind, meeting.kind) for kind in query.kinds)
    return max(mentioned, first, *(_LATER_KIND * fit for fit in others))
