"""Follow-ups keep the meeting: what no article says of it is still asked of it. Pure but for the search it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.events import same_event

_LISTS = frozenset({Kind.LIST, Kind.COUNT})


def find_kept(query: Query, find: Callable[[Query], Sequence[Candidate]]) -> list[Candidate]:
    """The event that the latest of the questions before is about; empty where none is about one.

    find: the meetings that fit a question, the best first.
    """
    earlier = query.earlier
    while earlier and earlier.kind not in _LISTS:
        if fitting := find(earlier):
            return same_event(fitting)
        earlier = earlier.earlier
    return []


def has_own_words(query: Query, candidate: Candidate) -> bool:
    """Whether a meeting has the words by which a follow-up asks for another one than before."""
    return not {concept.text for concept in query.asked_concepts} & set(candidate.missing)
