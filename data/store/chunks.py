"""Chunks: spans of articles with stable ids, and which text each one was embedded by."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, exists, func, select

from data.article import Chunk
from data.store.changes import note_changes
from data.store.lacking import is_complete
from data.store.tables.archive import ArticleRow, ChunkRow, CuttingRow, EmbeddingRow
from data.store.tables.waiting import WaitingRow
from data.store.transactions import Transactions, portions, upsert

EMBEDDED = "+"
"""What the stamp of a chunk ends with that has a vector."""


@dataclass(frozen=True, slots=True)
class CutChunk:
    """A chunk with the hash of the text that is embedded for it, None where it is not embedded."""

    chunk: Chunk
    text_hash: str | None


class Chunks:
    """The chunks of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, cut: Mapping[str, Sequence[CutChunk]], *, chunker: str) -> None:
        """Replace the chunks of these articles by those that this version of the chunker cut."""
        cuttings = [{"article_id": article_id, "chunker": chunker} for article_id in cut]
        rows = [_row(piece) for pieces in cut.values() for piece in pieces]
        with self._transactions.writing() as connection:
            for portion in portions(cut):
                connection.execute(delete(ChunkRow).where(ChunkRow.article_id.in_(portion)))
            upsert(connection, ChunkRow, rows)
            upsert(connection, CuttingRow, cuttings)
            note_changes(connection, cut)

    def get_many(self, chunk_ids: Iterable[int]) -> dict[int, Chunk]:
        """The chunks that are there, by id."""
        found: dict[int, Chunk] = {}
        with self._transactions.reading() as connection:
            for portion in portions(chunk_ids):
                rows = connection.execute(_CHUNKS.where(ChunkRow.id.in_(portion)))
                found.update((row[0], chunk_of(row)) for row in rows)
        return found

    def of_articles(self, article_ids: Iterable[str]) -> dict[str, list[Chunk]]:
        """The chunks of these articles, in order."""
        found: defaultdict[str, list[Chunk]] = defaultdict(list)
        with self._transactions.reading() as connection:
            for portion in portions(article_ids):
                query = _CHUNKS.where(ChunkRow.article_id.in_(portion)).order_by(ChunkRow.start, ChunkRow.end)
                for row in connection.execute(query):
                    found[row[1]].append(chunk_of(row))
        return dict(found)

    def wanted(self, fingerprint: str, *, article_ids: Iterable[str] | None = None) -> dict[int, str]:
        """Stamp by chunk id: what an index shall hold, of these articles or of all.

        It changes when the chunk gets a vector of this model.
        """
        here = (EmbeddingRow.text_hash == ChunkRow.text_hash) & (EmbeddingRow.fingerprint == fingerprint)
        has_vector = EmbeddingRow.text_hash.is_not(None)
        columns: tuple[Any, ...] = ChunkRow.id, ChunkRow.stamp, has_vector
        query = select(*columns).outerjoin(EmbeddingRow, here)
        within = [query] if article_ids is None else _within(query, article_ids)
        with self._transactions.reading() as connection:
            return {
                chunk_id: f"{stamp}{EMBEDDED}" if has_vector else stamp
                for part in within
                for chunk_id, stamp, has_vector in connection.execute(part)
            }

    def uncut(self, chunker: str) -> list[str]:
        """Ids of the articles that this version of the chunker has not cut, and that wait for no worker."""
        current = exists().where(CuttingRow.article_id == ArticleRow.id, CuttingRow.chunker == chunker)
        waiting = exists().where(WaitingRow.article_id == ArticleRow.id)
        query = select(ArticleRow.id).where(~current, ~waiting)
        with self._transactions.reading() as connection:
            if is_complete(connection, CuttingRow.chunker, chunker):
                return []
            return list(connection.scalars(query.order_by(ArticleRow.id)))

    def cut_by(self, chunker: str, article_ids: Iterable[str]) -> set[str]:
        """Those of these articles that this version of the chunker has cut."""
        query = select(CuttingRow.article_id).where(CuttingRow.chunker == chunker)
        with self._transactions.reading() as connection:
            return {
                article_id
                for portion in portions(article_ids)
                for article_id in connection.scalars(query.where(CuttingRow.article_id.in_(portion)))
            }

    def count(self) -> int:
        """How many chunks there are."""
        with self._transactions.reading() as connection:
            return connection.scalar(select(func.count()).select_from(ChunkRow)) or 0


_CHUNKS = select(
    ChunkRow.id, ChunkRow.article_id, ChunkRow.start, ChunkRow.end, ChunkRow.context, ArticleRow.text
).join(ArticleRow, ArticleRow.id == ChunkRow.article_id)


def _within(query: Select[Any], article_ids: Iterable[str]) -> Iterator[Select[Any]]:
    return (query.where(ChunkRow.article_id.in_(portion)) for portion in portions(article_ids))


def chunk_of(row: Any) -> Chunk:  # noqa: ANN401
    """A chunk from (id, article id, start, end, context, article text): its own text is not kept twice."""
    return Chunk(row[0], row[1], row[2], row[3], row[5][row[2] : row[3]], row[4])


def _row(piece: CutChunk) -> dict[str, Any]:
    chunk = piece.chunk
    return {
        "id": chunk.id,
        "article_id": chunk.article_id,
        "start": chunk.start,
        "end": chunk.end,
        "context": chunk.context,
        "text_hash": piece.text_hash,
        "stamp": hashlib.blake2b(chunk.context.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
    }
