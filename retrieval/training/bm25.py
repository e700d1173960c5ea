"""BM25 as a sparse matrix product: every question against every passage at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse  # type: ignore[import-untyped]
import Stemmer
from numpy.typing import NDArray

# Robertson and Zaragoza's usual values.
SATURATION = 1.2
LENGTH_SHARE = 0.75

_stemmer = Stemmer.Stemmer("indonesian")


def terms(text: str) -> list[str]:
    """Stemmed words of a text."""
    stemmed: list[str] = _stemmer.stemWords(re.findall(r"\w+", text.casefold()))
    return stemmed


class Bm25:
    """BM25 weights of a fixed list of passages."""

    def __init__(self, passages: Sequence[str]) -> None:
        counts = [Counter(terms(passage)) for passage in passages]
        self._columns = {term: number for number, term in enumerate(sorted(set().union(*counts)))}
        frequency = self._matrix(counts)
        document_frequency = np.bincount(frequency.indices, minlength=len(self._columns))
        rarity = np.log1p((len(passages) - document_frequency + 0.5) / (document_frequency + 0.5))
        lengths = np.asarray(frequency.sum(axis=1)).ravel()
        norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / lengths.mean())
        rows = np.repeat(np.arange(len(passages)), np.diff(frequency.indptr))
        saturated = frequency.data * (SATURATION + 1) / (frequency.data + norm[rows])
        frequency.data = saturated * rarity[frequency.indices]
        self._weights = frequency.T.tocsr()

    def _matrix(self, counts: Sequence[Counter[str]]) -> scipy.sparse.csr_matrix:
        known = [{term: count for term, count in row.items() if term in self._columns} for row in counts]
        indptr = np.cumsum([0, *(len(row) for row in known)])
        indices = [self._columns[term] for row in known for term in row]
        data = np.array([count for row in known for count in row.values()], dtype=np.float32)
        return scipy.sparse.csr_matrix((data, indices, indptr), shape=(len(counts), len(self._columns)))

    def scores(self, questions: Sequence[str]) -> NDArray[np.float32]:
        """(questions, passages) BM25 scores."""
        asked = self._matrix([Counter(set(terms(question))) for question in questions])
        return np.asarray((asked @ self._weights).todense(), dtype=np.float32)
