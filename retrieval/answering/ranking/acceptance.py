"""Whether a meeting is the one asked about: surely, with doubts that are said openly, or not. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.wording import answers as wording
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.fit import Fit
from retrieval.answering.ranking.thresholds import Thresholds
from retrieval.answering.slots.result import call
from retrieval.language.dates import format_date
from retrieval.language.regions import region
from retrieval.language.stems import analyse, stem

_LEAST_WORDS, _SEVERAL, _ALL_BUT_ALL = 2, 3, 0.9
_FOUND_BY_A_WORD = frozenset({Kind.PASSAGE, Kind.STATEMENT, Kind.PERSON})
# Of region, period and kind, how many have to fit where the words hardly do.
_ANCHORS = 2


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a meeting is taken for the one asked about: how certainly (0 to 1), and what does not fit, in words.

    is_careful: the answer says openly that another meeting may be meant.
    """

    certainty: float
    doubts: tuple[str, ...]
    is_careful: bool


def accept_best(
    query: Query, ranked: Sequence[Candidate], thresholds: Thresholds
) -> list[tuple[Candidate, Acceptance]]:
    """The candidates that are surely meant, the best first; where there is none, the very best, if that is near."""
    accepted = [(one, found) for one in ranked if (found := accept(query, one, thresholds))]
    sure = [pair for pair in accepted if not pair[1].is_careful]
    return sure or [pair for pair in accepted if pair[0] is ranked[0]]


def accept(query: Query, candidate: Candidate, thresholds: Thresholds) -> Acceptance | None:
    """How surely a candidate is the meeting asked about; None where it is only the nearest one in the archive."""
    fit = candidate.fit
    is_sure = is_acceptable(fit, thresholds)
    if not (is_sure or is_near(fit, thresholds)) or not is_meant(query, candidate, thresholds):
        return None
    return Acceptance(certainty(fit), tuple(_doubts(query, candidate, thresholds)), is_careful=not is_sure)


def certainty(fit: Fit) -> float:
    """The chance that a meeting with this fit is the one meant: all that is asked has to fit, each from 0 to 1."""
    return _identity(fit) * (1.0 if fit.region is None else fit.region)


def _doubts(query: Query, candidate: Candidate, thresholds: Thresholds) -> Iterator[str]:
    fit, meeting = candidate.fit, candidate.meeting
    asked = {concept.text for concept in query.asked_concepts} if query.kinds else set()
    missing = [word for word in fit.missing if word not in asked]
    if missing:
        yield wording.doubted_words(missing)
    if fit.kind is not None and fit.kind < thresholds.min_kind_alone and query.kinds:
        yield wording.doubted_kind(call(candidate))
    if fit.period is not None and fit.period < 1.0:
        yield wording.doubted_period(format_date(meeting.date, meeting.date_end) if meeting and meeting.date else None)
    if fit.region is not None and fit.region < thresholds.min_region:
        codes = [*(meeting.regions if meeting else ()), *candidate.reading.regions]
        yield wording.doubted_region([place.name for code in codes[:1] if (place := region(code))])


def is_acceptable(fit: Fit, thresholds: Thresholds) -> bool:
    """Whether the meeting is the one asked about, and not only the nearest one in the archive."""
    return (
        fit.coverage >= _least_coverage(fit, thresholds)
        and (fit.kind is None or fit.naming >= thresholds.min_naming)
        and (
            fit.region is None or fit.region >= (thresholds.min_region_told if _is_told(fit) else thresholds.min_region)
        )
        and (fit.period is None or fit.period >= thresholds.min_period)
        and (fit.kind is None or fit.kind >= _least_kind(fit, thresholds))
        and _identity(fit) >= thresholds.min_identity
    )


def _least_kind(fit: Fit, thresholds: Thresholds) -> float:
    """A single word besides the kind may stand in any article: then the kind has to be right."""
    return thresholds.min_kind if fit.words >= _LEAST_WORDS else thresholds.min_kind_alone


def is_near(fit: Fit, thresholds: Thresholds) -> bool:
    """Whether one thing does not fit, and the others are enough to ask back with an answer: the words or the kind.

    A meeting in another region or at another time is another meeting.
    """
    if (fit.region is not None and fit.region < thresholds.min_region) or (
        fit.period is not None and fit.period < thresholds.min_period
    ):
        return False
    if fit.kind is not None and fit.kind < thresholds.min_kind_alone:
        return _is_told(fit) and fit.naming >= thresholds.min_naming
    anchors = sum(part is not None for part in (fit.region, fit.period, fit.kind))
    return (
        anchors >= _ANCHORS
        and fit.coverage >= thresholds.min_coverage_near
        and fit.telling >= thresholds.min_telling_near
    )


def is_meant(query: Query, candidate: Candidate, thresholds: Thresholds) -> bool:
    """Whether words alone, where a question says no kind, region or time, say that this meeting is the one meant.

    They have to tell something: a word of every other article finds none. A single word finds a detail of a meeting
    only where the meeting is called by it, or where it stands beside an office; what an article says, also elsewhere.
    """
    fit = candidate.fit
    if query.kinds or query.regions or query.periods or not fit.words:
        return True
    called = is_called(candidate, query.concepts)
    if fit.telling < thresholds.min_telling:
        return called and query.kind is Kind.PASSAGE
    return called or fit.words >= _LEAST_WORDS or bool(query.asked_offices) or query.kind in _FOUND_BY_A_WORD


def is_called(candidate: Candidate, concepts: Sequence[Concept]) -> bool:
    """Whether the meeting's name or the article's title has all the concepts, those for kinds of meetings aside."""
    called = frozenset(map(stem, analyse(f"{candidate.article.title} {candidate.name}")))
    return all(concept.is_kind or any(map(called.issuperset, concept.forms)) for concept in concepts)


def _least_coverage(fit: Fit, thresholds: Thresholds) -> float:
    """The less a question says besides its words, the more of these have to be there."""
    if fit.region is None and fit.period is None and fit.kind is None:
        return thresholds.min_coverage_alone
    return thresholds.min_coverage_unnamed if fit.kind is None else thresholds.min_coverage


def _is_told(fit: Fit) -> bool:
    """Whether several words of the question, and all but all of them, stand in the article."""
    return fit.words >= _SEVERAL and fit.coverage >= _ALL_BUT_ALL


def _identity(fit: Fit) -> float:
    """Several half fits together are no fit: another kind of event that lacks some of the words is another event."""
    return fit.coverage * (1.0 if fit.kind is None else fit.kind) * (1.0 if fit.period is None else fit.period)
