"""What the holder of an office said on a topic, or who stood in, where no meeting is named. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from data.facts import Fact, FactKind
from retrieval.answering.answer import Answer
from retrieval.answering.answers.composing import card, compose, others
from retrieval.answering.answers.holders import in_other_region, names_office
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.presence import concept_presence, naming_words
from retrieval.answering.slots.attendance import answer_representing
from retrieval.answering.slots.result import Result
from retrieval.answering.slots.statements import say_statements


def answer_anywhere(query: Query, candidates: Sequence[Candidate]) -> Answer | None:
    """What is asked of an office and of no meeting in particular, by the best article that says it.

    Other articles that say it are offered. None where a question names a meeting, or nobody says so.
    """
    tell = _TELLING.get(query.kind)
    if tell is None or query.kinds or query.inherited or not query.asked_offices:
        return None
    told = [(one, found) for one in candidates if not one.lies_elsewhere and (found := tell(query, one))]
    if not told:
        return None
    best, found = told[0]
    offered = others([one for one, _ in told], card(best))
    return compose(query, [best], [(query.kind, found)]).with_(others=offered)


def _tell_deputy(query: Query, candidate: Candidate) -> Result | None:
    """Who stood in for the office, if it is no office of another region."""
    found = answer_representing(query, candidate)
    pairs = product(query.office_words, found.evidence if found else ())
    return None if any(in_other_region(words, item.represents or "") for words, item in pairs) else found


def _tell_saying(query: Query, candidate: Candidate) -> Result | None:
    """What holders of the office say in an article where they speak of every word of the topic."""
    topic = naming_words(query)
    spoken = [fact for fact in candidate.facts(FactKind.STATEMENT) if _speaks(query, fact)]
    told = {fact: {one for one in topic if concept_presence(one, stems_of(fact.value))} for fact in spoken}
    said = [fact for fact in spoken if told[fact]]
    return say_statements(candidate, said) if said and set().union(*told.values()) == set(topic) else None


def _speaks(query: Query, fact: Fact) -> bool:
    role = fact.role or ""
    return any(names_office(role, o) and not in_other_region(words, role) for o, words in query.asked_with_words)


_TELLING = {Kind.STATEMENT: _tell_saying, Kind.REPRESENTING: _tell_deputy}
