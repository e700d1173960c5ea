"""Vectors by text hash and model fingerprint, so that no text is embedded twice by the same model."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import itemgetter

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sqlalchemy import delete, func, select

from data.article import Chunk
from data.errors import StoreError
from data.store.changes import note_changes
from data.store.chunks import chunk_of
from data.store.tables.archive import ArticleRow, ChunkRow, EmbeddingRow
from data.store.transactions import Transactions, portions, upsert
from data.wording import archive as wording

_FLOAT16 = np.dtype("<f2")


class Embeddings:
    """The vectors of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def missing(self, text_hashes: Iterable[str], fingerprint: str) -> set[str]:
        """Those of the hashes that have no vector of this model."""
        asked = set(text_hashes)
        present: set[str] = set()
        query = select(EmbeddingRow.text_hash).where(EmbeddingRow.fingerprint == fingerprint)
        with self._transactions.reading() as connection:
            for portion in portions(asked):
                present.update(connection.scalars(query.where(EmbeddingRow.text_hash.in_(portion))))
        return asked - present

    def missing_chunks(self, fingerprint: str, article_ids: Iterable[str] | None = None) -> list[int]:
        """Ids of the chunks, of these articles or of all, that shall be embedded and have no vector of this model."""
        here = (EmbeddingRow.text_hash == ChunkRow.text_hash) & (EmbeddingRow.fingerprint == fingerprint)
        lacking = ChunkRow.text_hash.is_not(None) & ~select(EmbeddingRow.text_hash).where(here).exists()
        query = select(ChunkRow.id).where(lacking).order_by(ChunkRow.id)
        with self._transactions.reading() as connection:
            if article_ids is None:
                return list(connection.scalars(query))
            return [
                chunk_id
                for portion in portions(article_ids)
                for chunk_id in connection.scalars(query.where(ChunkRow.article_id.in_(portion)))
            ]

    def put(self, vectors: Mapping[str, ArrayLike], fingerprint: str) -> None:
        """Keep vectors by text hash as float16; StoreError where one is not finite or not flat."""
        rows = [
            {"text_hash": text_hash, "fingerprint": fingerprint, "vector": _pack(vector)}
            # In order: two who keep vectors of the same texts wait for each other's rows in turn.
            for text_hash, vector in sorted(vectors.items(), key=itemgetter(0))
        ]
        query = select(ChunkRow.article_id).distinct()
        with self._transactions.writing() as connection:
            upsert(connection, EmbeddingRow, rows)
            given = (query.where(ChunkRow.text_hash.in_(portion)) for portion in portions(vectors))
            note_changes(connection, [one for part in given for one in connection.scalars(part)])

    def load(self, chunk_ids: Iterable[int], fingerprint: str) -> Iterator[tuple[Chunk, NDArray[np.float16] | None]]:
        """These chunks, each with its vector of this model if it has one, in no order."""
        here = (EmbeddingRow.text_hash == ChunkRow.text_hash) & (EmbeddingRow.fingerprint == fingerprint)
        query = (
            select(
                ChunkRow.id,
                ChunkRow.article_id,
                ChunkRow.start,
                ChunkRow.end,
                ChunkRow.context,
                ArticleRow.text,
                EmbeddingRow.vector,
            )
            .join(ArticleRow, ArticleRow.id == ChunkRow.article_id)
            .outerjoin(EmbeddingRow, here)
        )
        for portion in portions(chunk_ids):
            with self._transactions.reading() as connection:
                rows = connection.execute(query.where(ChunkRow.id.in_(portion))).all()
            yield from ((chunk_of(row), None if row[6] is None else _unpack(row[6])) for row in rows)

    def matrix(self, fingerprint: str) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Ids (n,) and vectors (n, dimension) of every chunk that has a vector of this model, by id."""
        query = (
            select(ChunkRow.id, EmbeddingRow.vector)
            .join(EmbeddingRow, EmbeddingRow.text_hash == ChunkRow.text_hash)
            .where(EmbeddingRow.fingerprint == fingerprint)
            .order_by(ChunkRow.id)
        )
        with self._transactions.reading() as connection:
            rows = connection.execute(query).all()
        ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        vectors = np.frombuffer(b"".join(row[1] for row in rows), dtype=_FLOAT16)
        return ids, vectors.reshape(len(rows), -1 if rows else 0)

    def fingerprints(self) -> dict[str, int]:
        """How many vectors there are of each model."""
        query = select(EmbeddingRow.fingerprint, func.count()).group_by(EmbeddingRow.fingerprint)
        with self._transactions.reading() as connection:
            return dict(connection.execute(query).all())

    def prune(self, keep: Collection[str]) -> int:
        """Drop vectors of texts that no chunk has and of models that are not kept; how many."""
        unused = EmbeddingRow.text_hash.not_in(select(ChunkRow.text_hash).where(ChunkRow.text_hash.is_not(None)))
        foreign = EmbeddingRow.fingerprint.not_in(list(keep))
        with self._transactions.writing() as connection:
            return connection.execute(delete(EmbeddingRow).where(unused | foreign)).rowcount


def _pack(vector: ArrayLike) -> bytes:
    packed = np.asarray(vector, dtype=_FLOAT16)
    if packed.ndim != 1 or not packed.size or not np.isfinite(packed).all():
        raise StoreError(wording.VECTOR_UNUSABLE)
    return packed.tobytes()


def _unpack(vector: bytes) -> NDArray[np.float16]:
    return np.frombuffer(vector, dtype=_FLOAT16)
