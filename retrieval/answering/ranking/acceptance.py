"""Whether a meeting is the one asked about: surely, with doubts that are said openly, or not. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.wording import answers as wording
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.ranking.candidates import Candidate, load_weights
from retrieval.answering.ranking.events import is_same_event
from retrieval.answering.ranking.fit import FREE_KINDS
from retrieval.answering.ranking.presence import naming_words
from retrieval.language.dates import format_date

# Log-odds behind the best within which another meeting fits the question as well.
_AS_WELL = 3.0
# A kind, region or time that fits less than so is said not to.
_FITS = 0.6
_LEAST_WORDS = 2


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
    weights, certainty = load_weights(), find_certainty(ranked)
    if certainty < weights.least or not _is_named(query, ranked[0]):
        return None
    if query.is_another and not has_own_words(query, ranked[0]):
        return None
    doubts = tuple(_doubts(query, ranked[0]))
    as_well = [one for one in ranked if one.score >= ranked[0].score - _AS_WELL]
    fitting = tuple(replace(one, certainty=certainty) for one in as_well)
    return Acceptance(certainty, doubts, bool(doubts) and certainty < weights.sure, fitting)


def names_little(query: Query) -> bool:
    """Whether a question names its meeting by one word at most: then no article can be said to be the one meant."""
    return len(naming_words(query)) < _LEAST_WORDS and not (query.kinds or query.regions or query.periods)


def _is_named(query: Query, candidate: Candidate) -> bool:
    """Whether a question says more than one word of the text or a kind, or all that the meeting is called."""
    words = naming_words(query)
    says_more = query.regions or query.periods or query.inherited or query.asked_offices or query.kind in FREE_KINDS
    called = stems_of(f"{candidate.article.title} {candidate.name}").all
    is_called = any(called.issuperset(form) for concept in words for form in concept.forms)
    return bool(says_more or is_called or len(words) + bool(query.kinds) >= _LEAST_WORDS)


def has_own_words(query: Query, candidate: Candidate) -> bool:
    """Whether a meeting has the words by which a follow-up asks for another one than before."""
    return not {concept.text for concept in query.asked_concepts} & set(candidate.missing)


def find_certainty(ranked: Sequence[Candidate]) -> float:
    """The chance that the best candidate is meant, by how it fits and how far the next article is behind."""
    return load_weights().certainty(ranked[0].measures, find_lead(ranked)) if ranked else 0.0


def find_lead(ranked: Sequence[Candidate]) -> float:
    """Log-odds by which the best candidate is before the next event's; infinite where there is no other."""
    rivals = (ranked[0].score - one.score for one in ranked if not shares_event(ranked[0], one))
    return next(rivals, float("inf"))


def shares_event(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are of one article, or report one event."""
    return one.article.id == other.article.id or is_same_event(one, other)


def _doubts(query: Query, candidate: Candidate) -> Iterator[str]:
    asked = {concept.text for concept in query.asked_concepts} if query.kinds else set()
    meeting, missing = candidate.meeting, [word for word in candidate.missing if word not in asked]
    if missing:
        yield wording.doubted_words(missing)
    if query.kinds and candidate.measures["kind"] < _FITS:
        yield wording.DOUBTED_KIND
    if candidate.measures["period"] < _FITS:
        yield wording.doubted_period(format_date(meeting.date, meeting.date_end) if meeting and meeting.date else None)
    if candidate.measures["region"] < _FITS:
        yield wording.doubted_region(candidate.region_name)
