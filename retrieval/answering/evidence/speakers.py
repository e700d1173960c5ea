"""Whom a question asks about, by office or by name, and what an article says of them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.facts import Fact, FactKind
from retrieval.answering.answers.holders import in_other_region, names_office, said_of
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.ranking.candidates import Candidate
from retrieval.language.text import split_sentences


def names_asked(query: Query, text: str) -> bool:
    """Whether a text names the holder of an office asked for, and of no other region."""
    asked = query.asked_with_words
    return any(names_office(text, office) and not in_other_region(words, text) for office, words in asked)


def is_named(query: Query, name: str | None) -> bool:
    """Whether some word of a question is one of a name."""
    words = {form[0] for concept in query.concepts for form in concept.forms if len(form) == 1}
    return not words.isdisjoint(stems_of(name or "").all)


def is_asked(query: Query, fact: Fact) -> bool:
    """Whether a fact is about whom a question asks for: by their office where one is asked for, else by name."""
    return names_asked(query, said_of(fact)) if query.asked_offices else is_named(query, fact.person)


def is_principal(query: Query, fact: Fact) -> bool:
    """Whether somebody stood in for whom a question asks for."""
    represented = fact.represents or ""
    return names_asked(query, represented) if query.asked_offices else is_named(query, represented)


def find_words(query: Query, candidate: Candidate) -> list[Fact]:
    """The statements of the speaker asked for, by office or by name."""
    said = candidate.facts(FactKind.STATEMENT)
    return [fact for fact in said if names_asked(query, fact.role or "") or is_named(query, fact.person)]


def find_turns(own: Sequence[Fact], candidate: Candidate) -> Iterator[int]:
    """The sentences, by number, that have these statements or follow before anybody else speaks."""
    spoken = sorted(candidate.facts(FactKind.STATEMENT), key=lambda fact: (fact.start, fact.end))
    for number, sentence in enumerate(split_sentences(candidate.article.text) if own else ()):
        if [fact for fact in spoken if fact.start < sentence.end][-1:] in ([fact] for fact in own):
            yield number


def holder_names(query: Query, candidate: Candidate) -> frozenset[str]:
    """First and last names, in small letters, of the holders of the offices asked for, as facts give them."""
    facts = candidate.facts(FactKind.STATEMENT, FactKind.ATTENDANCE)
    held = (fact.person for fact in facts if fact.person and names_asked(query, fact.role or ""))
    return frozenset(part for name in held for part in name.casefold().split()[:: max(1, len(name.split()) - 1)])
