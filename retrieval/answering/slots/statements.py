"""What somebody said, to the letter: the statements read of them, or the sentences that name them."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.candidates import Candidate
from retrieval.answering.fit import concept_presence
from retrieval.answering.query import Concept, Query
from retrieval.answering.slots.people import in_other_region, is_same_speaker, names_office
from retrieval.answering.slots.result import Result, describe
from retrieval.answering.slots.sentences import (
    Lexicon,
    answer_passage,
    detail_concepts,
    find_sentence,
    overlap,
    stems_of,
    weigh,
)
from retrieval.language.stems import analyse, stem

_LONGEST_STATEMENT = 620
_MOST_STATEMENTS = 6


def answer_statement(query: Query, candidate: Candidate, *, lexicon: Lexicon, min_detail: float) -> Result | None:
    """What the speaker asked for said on the topic asked for, to the letter; else the sentence that answers best.

    Where a speaker is asked for, the sentence has to name them; otherwise nothing is said.
    """
    named = [fact for fact in candidate.facts(FactKind.STATEMENT) if _speaks(query, fact)]
    names = stems_of(" ".join(fact.person or "" for fact in named))
    topic = weigh([c for c in detail_concepts(query, candidate) if not concept_presence(c, names)], lexicon)
    if named and (not topic or max(_nearness(fact, topic) for fact in named) > 0):
        return _say(candidate, _choose(named, topic))
    if query.asked_offices:
        sentence = _sentence_of_speaker(query, candidate, lexicon=lexicon, min_detail=min_detail)
        return sentence or (_say(candidate, _choose(named, topic)) if named and not query.is_quantity else None)
    found = answer_passage(query, candidate, lexicon=lexicon, min_detail=min_detail)
    return found or (_say(candidate, _choose(named, topic)) if named and not query.is_quantity else None)


def _sentence_of_speaker(query: Query, candidate: Candidate, *, lexicon: Lexicon, min_detail: float) -> Result | None:
    """The sentence on the topic that names the speaker, by office or by the name the article gives with it."""
    facts = candidate.facts(FactKind.STATEMENT, FactKind.ATTENDANCE)
    holders = {
        fact.person.split()[-1].casefold()
        for fact in facts
        if fact.person and fact.role and any(names_office(fact.role, office) for office in query.asked_offices)
    }

    def names_speaker(sentence: str) -> bool:
        by_name = not holders.isdisjoint(sentence.casefold().replace(",", " ").split())
        return by_name or any(names_office(sentence, office) for office in query.asked_offices)

    span = find_sentence(query, candidate, lexicon=lexicon, min_detail=min_detail, needs=names_speaker)
    if span is None:
        return None
    shown = wording.shorten(candidate.article.text[span.start : span.end], _LONGEST_STATEMENT)
    return Result(f"{shown}\n{describe(candidate)}", (quote(candidate.article, span.start, span.end),))


def _say(candidate: Candidate, chosen: Sequence[Fact]) -> Result:
    quotes = [wording.shorten(fact.value, _LONGEST_STATEMENT) for fact in chosen]
    evidence = tuple(quote(candidate.article, fact.start, fact.end) for fact in chosen)
    return Result(f"{wording.said(_speaker(chosen[0]), quotes)}\n{describe(candidate)}", evidence)


def _speaks(query: Query, fact: Fact) -> bool:
    asked = query.asked_with_words
    if fact.role and any(names_office(fact.role, o) and not in_other_region(w, fact.role) for o, w in asked):
        return True
    words = {stem(word) for word in analyse(fact.person or "")}
    return any(len(form) == 1 and form[0] in words for concept in query.concepts for form in concept.forms)


def _speaker(fact: Fact) -> str | None:
    parts = [part for part in (fact.role, fact.person) if part]
    return " ".join(parts) or None


def _nearness(fact: Fact, weighed: Sequence[tuple[Concept, float]]) -> float:
    return overlap(stems_of(fact.value), weighed)


def _choose(facts: Sequence[Fact], weighed: Sequence[tuple[Concept, float]]) -> list[Fact]:
    """The statements of one speaker nearest to the topic, in text order, as many as are pleasant to read."""
    ranked = sorted(facts, key=lambda fact: (-_nearness(fact, weighed), fact.start))
    ranked = [fact for fact in ranked if is_same_speaker(fact, ranked[0])]
    chosen: list[Fact] = []
    length = 0
    for fact in ranked:
        if chosen and (length + len(fact.value) > _LONGEST_STATEMENT or len(chosen) == _MOST_STATEMENTS):
            break
        chosen.append(fact)
        length += len(fact.value)
    return sorted(chosen, key=lambda fact: fact.start)
