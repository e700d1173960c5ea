"""An article as sentences to choose from: each with its stems and the people and offices it names. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.ranking.presence import Words
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.people import PersonMention, find_people
from retrieval.language.text import Span, split_sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article; `number` counts from 0."""

    number: int
    span: Span
    text: str
    words: Words
    people: tuple[PersonMention, ...]
    offices: tuple[OfficeMention, ...]


def read_sentences(text: str) -> list[Sentence]:
    """The sentences of an article in order."""
    return list(_read(text))


# One question looks at the articles of its meeting several times, and follow-ups again.
@lru_cache(maxsize=64)
def _read(text: str) -> tuple[Sentence, ...]:
    people, offices = find_people(text), find_offices(text)
    sentences = []
    for number, span in enumerate(split_sentences(text)):
        part = text[span.start : span.end]
        sentences.append(
            Sentence(
                number,
                span,
                part,
                stems_of(part),
                tuple(person for person in people if span.start <= person.start < span.end),
                tuple(office for office in offices if span.start <= office.start < span.end),
            )
        )
    return tuple(sentences)
