"""How well an article's meeting fits a question: words, region, period and kind, each from 0 to 1. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.article import Article
from data.facts import FactKind, Meeting, Reading
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.ranking.presence import Words, Worth, concept_presence, coverage, find_telling
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


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one meeting of an article fits; None where the question does not ask for it.

    coverage: share of the question's word weight that the article has; missing: the concepts it has not.
    naming: the same share of those that name the meeting and do not ask about it.
    words: how many concepts were compared, kinds of meetings aside.
    telling: the weight of those that the article has, 1 for a word that a single passage of the archive has.
    retrieval: fused score of its best passage, 0 to 1 within one question.
    """

    retrieval: float
    coverage: float
    region: float | None
    period: float | None
    kind: float | None
    missing: tuple[str, ...]
    words: int = 1
    naming: float = 1.0
    telling: float = 1.0


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


def _without(worth: Worth, concepts: Sequence[Concept], particular: Sequence[Concept]) -> Worth:
    kept = [0.0 if concept in particular else weight for concept, weight in zip(concepts, worth.weights, strict=True)]
    return replace(worth, weights=kept)


def fit_meeting(
    query: Query,
    *,
    article: Article,
    reading: Reading,
    meeting: Meeting | None,
    words: Words,
    worth: Worth,
    retrieval: float,
) -> Fit:
    """How well one meeting (or the article as a whole, where it reports none) fits the question."""
    particular = query.asked_concepts if query.kinds else ()
    share, missing = coverage(query.concepts, worth, words, particular=particular)
    naming, _ = coverage(query.concepts, _without(worth, query.concepts, particular), words)
    name = f"{article.title} {meeting.name} {meeting.theme or ''}" if meeting else article.title
    return Fit(
        retrieval=retrieval,
        coverage=share,
        region=region_fit(query.regions, meeting=meeting, reading=reading, title=article.title, words=words),
        period=period_fit(
            query,
            days=meeting_days(reading, meeting),
            published=article.published.date() if article.published else None,
            name=name,
            words=words,
        ),
        kind=kind_fit(query, meeting, words),
        missing=missing,
        naming=naming,
        telling=find_telling(query.concepts, worth, words),
        words=sum(not concept.is_kind for concept in query.concepts),
    )
