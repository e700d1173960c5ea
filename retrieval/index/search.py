"""Searches an open generation: both indexes, one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.index.catalogue import Catalogue
from retrieval.index.dense import DenseIndex
from retrieval.index.encoder import Encoder
from retrieval.index.fusion import Scores, score_chunks
from retrieval.index.lexical import LexicalIndex

CANDIDATES = 100
"""Chunks that each side may propose: between 50 and 1,000 the labelled questions' hit@1 and hit@5 did not change."""

MOST_CHUNKS_LISTED = 20_000
"""Chunks that one word of a question for a list may find, those first that have it most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One found chunk: where it stands, the fused score (0 to 1), the BM25 score and the cosine.

    `lexical` is 0.0 where BM25 did not propose the chunk, `dense` where it has no vector.
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
        dense_weight: float,
    ) -> None:
        self.name = name
        self.dense_weight = dense_weight
        self.vocabulary = lexical.vocabulary
        self._lexical = lexical
        self._dense = dense
        self._catalogue = catalogue
        self._encoder = encoder

    def __len__(self) -> int:
        return len(self._catalogue)

    def search(self, text: str, *, also: Sequence[str] = (), asked: str | None = None, limit: int = 50) -> list[Hit]:
        """The best chunks for a question, best first; none where it holds no word.

        `text` has the words to look for, `also` the stems of other wordings; `asked` is the question as it was typed,
        which the model understands better than a list of words (default `text`).
        """
        if not text.strip() or not len(self):
            return []
        count = max(limit, CANDIDATES)
        ids, words = self._lexical.search(text, also=also, limit=count)
        vector = self._encoder.encode_query(asked or text)
        if vector.any():  # otherwise the model knows no word of it
            found, _ = self._dense.search(vector, limit=count)
            ids = np.concatenate([ids, found[~np.isin(found, ids)]])
        words = np.concatenate([words, np.full(len(ids) - len(words), np.nan)])
        return self._rank(ids, words, vector)[:limit]

    def articles_with(self, wordings: Sequence[Sequence[str]]) -> set[str]:
        """The articles that have one of the wordings, given as stems, in one of their chunks."""
        ids = self._lexical.find_all(wordings, limit=MOST_CHUNKS_LISTED)
        return self._catalogue.articles_of(ids) if len(ids) else set()

    def _rank(self, ids: NDArray[np.int64], words: Scores, vector: NDArray[np.float32]) -> list[Hit]:
        """Candidates, best first: a chunk has its article's score, less the further it is behind the article's best."""
        rows = self._catalogue.rows(ids)
        articles, place = np.unique(self._catalogue.articles[rows], return_inverse=True)
        cosines, leads = self._score(vector, rows), self._score(vector, self._catalogue.leads[articles])
        total = score_chunks(place, words, cosines, leads=leads, dense_weight=self.dense_weight)
        order = np.lexsort((ids, -total))
        columns = (total, np.nan_to_num(words), np.nan_to_num(cosines))
        return self._describe(ids[order], *(column[order] for column in columns))

    def _score(self, vector: NDArray[np.float32], rows: NDArray[np.int64]) -> Scores:
        """The cosine of the chunk in each of these rows; NaN where it has no vector, or the question none."""
        cosines = np.full(len(rows), np.nan)
        embedded = self._catalogue.embedded[rows]
        if vector.any():
            cosines[embedded] = self._dense.score(vector, self._catalogue.ids[rows[embedded]])
        return cosines

    def _describe(self, ids: NDArray[np.int64], *scores: Scores) -> list[Hit]:
        columns = (column.tolist() for column in scores)
        rows = zip(ids.tolist(), self._catalogue.places(ids), *columns, strict=True)
        return [Hit(chunk_id, *place, *row) for chunk_id, place, *row in rows]
