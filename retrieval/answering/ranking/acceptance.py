"""Whether a meeting is the one asked about: surely, with doubts that are said openly, or not. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.wording import answers as wording
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.ranking.candidates import Candidate, load_weights
from retrieval.language.dates import format_date
from retrieval.language.regions import region

# Log-odds behind the best within which another meeting fits the question as well.
_AS_WELL = 2.5
# A kind, region or time that fits less than so is said not to.
_FITS = 0.6
_LEAST_WORDS = 2
# Kinds of questions that a single word may find an answer to.
_FREE_KINDS = frozenset({Kind.PASSAGE, Kind.STATEMENT, Kind.PERSON})


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a meeting is taken for the one asked about: how certainly (0 to 1), and what does not fit, in words.

    is_careful: the answer says openly that another meeting may be meant. fitting: the meeting and the others that fit
    as well, the best first.
    """

    certainty: float
    doubts: tuple[str, ...]
    is_careful: bool
    fitting: tuple[Candidate, ...]


def accept(query: Query, ranked: Sequence[Candidate]) -> Acceptance | None:
    """How surely the best candidate is the meeting asked about; None where it is only the nearest in the archive."""
    if not ranked:
        return None
    weights, best, certainty = load_weights(), ranked[0], find_certainty(ranked)
    if certainty < weights.least or not _is_named(query, best):
        return None
    doubts = tuple(_doubts(query, best))
    fitting = [one for one in ranked if one.score >= best.score - _AS_WELL]
    return Acceptance(certainty, doubts, bool(doubts) and certainty < weights.sure, tuple(fitting))


def _is_named(query: Query, candidate: Candidate) -> bool:
    """Whether a question says more than one word of the text: a kind, region or time, or what the meeting is called."""
    words = [concept for concept in query.concepts if not concept.is_kind]
    if query.regions or query.periods or query.inherited or query.asked_offices or len(words) >= _LEAST_WORDS:
        return True
    if query.kind in _FREE_KINDS or (query.kinds and words):
        return True
    called = stems_of(f"{candidate.article.title} {candidate.name}").all
    return bool(words) and all(any(map(called.issuperset, concept.forms)) for concept in words)


def find_certainty(ranked: Sequence[Candidate]) -> float:
    """The chance that the best candidate is meant, by how it fits and how far the next article is behind."""
    best = ranked[0]
    return load_weights().certainty(best.measures, find_lead(ranked))


def find_lead(ranked: Sequence[Candidate]) -> float:
    """Log-odds by which the best candidate is before the next event's; infinite where there is no other."""
    best, events = ranked[0], number_events(ranked)
    rivals = (best.score - one.score for one, event in zip(ranked, events, strict=True) if event != events[0])
    return next(rivals, float("inf"))


def number_events(ranked: Sequence[Candidate]) -> list[int]:
    """A number for each candidate: the same for those of one article, and of one kind, day and region."""
    numbers: dict[object, int] = {}
    return [min(numbers.setdefault(key, at) for key in _keys(one)) for at, one in enumerate(ranked)]


def _keys(candidate: Candidate) -> list[object]:
    meeting = candidate.meeting
    is_known = meeting is not None and meeting.date and meeting.regions
    event = [(meeting.kind, meeting.date, meeting.regions[0])] if meeting and is_known else []
    return [candidate.article.id, *event]


def _doubts(query: Query, candidate: Candidate) -> Iterator[str]:
    meeting = candidate.meeting
    asked = {concept.text for concept in query.asked_concepts} if query.kinds else set()
    missing = [word for word in candidate.missing if word not in asked]
    if missing:
        yield wording.doubted_words(missing)
    if query.kinds and _is_doubtful(candidate.fit("kind")):
        yield wording.DOUBTED_KIND
    if _is_doubtful(candidate.fit("period")):
        yield wording.doubted_period(format_date(meeting.date, meeting.date_end) if meeting and meeting.date else None)
    if _is_doubtful(candidate.fit("region")):
        codes = [*(meeting.regions if meeting else ()), *candidate.reading.regions]
        yield wording.doubted_region([place.name for code in codes[:1] if (place := region(code))])


def _is_doubtful(fit: float | None) -> bool:
    return fit is not None and fit < _FITS
