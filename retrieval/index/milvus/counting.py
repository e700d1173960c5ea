"""Counts the terms of an archive while its chunks are put in, and gives each term a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from data.article import Chunk
from retrieval.index.lexical import FIELDS
from retrieval.index.milvus.bm25 import weigh_in_chunk
from retrieval.index.milvus.words import Vector, WordList, list_words

ANYTHING = 0
"""A number that every chunk has: Milvus takes no empty vector, and a text of mere punctuation has no term."""

HELD = 2**31
"""Added to a stem's number, it is worth 1 in every chunk that has the stem: products count the stems a chunk holds."""


class TermCounts:
    """The terms of all chunks, their numbers, and how many chunks hold each; begun with those of an earlier generation.

    `averages`: the mean length of each field, by which chunks are weighed.
    """

    def __init__(self, averages: Sequence[float], earlier: Iterable[WordList] = ()) -> None:
        self._averages = averages
        self._numbers: list[dict[str, int]] = [{} for _ in FIELDS]
        self._holding: Counter[int] = Counter()
        for numbers, words in zip(self._numbers, earlier, strict=False):
            for term, number, holding in words.items():
                numbers[term] = number
                self._holding[number] = holding
        self._last = max(self._holding, default=ANYTHING)

    def add(self, chunk: Chunk) -> Vector:
        """Count a chunk; the vector that it is searched by."""
        vector = {ANYTHING: 1.0}
        for position, terms in enumerate(terms_of(chunk)):
            length = len(terms)
            for term, count in Counter(terms).items():
                number = self._number(position, term)
                vector[number] = weigh_in_chunk(count, length=length, average=self._averages[position])
                if position == 0:
                    vector[HELD + number] = 1.0
        self._holding.update(_counted(vector))
        return vector

    def remove(self, vector: Mapping[int, float]) -> None:
        """Count a chunk no more, of which this is the vector."""
        self._holding.subtract(_counted(vector))

    def lists(self) -> list[WordList]:
        """The words that a chunk holds, one list for each field."""
        return [
            list_words({term: (number, self._holding[number]) for term, number in of.items() if self._holding[number]})
            for of in self._numbers
        ]

    def _number(self, position: int, term: str) -> int:
        numbers = self._numbers[position]
        if term not in numbers:
            self._last += 1
            numbers[term] = self._last
        return numbers[term]


def mean_lengths(chunks: Iterable[Chunk]) -> list[float]:
    """How many terms a chunk has on average, for each field; 1 where there are none."""
    lengths = np.array([[len(terms) for terms in terms_of(chunk)] for chunk in chunks])
    means = lengths.mean(axis=0) if len(lengths) else np.zeros(len(FIELDS))
    return [float(mean) or 1.0 for mean in means]


def terms_of(chunk: Chunk) -> list[list[str]]:
    """The terms of a chunk, for each field of the lexical index."""
    text = f"{chunk.context}\n{chunk.text}"
    return [field.terms(text) for field in FIELDS]


def _counted(vector: Iterable[int]) -> list[int]:
    return [number for number in vector if ANYTHING < number < HELD]
