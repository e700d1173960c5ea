"""What the holder of an office said on a topic, where no meeting is named: found among everybody's statements. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Answer, quote
from retrieval.answering.answers.composing import compose, others
from retrieval.answering.answers.holders import in_other_region, names_office
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.presence import concept_presence
from retrieval.answering.slots.people import is_same_speaker
from retrieval.answering.slots.result import Result, describe

_LONGEST = 620
_MOST = 4


def answer_saying(query: Query, candidates: Sequence[Candidate]) -> Answer | None:
    """The statements of the best article in which a holder of the office speaks of every word of the topic.

    Other articles in which one does are offered. None where a question names a meeting, or nobody says so.
    """
    if query.kind is not Kind.STATEMENT or query.kinds or query.inherited or not query.asked_offices:
        return None
    topic = [concept for concept in query.concepts if not concept.is_kind]
    told = [(one, said) for one in candidates if _may_be(one) and (said := _find(query, one, topic))]
    if not told:
        return None
    best, said = told[0]
    answer = compose(query, best, [(query.kind, ([best], _say(best, said)))])
    return answer.with_(others=others([one for one, _ in told]))


def _may_be(candidate: Candidate) -> bool:
    """Whether an article does not lie in another region or time than asked about."""
    return candidate.fit("region") != 0.0 and candidate.fit("period") != 0.0


def _find(query: Query, candidate: Candidate, topic: Sequence[Concept]) -> list[Fact]:
    spoken = [fact for fact in candidate.facts(FactKind.STATEMENT) if _speaks(query, fact)]
    has = {fact: [one for one in topic if concept_presence(one, stems_of(fact.value))] for fact in spoken}
    is_told = bool(topic) and all(any(one in there for there in has.values()) for one in topic)
    return [fact for fact, there in has.items() if there] if is_told else []


def _speaks(query: Query, fact: Fact) -> bool:
    role = fact.role or ""
    return any(names_office(role, o) and not in_other_region(words, role) for o, words in query.asked_with_words)


def _say(candidate: Candidate, said: Sequence[Fact]) -> Result:
    """As many statements of the first speaker as are pleasant to read, in the order of the article."""
    chosen: list[Fact] = []
    for fact in said:
        is_short = sum(len(one.value) for one in (*chosen, fact)) <= _LONGEST
        if not chosen or (is_same_speaker(chosen[0], fact) and is_short and len(chosen) < _MOST):
            chosen.append(fact)
    speaker = " ".join(part for part in (chosen[0].role, chosen[0].person) if part)
    quotes = [wording.shorten(fact.value, _LONGEST) for fact in chosen]
    evidence = tuple(quote(candidate.article, fact.start, fact.end) for fact in chosen)
    return Result(f"{wording.said(speaker, quotes)}\n{describe(candidate)}", evidence)
