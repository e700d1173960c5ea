"""The words of one generation on Milvus, held by whoever asks: how common each is, and by which number it is searched.

Sorted arrays, not dictionaries: the two million words of a nation's archive take some 60 MB.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retrieval.index.lexical import FIELDS, weigh_terms
from retrieval.index.milvus.bm25 import weigh_in_question

MOST_ALIKE = 3000
"""Words that begin alike, commonest first: rarer ones are typing errors more often than their correction."""

Vector = dict[int, float]
"""A sparse vector: numbers of terms, and what each is worth."""


@dataclass(frozen=True, slots=True)
class WordList:
    """The terms of one field in the order of their letters; parallel arrays, and the terms as one text.

    `numbers` are what stands for a term in sparse vectors, `holding` how many chunks hold it.
    """

    spelled: bytes
    ends: NDArray[np.int64]
    numbers: NDArray[np.int64]
    holding: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ends)

    def find(self, term: str) -> int | None:
        """The row of a term, None where no chunk holds it."""
        spelled = _spell(term)
        row = self._first_from(spelled)
        return row if row < len(self) and self._at(row) == spelled else None

    def starting_with(self, prefix: str, *, limit: int) -> list[str]:
        """The terms that begin with a prefix, commonest first."""
        spelled = _spell(prefix)
        rows = np.arange(self._first_from(spelled), self._first_from(spelled + b"\xff"))  # no UTF-8 has this byte
        best = rows[np.argsort(-self.holding[rows], kind="stable")][:limit]
        return [self._at(row).decode("utf-8", "surrogatepass") for row in best.tolist()]

    def items(self) -> Iterable[tuple[str, int, int]]:
        """Each term with its number and how many chunks hold it."""
        spelled = (self._at(row).decode("utf-8", "surrogatepass") for row in range(len(self)))
        return zip(spelled, self.numbers.tolist(), self.holding.tolist(), strict=True)

    def _first_from(self, spelled: bytes) -> int:
        return bisect_left(range(len(self)), spelled, key=self._at)

    def _at(self, row: int) -> bytes:
        return self.spelled[int(self.ends[row - 1]) if row else 0 : int(self.ends[row])]


def list_words(terms: Mapping[str, tuple[int, int]]) -> WordList:
    """Terms with their numbers and how many chunks hold them, as a list."""
    ordered = sorted((_spell(term), *of_term) for term, of_term in terms.items())
    return WordList(
        spelled=b"".join(spelled for spelled, _, _ in ordered),
        ends=np.cumsum([len(spelled) for spelled, _, _ in ordered], dtype=np.int64),
        numbers=np.array([number for _, number, _ in ordered], dtype=np.int64),
        holding=np.array([holding for _, _, holding in ordered], dtype=np.int64),
    )


class Words:
    """Word statistics of one generation, over its chunks. Safe to share among threads.

    `lists` are of the fields of the lexical index, in their order: stems, then surface forms.
    """

    def __init__(self, lists: Sequence[WordList], *, chunks: int) -> None:
        self.chunks = chunks
        self._stems, self._forms = lists
        self.stem_frequency = lru_cache(maxsize=20_000)(self._stem_frequency)
        self.starting_with = lru_cache(maxsize=500)(self._starting_with)

    def frequency(self, word: str) -> int:
        """The number of chunks that hold a folded surface form."""
        return _holding(self._forms, word)

    def weigh(self, text: str, also: Sequence[str] = ()) -> Vector:
        """A question, and stems of its other wordings, as the vector whose product with a chunk's is BM25; empty where
        no chunk has a word of them."""
        lists = dict(zip(FIELDS, (self._stems, self._forms), strict=True))
        sought = ((lists[field], lists[field].find(term), weight) for field, term, weight in weigh_terms(text, also))
        return {
            int(words.numbers[row]): weight * weigh_in_question(int(words.holding[row]), chunks=self.chunks)
            for words, row, weight in sought
            if row is not None
        }

    def stem_numbers(self, stems: Iterable[str]) -> list[int]:
        """The numbers of those stems that a chunk holds."""
        rows = map(self._stems.find, stems)
        return [int(self._stems.numbers[row]) for row in rows if row is not None]

    def _stem_frequency(self, stem: str) -> int:
        """The number of chunks that hold a stem."""
        return _holding(self._stems, stem)

    def _starting_with(self, prefix: str) -> list[str]:
        """The surface forms that begin with a prefix, commonest first."""
        return self._forms.starting_with(prefix, limit=MOST_ALIKE)


def _holding(words: WordList, term: str) -> int:
    row = words.find(term)
    return 0 if row is None else int(words.holding[row])


def _spell(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
