"""What somebody said, to the letter: of the speaker asked for, and on the topic asked for."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.answers.holders import in_other_region, names_office
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.asking import particular_concepts
from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.people import is_same_speaker
from retrieval.answering.slots.result import Result, describe
from retrieval.language.people import find_people
from retrieval.language.stems import analyse, stem

_LONGEST_STATEMENT = 620
_MOST_STATEMENTS = 6
# Characters around an office within which its holder's verb of speaking stands.
_BEFORE_OFFICE, _AFTER_OFFICE = 40, 120


def answer_statement(query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> Result | None:
    """What the speaker asked for said on the topic asked for, to the letter; None where nothing of theirs was read."""
    named = [fact for fact in candidate.facts(FactKind.STATEMENT) if _speaks(query, fact)]
    if not named or _asks_stranger(query, candidate):
        return None
    if not _topic(query, candidate, named):
        return _say(candidate, _choose(named, ()))
    return _say(candidate, _choose([fact for fact in named if _is_spoken(ranked, [fact])] or named, ranked))


def _asks_stranger(query: Query, candidate: Candidate) -> bool:
    """Whether a question for somebody's words names a person, and no office, and the article has none of the names."""
    if query.asked_offices:
        return False
    words = stems_of(candidate.article.text).all
    named = [{stem(word) for word in analyse(person.name)} for person in find_people(query.formal)]
    return any(names and words.isdisjoint(names) for names in named)


def _topic(query: Query, candidate: Candidate, named: Sequence[Fact]) -> bool:
    """Whether the question asks for more than the words of a speaker."""
    speakers = {stem(word) for fact in named for word in analyse(fact.person or "")}
    concepts = particular_concepts(query, candidate)
    return any(not speakers.issuperset(form) for concept in concepts for form in concept.forms[:1])


def _is_spoken(ranked: Sequence[Ranked], named: Sequence[Fact]) -> bool:
    spans = [one.sentence.span for one in ranked]
    return any(fact.start < span.end and span.start < fact.end for span in spans for fact in named)


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


def _choose(facts: Sequence[Fact], ranked: Sequence[Ranked]) -> list[Fact]:
    """The statements of one speaker that answer best, in text order, as many as are pleasant to read."""
    best = sorted(facts, key=lambda fact: (-_score(fact, ranked), fact.start))
    best = [fact for fact in best if is_same_speaker(fact, best[0])]
    chosen: list[Fact] = []
    length = 0
    for fact in best:
        if chosen and (length + len(fact.value) > _LONGEST_STATEMENT or len(chosen) == _MOST_STATEMENTS):
            break
        chosen.append(fact)
        length += len(fact.value)
    return sorted(chosen, key=lambda fact: fact.start)


def _score(fact: Fact, ranked: Sequence[Ranked]) -> float:
    """The score of the best sentence that a statement has a part of."""
    overlapping = (one for one in ranked if fact.start < one.sentence.span.end and one.sentence.span.start < fact.end)
    return max((one.score for one in overlapping), default=float("-inf"))
