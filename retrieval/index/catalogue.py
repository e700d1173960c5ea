"""Where each indexed chunk stands: chunk id -> article, span and stamp, as sorted arrays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from data.article import Chunk

COLUMNS = ("ids", "stamps", "articles", "starts", "ends", "embedded")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Parallel arrays, one row for each chunk, sorted by `ids`.

    `articles` are ordinals of `article_ids`; `embedded` says which chunks have a vector.
    """

    ids: NDArray[np.int64]
    stamps: NDArray[np.int64]
    articles: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    embedded: NDArray[np.bool_]
    article_ids: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, chunk_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of these chunks; KeyError where one is not here."""
        rows = np.searchsorted(self.ids, chunk_ids)
        if not np.array_equal(self.ids[np.minimum(rows, len(self) - 1)], chunk_ids):
            raise KeyError("a chunk of another generation")
        return rows

    def leads(self) -> NDArray[np.int64]:
        """The row of each article's first chunk, by the article's ordinal."""
        order = np.lexsort((self.starts, self.articles))
        _, first = np.unique(self.articles[order], return_index=True)
        return np.asarray(order[first], dtype=np.int64)

    def places(self, chunk_ids: NDArray[np.int64]) -> list[tuple[str, int, int]]:
        """Article id, start and end of each of these chunks; KeyError where one is not here."""
        rows = self.rows(chunk_ids)
        columns = (self.articles[rows].tolist(), self.starts[rows].tolist(), self.ends[rows].tolist())
        return [(self.article_ids[article], start, end) for article, start, end in zip(*columns, strict=True)]

    def write(self, path: Path) -> None:
        """Write the file."""
        names = np.frombuffer(json.dumps(self.article_ids).encode("ascii"), dtype=np.uint8)
        arrays = {name: getattr(self, name) for name in COLUMNS}
        with path.open("wb") as file:
            np.savez(file, article_ids=names, **arrays)


class Stamped(Protocol):
    """What can be compared with an archive: parallel arrays of chunk ids and of their stamps."""

    @property
    def ids(self) -> NDArray[np.int64]:
        """Chunk ids, sorted."""

    @property
    def stamps(self) -> NDArray[np.int64]:
        """The hash of each chunk's stamp."""


@dataclass(frozen=True, slots=True)
class Row:
    """A chunk that is put in, the stamp it was wanted with, and whether it has a vector."""

    chunk: Chunk
    stamp: str
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What an index holds too little, too much, and in another state than it should; chunk ids."""

    missing: frozenset[int]
    surplus: frozenset[int]
    stale: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.stale)

    def counts(self) -> tuple[int, int, int]:
        """How many are missing, surplus and stale."""
        return len(self.missing), len(self.surplus), len(self.stale)


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue of a file; OSError, ValueError or KeyError where it is damaged."""
    with np.load(path, allow_pickle=False) as arrays:
        names = tuple(json.loads(arrays["article_ids"].tobytes()))
        columns = {name: arrays[name] for name in COLUMNS}
    return Catalogue(**columns, article_ids=names)


def make_catalogue(
    chunks: Iterable[Row], *, earlier: Catalogue | None = None, without: Collection[int] = ()
) -> Catalogue:
    """A catalogue of chunks with their stamps, added to what an earlier one has `without` some chunks."""
    rows = dict(_rows(earlier, frozenset(without))) if earlier else {}
    rows.update(
        (row.chunk.id, (hash_stamp(row.stamp), row.chunk.article_id, row.chunk.start, row.chunk.end, row.is_embedded))
        for row in chunks
    )
    ids = sorted(rows)
    article_ids = sorted({row[1] for row in rows.values()})
    ordinals = {article_id: ordinal for ordinal, article_id in enumerate(article_ids)}
    return Catalogue(
        ids=np.array(ids, dtype=np.int64),
        stamps=_column([rows[chunk_id][0] for chunk_id in ids], np.int64),
        articles=_column([ordinals[rows[chunk_id][1]] for chunk_id in ids], np.int32),
        starts=_column([rows[chunk_id][2] for chunk_id in ids], np.int32),
        ends=_column([rows[chunk_id][3] for chunk_id in ids], np.int32),
        embedded=_column([rows[chunk_id][4] for chunk_id in ids], np.bool_),
        article_ids=tuple(article_ids),
    )


def compare(catalogue: Stamped | None, wanted: Mapping[int, str]) -> Difference:
    """How a catalogue differs from the chunks and stamps that are wanted; None is an empty catalogue."""
    present = dict(zip(catalogue.ids.tolist(), catalogue.stamps.tolist(), strict=True)) if catalogue else {}
    stale = (key for key, stamp in wanted.items() if key in present and present[key] != hash_stamp(stamp))
    return Difference(
        missing=frozenset(wanted.keys() - present.keys()),
        surplus=frozenset(present.keys() - wanted.keys()),
        stale=frozenset(stale),
    )


def hash_stamp(stamp: str) -> int:
    """A stamp as 63 bits."""
    digest = hashlib.blake2b(stamp.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _rows(catalogue: Catalogue, without: frozenset[int]) -> Iterable[tuple[int, tuple[int, str, int, int, bool]]]:
    columns = (getattr(catalogue, name).tolist() for name in COLUMNS)
    for chunk_id, stamp, article, start, end, embedded in zip(*columns, strict=True):
        if chunk_id not in without:
            yield chunk_id, (stamp, catalogue.article_ids[article], start, end, embedded)


def _column(values: list[int], kind: Any) -> NDArray[Any]:  # noqa: ANN401
    return np.array(values, dtype=kind)
