"""Whom a question asks about, by office or by name, and what an article says of them. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from data.facts import Fact, FactKind
from retrieval.answering.answers.holders import in_other_region, names_office
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.ranking.candidates import Candidate
from retrieval.language.text import split_sentences


def names_asked(query: Query, text: str) -> bool:
    """Whether a text names the holder of an office asked for, and of no other region."""
    asked = query.asked_with_words
    return any(names_office(text, office) and not in_other_region(words, text) for office, words in asked)


def is_named(query: Query, name: str) -> bool:
    """Whether some word of a question is one of a name."""
    words = {form[0] for concept in query.concepts for form in concept.forms if len(form) == 1}
    return not words.isdisjoint(stems_of(name).all)


def is_asked(query: Query, fact: Fact) -> bool:
    """Whether a fact is about whom a question asks for."""
    return _is_meant(query, fact.role or fact.value, fact.person or "")


def is_principal(query: Query, fact: Fact) -> bool:
    """Whether somebody stood in for whom a question asks for."""
    return _is_meant(query, fact.represents or "", fact.represents or "")


def _is_meant(query: Query, said: str, name: str) -> bool:
    """By their office where one is asked for, else by name."""
    return names_asked(query, said) if query.asked_offices else is_named(query, name)


def find_words(query: Query, candidate: Candidate) -> list[Fact]:
    """The statements of the speaker asked for, by office or by name."""
    said = candidate.facts(FactKind.STATEMENT)
    return [fact for fact in said if names_asked(query, fact.role or "") or is_named(query, fact.person or "")]


def find_turns(own: Sequence[Fact], candidate: Candidate) -> Iterator[int]:
    """The sentences, by number, that have these statements or follow before anybody else speaks."""
    spoken = candidate.facts(FactKind.STATEMENT)
    starts = [fact.start for fact in spoken]
    for number, sentence in enumerate(split_sentences(candidate.article.text) if own else ()):
        before = bisect_left(starts, sentence.end)
        if before and spoken[before - 1] in own:
            yield number


def holder_names(query: Query, candidate: Candidate) -> frozenset[str]:
    """First and last names, in small letters, of the holders of the offices asked for, as facts give them."""
    facts = candidate.facts(FactKind.STATEMENT, FactKind.ATTENDANCE)
    held = [fact for fact in facts if fact.person and names_asked(query, fact.role or "")]
    names = [(fact.person or "").casefold().split() for fact in held]
    return frozenset(part for words in names for part in (words[0], words[-1]))
