"""How much the words of a question weigh, and how many of them a text has. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.answering.asking.query import Concept
from retrieval.answering.ranking.presence import Words, concept_presence, concept_weights
from retrieval.language.stems import analyse, stem

Weighed = Sequence[tuple[Concept, float]]
"""Concepts with how much each of them tells."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word statistics of the archive: stem -> number of chunks with it, and how many chunks there are."""

    frequency: Callable[[str], int]
    chunks: int


def stems_of(text: str) -> Words:
    """The stems of a text, for comparing it with concepts."""
    words = frozenset(stem(word) for word in analyse(text))
    return Words(words, words)


def weigh(concepts: Sequence[Concept], lexicon: Lexicon) -> list[tuple[Concept, float]]:
    """The concepts with their weights."""
    weights = concept_weights(concepts, lexicon.frequency, chunks=lexicon.chunks)
    return list(zip(concepts, weights, strict=True))


def overlap(words: Words, weighed: Weighed) -> float:
    """The share of the weighed concepts that a text has; 0 where there are none."""
    total = sum(weight for _, weight in weighed)
    return sum(weight * concept_presence(concept, words) for concept, weight in weighed) / total if total else 0.0
