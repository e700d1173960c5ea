"""Searches an open generation: both indexes, one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.index import encoder as encoding
from retrieval.index.catalogue import Catalogue
from retrieval.index.dense import DenseIndex
from retrieval.index.encoder import Encoder
from retrieval.index.fusion import fuse
from retrieval.index.lexical import LexicalIndex

CANDIDATES = 100
"""Chunks that each side may propose: between 50 and 1,000 the labelled questions' hit@1 and hit@5 did not change."""

MOST_CHUNKS_LISTED = 20_000
"""Chunks that one word of a question for a list may find, those first that have it most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found chunk: where it stands, the fused score (0 to 1), the BM25 score and the cosine.

    `lexical` is 0.0 where BM25 did not propose the chunk.
    """

    chunk_id: int
    article_id: str
    start: int
    end: int
    score: float
    lexical: float
    dense: float


class Index:
    """One open generation; it never changes, and is safe to share among threads."""

    def __init__(
        self,
        name: str,
        *,
        lexical: LexicalIndex,
        dense: DenseIndex,
        catalogue: Catalogue,
        encoder: Encoder,
        lexical_weight: float,
    ) -> None:
        self.name = name
        self.lexical_weight = lexical_weight
        self.vocabulary = lexical.vocabulary
        self._lexical = lexical
        self._dense = dense
        self._catalogue = catalogue
        self._encoder = encoder

    def __len__(self) -> int:
        return len(self._catalogue)

    def search(self, text: str, *, limit: int = 50) -> list[Hit]:
        """The best chunks for a question, best first; none where it holds no word."""
        if not text.strip() or not len(self):
            return []
        candidates = max(limit, CANDIDATES)
        ids, lexical = self._lexical.search(text, limit=candidates)
        vector = self._encoder.encode_query(text)
        if vector.any():
            ids, lexical, dense = self._join_dense(vector, ids, lexical, limit=candidates)
        else:  # the model knows no word of it
            dense = np.zeros(len(ids))
        scores = fuse(lexical, dense, lexical_weight=self.lexical_weight)
        best = np.lexsort((ids, -scores))[:limit]
        return self._describe(ids[best], scores[best], np.nan_to_num(lexical[best]), dense[best])

    def articles_with(self, wordings: Sequence[Sequence[str]]) -> set[str]:
        """The articles that have one of the wordings, given as stems, in one of their chunks."""
        ids = self._lexical.find_all(wordings, limit=MOST_CHUNKS_LISTED)
        return {article_id for article_id, _, _ in self._catalogue.places(ids)} if len(ids) else set()

    def _join_dense(
        self, vector: NDArray[np.float32], ids: NDArray[np.int64], lexical: NDArray[np.float64], *, limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Candidates of both sides with the scores of both; BM25 is NaN for those that only dense search found."""
        found, cosines = self._dense.search(vector, limit=limit)
        is_new = ~np.isin(found, ids)
        dense = np.concatenate([self._dense.score(vector, ids), cosines[is_new]])
        unknown = np.full(int(is_new.sum()), np.nan)
        return np.concatenate([ids, found[is_new]]), np.concatenate([lexical, unknown]), dense

    def _describe(self, ids: NDArray[np.int64], *scores: NDArray[np.float64]) -> list[Hit]:
        columns = (column.tolist() for column in scores)
        rows = zip(ids.tolist(), self._catalogue.places(ids), *columns, strict=True)
        return [Hit(chunk_id, *place, *row) for chunk_id, place, *row in rows]


def serve_single_threaded() -> None:
    """Answer each question on one core; call it once in a process that serves (FAISS is told for each question)."""
    encoding.use_one_thread()
