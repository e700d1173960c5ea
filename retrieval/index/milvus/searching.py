"""Searches one generation on Milvus: by words, by meaning, and one ranking, the local index's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.index.encoder import Encoder
from retrieval.index.fusion import score_chunks
from retrieval.index.milvus.columns import (
    LEAD_STARTS,
    MEANING,
    PLACE,
    TERMS,
    Row,
    article_key,
    chunks_and_leads,
    embedded,
    search_options,
    shown,
)
from retrieval.index.milvus.counting import HELD
from retrieval.index.milvus.editions import Edition
from retrieval.index.milvus.server import Server
from retrieval.index.milvus.words import Vector, Words
from retrieval.index.search import CANDIDATES, Hit

MOST_ROWS = 16_384
"""What Milvus returns at most for one vector; and so the most chunks that one wording of a list may find."""

LEADS = 2
"""Chunks that start where an article's first does: one, or with a first sentence of few words two."""


class MilvusIndex:
    """One open generation; what it finds never changes, and it is safe to share among threads."""

    def __init__(self, server: Server, edition: Edition, *, encoder: Encoder, dense_weight: float) -> None:
        self.name = edition.name
        self.dense_weight = dense_weight
        self.vocabulary = Words(edition.words, chunks=edition.manifest.chunks)
        self._server = server
        self._edition = edition
        self._encoder = encoder

    def __len__(self) -> int:
        return self._edition.manifest.chunks

    def search(self, text: str, *, also: Sequence[str] = (), asked: str | None = None, limit: int = 50) -> list[Hit]:
        """See OpenIndex; two searches, and a third for the cosines that they leave open."""
        if not text.strip() or not len(self):
            return []
        count = max(limit, CANDIDATES)
        by_words = self._by_words(self.vocabulary.weigh(text, also), count)
        vector = self._encoder.encode_query(asked or text)
        by_meaning = self._by_meaning(vector, embedded(self._edition.number), count)
        places = {row["chunk"]: row for row in [*by_words, *by_meaning]}
        known = [*by_meaning, *self._open_cosines(vector, by_words, by_meaning)]
        words = {row["chunk"]: float(row["distance"]) for row in by_words}
        return _rank(list(places.values()), words, known, dense_weight=self.dense_weight)[:limit]

    def articles_with(self, wordings: Sequence[Sequence[str]]) -> set[str]:
        """The articles that have one of the wordings, given as stems, in one of their chunks."""
        known = [set(stems) for stems in wordings if all(map(self.vocabulary.stem_frequency, stems))]
        alone = set().union(*(stems for stems in known if len(stems) == 1))
        together = [stems for stems in known if len(stems) > 1]
        return set().union(self._articles_holding(alone, 1), *(self._articles_holding(s, len(s)) for s in together))

    def _articles_holding(self, stems: Collection[str], least: int) -> set[str]:
        """The articles that have so many of some stems, one of them or all, in one of their chunks."""
        if not stems:
            return set()
        holding = [self.vocabulary.stem_frequency(stem) for stem in stems]
        most = sum(holding) if least == 1 else min(holding)  # those that hold all come first
        wanted = {HELD + number: 1.0 for number in self.vocabulary.stem_numbers(stems)}
        condition = shown(self._edition.number)
        rows = self._search(TERMS, wanted, condition, min(most, MOST_ROWS), columns=("article",))
        return {row["article"] for row in rows if row["distance"] > least - 0.5}

    def _by_words(self, terms: dict[int, float], limit: int) -> list[Row]:
        return self._search(TERMS, terms, shown(self._edition.number), limit) if terms else []

    def _by_meaning(self, vector: NDArray[np.float32], condition: str, limit: int) -> list[Row]:
        if not vector.any():  # the model knows no word of it
            return []
        return self._search(MEANING, vector.tolist(), condition, limit)

    def _open_cosines(
        self, vector: NDArray[np.float32], by_words: Sequence[Row], by_meaning: Sequence[Row]
    ) -> list[Row]:
        """What the words found, and the first chunks of all articles found, with their cosines."""
        found = {row["chunk"] for row in by_meaning}
        unknown = [row["chunk"] for row in by_words if row["chunk"] not in found]
        articles = {article_key(row["article"]) for row in [*by_words, *by_meaning]}
        condition = chunks_and_leads(self._edition.number, unknown, sorted(articles))
        return self._by_meaning(vector, condition, len(unknown) + LEADS * len(articles)) if articles else []

    def _search(
        self, column: str, wanted: Vector | list[float], condition: str, limit: int, *, columns: Sequence[str] = PLACE
    ) -> list[Row]:
        found = self._server.search(
            self._edition.collection,
            [wanted],
            column=column,
            condition=condition,
            limit=limit,
            columns=columns,
            options=search_options(column, chunks=self._edition.manifest.chunks, limit=limit),
        )
        return found[0]


def _rank(rows: Sequence[Row], words: dict[int, float], known: Iterable[Row], *, dense_weight: float) -> list[Hit]:
    """All found chunks, best first; `known` are rows with their cosines, the first chunks of articles among them."""
    cosines, leads = {}, {}
    for row in sorted(known, key=lambda row: int(row["start"]), reverse=True):
        cosines[row["chunk"]] = float(row["distance"])
        if row["start"] < LEAD_STARTS:
            leads[row["article"]] = float(row["distance"])
    articles, place = np.unique([row["article"] for row in rows], return_inverse=True)
    ids = np.array([row["chunk"] for row in rows], dtype=np.int64)
    by_words = np.array([words.get(row["chunk"], np.nan) for row in rows])
    by_meaning = np.array([cosines.get(row["chunk"], np.nan) for row in rows])
    of_leads = np.array([leads.get(article, np.nan) for article in articles])
    total = score_chunks(place, by_words, by_meaning, leads=of_leads, dense_weight=dense_weight)
    order = np.lexsort((ids, -total))
    return [
        Hit(row["chunk"], row["article"], row["start"], row["end"], *scores)
        for row, *scores in (
            (rows[at], float(total[at]), float(np.nan_to_num(by_words[at])), float(np.nan_to_num(by_meaning[at])))
            for at in order.tolist()
        )
    ]
