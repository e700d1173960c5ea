"""How well an article's meeting fits the region, period and kind that a question says, each from 0 to 1. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat
from math import nan

from data.facts import FactKind, Meeting, Reading
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.presence import Day, Words, concept_presence
from retrieval.facts.kinds import kinds_compatible
from retrieval.language.dates import Period
from retrieval.language.regions import is_within, region
from retrieval.language.stems import analyse, stems

# An article that reports no meeting may still tell of one in words the reader missed.
_NO_MEETING = 0.5
# The article calls the event by the word asked for, though another word was read as its kind.
_KIND_MENTIONED = 0.6
# The first kind named is the head of the phrase: "rakor persiapan festival" is a rakor.
_LATER_KIND = 0.6
# Questions that an article may answer without reporting a meeting.
FREE_KINDS = frozenset({Kind.PASSAGE, Kind.STATEMENT, Kind.PERSON})
# Fits of a region or period that is only indirectly given.
_MENTIONED, _WIDER = 0.6, 0.3
# Nothing but the publication is of that time; the article writes the day or the year, but not as the meeting's.
_PUBLISHED_THEN, _DAY_IN_TEXT, _YEAR_NAMED = 0.8, 0.7, 0.8


def region_fit(asked: Sequence[str], meeting: Meeting | None, reading: Reading, words: Words) -> float:
    """1 where the meeting, or what its article is about, lies in an asked region; less where the opening of the article
    names it, or where the meeting's is a wider one."""
    own = meeting.regions if meeting else ()
    return max(
        float(any_within((*own, *reading.regions[:1]), asked)),
        _MENTIONED * any(names_region(words.head, code) for code in asked),
        _WIDER * any_within(asked, (*own, *reading.regions)),
    )


def any_within(codes: Iterable[str], regions: Sequence[str]) -> bool:
    """Whether one of the codes lies in one of the regions."""
    return any(is_within(code, wanted) for code in codes for wanted in regions)


def names_region(words: frozenset[str], code: str) -> bool:
    """Whether stems have the name of a region."""
    place = region(code)
    return place is not None and words.issuperset(stems(place.name))


def period_fit(
    asked: Sequence[Period], *, days: Sequence[date], published: date | None, name: str, words: Words
) -> float:
    """How well the best of the asked periods fits the days of a meeting, or else the day its article was published.

    The article may also write the day, or the month where no day is known; a year may belong to the subject where the
    name, the title or the opening has it ("APBD 2020").
    """
    held = [(day.year, day.month, day.day) for day in days]
    told = [(published.year, published.month, published.day)] if published and not days else []
    written = [one for one in asked if (one.day or (one.month and not days)) and _may_be_meant(one, published, words)]
    years = {str(period.year) for period in asked if not period.month}
    return max(
        float(_any_covers(asked, held)),
        _PUBLISHED_THEN * _any_covers(asked, told),
        _DAY_IN_TEXT * _any_covers(written, words.days if written else ()),
        _YEAR_NAMED * (not years.isdisjoint(words.head.union(analyse(name)))),
    )


def _may_be_meant(period: Period, published: date | None, words: Words) -> bool:
    """Whether a day written without its year may lie in the period's: that of the publication, or one in the text."""
    return published is None or period.year in {None, published.year} or str(period.year) in words.all


def _any_covers(periods: Sequence[Period], days: Iterable[Day]) -> bool:
    return any(_covers(period, *day) for day in days for period in periods)


def _covers(period: Period, year: int | None, month: int, day: int | None) -> bool:
    """Whether a day, of which parts may be unknown, may lie in a period."""
    is_then = None in {period.year, year} or period.year == year
    is_in_month = period.month in {None, month}
    return is_then and is_in_month and (not (period.day and day) or period.day <= day <= (period.day_end or period.day))


def meeting_days(reading: Reading, meeting: Meeting | None) -> list[date]:
    """The first and last day of a meeting, and the likely one where the written date contradicts itself."""
    if meeting is None or meeting.date is None:
        return []
    facts = [fact for fact in reading.facts if fact.kind is FactKind.DATE and fact.meeting == meeting.ordinal]
    likely = [json.loads(fact.detail).get("likely") for fact in facts if fact.detail]
    return [meeting.date, meeting.date_end or meeting.date, *(date.fromisoformat(day) for day in likely if day)]


def kind_fit(query: Query, meeting: Meeting | None, words: Words) -> float:
    """How near the meeting's kind is to one that the question names, or that the article at least calls it by; NaN
    where the question names none.

    A question for a detail of a meeting, of whatever kind, is not met by an article that reports none.
    """
    if meeting is None:
        return _NO_MEETING if query.kinds or query.kind not in FREE_KINDS else nan
    if not query.kinds:
        return nan
    named = min((concept_presence(concept, words) for concept in query.concepts if concept.is_kind), default=0.0)
    worths = (1.0, *repeat(_LATER_KIND, len(query.kinds) - 1))
    fits = (worth * kinds_compatible(kind, meeting.kind) for worth, kind in zip(worths, query.kinds, strict=True))
    return max(_KIND_MENTIONED * named, *fits)
