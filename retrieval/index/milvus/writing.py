"""Writes one generation to Milvus: into a collection of its own, or what changed into that of an earlier one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from retrieval.index.building import BATCH, Entry, Fetch, Progress, batches, refuse_unusable
from retrieval.index.catalogue import Difference, compare_stamps
from retrieval.index.chunker import CHUNKER
from retrieval.index.encoder import Encoder, probe
from retrieval.index.manifest import Manifest
from retrieval.index.milvus.columns import (
    FOREVER,
    ROW_COLUMNS,
    TERMS,
    Row,
    chunk_columns,
    chunk_indexes,
    chunks_in,
    chunks_of,
    is_exact,
    make_row,
    shown,
    shown_until,
    with_a_vector,
)
from retrieval.index.milvus.counting import TermCounts, mean_lengths
from retrieval.index.milvus.editions import Edition
from retrieval.index.milvus.server import Server

CHUNKS = "notula_chunks_"
"""How collections of chunks are named, before the generation that they were filled for."""

MOST_CHANGED = 0.3
"""Share of chunks that may change before a new collection is filled: beyond it the mean lengths may be others."""

MEASURED = 50_000
"""Chunks whose mean length is taken for that of all: exact up to so many, and within some 0.2 % beyond."""

FLUSHED = 1_000
"""So many chunks are worth an index at once; fewer are searched one by one until Milvus comes to it."""

LOOKED_UP = 500
"""Chunks that are looked up at once by their ids."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The chunks that a generation shows: parallel arrays, sorted by `ids`; `articles` are keys."""

    ids: NDArray[np.int64]
    stamps: NDArray[np.int64]
    articles: NDArray[np.int64]
    embedded: NDArray[np.bool_]

    def without(self, chunk_ids: Collection[int]) -> Shown:
        """The same less these chunks."""
        kept = ~np.isin(self.ids, np.fromiter(chunk_ids, dtype=np.int64))
        return Shown(self.ids[kept], self.stamps[kept], self.articles[kept], self.embedded[kept])

    def compare(self, wanted: Mapping[int, str]) -> Difference:
        """How these chunks differ from those that are wanted."""
        return compare_stamps(self.ids, self.stamps, wanted)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a generation shall hold: stamps by chunk id, and where chunks and vectors come from."""

    stamps: Mapping[int, str]
    fetch: Fetch
    encoder: Encoder
    progress: Progress


def can_follow(earlier: Edition, difference: Difference) -> bool:
    """Whether what changed may be written into the earlier generation's collection."""
    before, total = earlier.manifest.chunks, difference.count_after(earlier.manifest.chunks)
    changed = sum(difference.counts()) + earlier.changed
    return changed <= MOST_CHANGED * total and is_exact(total) == is_exact(before)


def read_shown(server: Server, earlier: Edition, articles: Collection[str] | None = None) -> Shown:
    """All that a generation shows, or of some articles alone."""
    if articles is None:
        conditions = [shown(earlier.number)]
    else:
        looked_up = [list(articles)[start : start + LOOKED_UP] for start in range(0, len(articles), LOOKED_UP)]
        conditions = [chunks_in(earlier.number, portion) for portion in looked_up]
    columns = ("chunk", "stamp", "article_key", "embedded")
    read = (row for condition in conditions for row in server.rows(earlier.collection, condition, columns))
    rows = sorted(tuple(row[name] for name in columns) for row in read)
    found = np.array(rows, dtype=np.int64).reshape(-1, len(columns))
    return Shown(found[:, 0], found[:, 1], found[:, 2], found[:, 3].astype(np.bool_))


def write_whole(server: Server, number: int, wanted: Wanted) -> Edition:
    """Fill a collection with everything that is wanted; the generation, which nobody uses yet."""
    ids, collection = sorted(wanted.stamps), f"{CHUNKS}{number:06d}"
    # Ids are hashes: those that come first are any chunks.
    averages = mean_lengths(chunk for chunk, _ in wanted.fetch(ids[:MEASURED]))
    counts = TermCounts(averages)
    server.create(collection, chunk_columns(wanted.encoder.dimension))
    articles, embedded = _write(server, collection, ids, wanted, generation=number, counts=counts)
    server.open(collection, chunk_indexes(len(ids)))
    manifest = _describe(wanted, chunks=len(ids), vectors=embedded, articles=len(articles))
    return Edition(number, collection, manifest, averages=tuple(averages), changed=0, words=tuple(counts.lists()))


def write_changes(server: Server, earlier: Edition, before: Shown, difference: Difference, wanted: Wanted) -> Edition:
    """Write what changed since an earlier generation beside it; the generation, which nobody uses yet.

    `before` is what the earlier one shows: all, or the chunks of all articles that changed.
    """
    number = earlier.number + 1
    gone, new = difference.surplus | difference.stale, sorted(difference.missing | difference.stale)
    counts = TermCounts(earlier.averages, earlier.words)
    for row in _take_out(server, earlier, gone, generation=number):
        counts.remove(row[TERMS])
    articles, embedded = _write(server, earlier.collection, new, wanted, generation=number, counts=counts)
    kept, was = before.without(gone), earlier.manifest
    articles.update(kept.articles.tolist())
    manifest = _describe(
        wanted,
        chunks=difference.count_after(was.chunks),
        vectors=was.vectors - int(before.embedded.sum()) + int(kept.embedded.sum()) + embedded,
        articles=was.articles - len(np.unique(before.articles)) + len(articles),
    )
    return replace(
        earlier,
        number=number,
        manifest=replace(manifest, derived=was.derived + 1),
        changed=earlier.changed + len(gone | difference.missing),
        words=tuple(counts.lists()),
    )


def undo(server: Server, earlier: Edition) -> None:
    """Take back what was written after a generation into its collection, by a process that did not finish."""
    server.delete(earlier.collection, f"since > {earlier.number}")
    _rewrite(server, earlier, f"until > {earlier.number} and until < {FOREVER}", until=FOREVER)


def _write(
    server: Server, collection: str, ids: Sequence[int], wanted: Wanted, *, generation: int, counts: TermCounts
) -> tuple[set[int], int]:
    """Put chunks in; the keys of their articles, and how many of them have vectors."""
    articles, embedded, done = set[int](), 0, 0
    for batch in batches(wanted.fetch(ids)):
        rows = [
            make_row(chunk, vector, stamp=wanted.stamps[chunk.id], terms=counts.add(chunk), generation=generation)
            for chunk, vector in _usable(batch)
        ]
        server.put(collection, with_a_vector(rows, wanted.encoder.dimension))
        articles.update(row["article_key"] for row in rows)
        embedded += sum(row["embedded"] for row in rows)
        done += len(rows)
        wanted.progress(done, len(ids))
    if done >= FLUSHED:
        server.flush(collection)
    return articles, embedded


def _usable(batch: Iterable[Entry]) -> Iterator[Entry]:
    for chunk, vector in batch:
        if vector is not None:
            refuse_unusable(chunk, vector)
        yield chunk, vector


def _take_out(server: Server, earlier: Edition, chunk_ids: Collection[int], *, generation: int) -> Iterator[Row]:
    """Show these chunks no more from a generation on; their rows."""
    ids = sorted(chunk_ids)
    for start in range(0, len(ids), LOOKED_UP):
        condition = chunks_of(earlier.number, ids[start : start + LOOKED_UP])
        yield from _rewrite(server, earlier, condition, until=generation)


def _rewrite(server: Server, edition: Edition, condition: str, *, until: int) -> list[Row]:
    """Have rows shown until another generation; them as they were."""
    rows = list(server.rows(edition.collection, condition, ROW_COLUMNS))
    for start in range(0, len(rows), BATCH):
        ended = [shown_until(row, until) for row in rows[start : start + BATCH]]
        server.put(edition.collection, with_a_vector(ended, edition.manifest.dimension))
    return rows


def _describe(wanted: Wanted, *, chunks: int, vectors: int, articles: int) -> Manifest:
    encoder = wanted.encoder
    return Manifest(
        model=encoder.name,
        fingerprint=encoder.fingerprint(),
        dimension=encoder.dimension,
        probes=probe(encoder).tolist(),
        chunker=CHUNKER,
        chunks=chunks,
        vectors=vectors,
        articles=articles,
        buried=0,
        derived=0,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        files={},
    )
