"""Where each indexed chunk stands: chunk id -> article, span and stamp, as sorted arrays in files that are mapped."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.index.catalogue.names import Names

COLUMNS = ("ids", "stamps", "articles", "starts", "ends", "embedded", "leads")
LETTERS, NAME_ENDS = "letters", "name_ends"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Parallel arrays, one row for each chunk, sorted by `ids`.

    `articles` are ordinals of `article_ids`, which are sorted; `embedded` says which chunks have a vector. `leads` has
    the row of each article's first chunk, by the article's ordinal.
    """

    ids: NDArray[np.int64]
    stamps: NDArray[np.int64]
    articles: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    embedded: NDArray[np.bool_]
    leads: NDArray[np.int64]
    article_ids: Names

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, chunk_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of these chunks; KeyError where one is not here."""
        rows = np.searchsorted(self.ids, chunk_ids)
        if not np.array_equal(self.ids[np.minimum(rows, len(self) - 1)], chunk_ids):
            raise KeyError("a chunk of another generation")
        return rows

    def rows_of(self, article_ids: Iterable[str]) -> NDArray[np.int64]:
        """The rows of all chunks of these articles, as far as they are here."""
        found = [place for one in article_ids if (place := self.article_ids.find(one)) is not None]
        return np.flatnonzero(np.isin(self.articles, np.array(found, dtype=np.int32)))

    def places(self, chunk_ids: NDArray[np.int64]) -> list[tuple[str, int, int]]:
        """Article id, start and end of each of these chunks; KeyError where one is not here."""
        rows = self.rows(chunk_ids)
        columns = (self.articles[rows].tolist(), self.starts[rows].tolist(), self.ends[rows].tolist())
        return [(self.article_ids[article], start, end) for article, start, end in zip(*columns, strict=True)]

    def articles_of(self, chunk_ids: NDArray[np.int64]) -> set[str]:
        """The articles of these chunks; KeyError where one is not here."""
        return {self.article_ids[ordinal] for ordinal in np.unique(self.articles[self.rows(chunk_ids)]).tolist()}

    def write(self, folder: Path) -> None:
        """Write the files into a new folder, one for each column."""
        folder.mkdir()
        for name in COLUMNS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        np.save(folder / f"{LETTERS}.npy", self.article_ids.letters)
        np.save(folder / f"{NAME_ENDS}.npy", self.article_ids.ends)


@dataclass(frozen=True, slots=True)
class Difference:
    """What an index holds too little, too much, and in another state than it should; chunk ids."""

    missing: frozenset[int]
    surplus: frozenset[int]
    stale: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.stale)

    def count_after(self, before: int) -> int:
        """How many chunks there are once the index, which has so many, holds what it should."""
        return before + len(self.missing) - len(self.surplus)

    def counts(self) -> tuple[int, int, int]:
        """How many are missing, surplus and stale."""
        return len(self.missing), len(self.surplus), len(self.stale)


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue of a folder; OSError or ValueError where it is damaged."""
    columns = {name: _map(folder, name) for name in COLUMNS}
    return Catalogue(**columns, article_ids=Names(_map(folder, LETTERS), _map(folder, NAME_ENDS)))


def compare(
    catalogue: Catalogue | None, wanted: Mapping[int, str], *, articles: Collection[str] | None = None
) -> Difference:
    """How a catalogue differs from the chunks and stamps that are wanted; None is an empty catalogue.

    With `articles` only theirs are looked at, and only theirs are in `wanted`.
    """
    if catalogue is None:
        return Difference(frozenset(wanted), frozenset(), frozenset())
    rows = slice(None) if articles is None else catalogue.rows_of(articles)
    return compare_stamps(catalogue.ids[rows], catalogue.stamps[rows], wanted)


def compare_stamps(present: NDArray[np.int64], given: NDArray[np.int64], wanted: Mapping[int, str]) -> Difference:
    """How chunks that are there, and the hashes of their stamps, differ from those that are wanted."""
    ids = np.fromiter(wanted, dtype=np.int64, count=len(wanted))
    stamps = np.fromiter(map(hash_stamp, wanted.values()), dtype=np.int64, count=len(wanted))
    _, here, there = np.intersect1d(ids, present, assume_unique=True, return_indices=True)
    return Difference(
        missing=_others(ids, here),
        surplus=_others(present, there),
        stale=_those(ids[here][stamps[here] != given[there]]),
    )


@lru_cache(maxsize=4096)  # the chunks of one article share theirs
def hash_stamp(stamp: str) -> int:
    """A stamp as 63 bits."""
    digest = hashlib.blake2b(stamp.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _map(folder: Path, name: str) -> NDArray[Any]:
    # A plain array: numpy's own kind for mapped files makes every small look-up slower.
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))


def _others(ids: NDArray[np.int64], places: NDArray[np.intp]) -> frozenset[int]:
    return _those(np.delete(ids, places))


def _those(ids: NDArray[np.int64]) -> frozenset[int]:
    return frozenset(ids.tolist())
