"""Writes a dense index: all of it, or what changed beside the vectors of an earlier one."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.index.dense.part import ADDED, FIRST, HIDDEN, Ids, Part, open_part, write_part
from retrieval.index.manifest import link_or_copy

MOST_ADDED = 0.1
"""Share of vectors that may have come later, and that may be hidden: with more all are written as one again."""

_BLOCK = 10_000


class DenseWriter:
    """Gathers vectors and writes them into a folder, starting from an earlier folder or from nothing."""

    def __init__(self, dimension: int, *, earlier: Path | None = None) -> None:
        self._dimension = dimension
        self._earlier = earlier
        self._removed: set[int] = set()
        self._ids: list[Ids] = []
        self._scratch = tempfile.TemporaryFile()  # noqa: SIM115  a whole archive's vectors would not be small

    def __enter__(self) -> DenseWriter:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what was gathered."""
        self._scratch.close()

    def remove(self, chunk_ids: Collection[int]) -> None:
        """Take these chunks out of the earlier index."""
        self._removed.update(chunk_ids)

    def add(self, chunk_ids: Sequence[int], vectors: NDArray[np.floating[Any]]) -> None:
        """Put chunks in; vectors (n, dimension) of unit length."""
        self._ids.append(np.array(chunk_ids, dtype=np.int64))
        np.asarray(vectors, dtype=np.float16).tofile(self._scratch)

    def write(self, folder: Path) -> None:
        """Write the files: where little changed the earlier ones stay as they are, under a second name."""
        first = open_part(self._earlier, FIRST) if self._earlier else None
        if self._earlier is None or first is None:
            return self._write(folder, FIRST)
        removed = np.fromiter(self._removed, dtype=np.int64, count=len(self._removed))
        gone = first.places(removed)
        hidden = np.union1d(first.hidden, gone[gone >= 0])
        if added := open_part(self._earlier, ADDED):
            self._take(added, np.flatnonzero(~np.isin(added.ids, removed)))
        count = sum(map(len, self._ids))
        if max(count, len(hidden)) > MOST_ADDED * len(first.ids):
            self._take(first, np.delete(np.arange(len(first.ids)), hidden))
            return self._write(folder, FIRST)
        for name in (f"{FIRST}.faiss", f"{FIRST}.npy"):
            link_or_copy(self._earlier / name, folder / name)
        np.save(folder / HIDDEN, hidden)
        return self._write(folder, ADDED) if count else None

    def _take(self, part: Part, places: Ids) -> None:
        for start in range(0, len(places), _BLOCK):
            block = places[start : start + _BLOCK]
            self.add(part.ids[block].tolist(), part.vectors(block))

    def _write(self, folder: Path, name: str) -> None:
        ids = np.concatenate([np.empty(0, np.int64), *self._ids])
        shape = len(ids), self._dimension
        self._scratch.flush()
        vectors = np.memmap(self._scratch, np.float16, "r", shape=shape) if len(ids) else np.empty(shape, np.float16)
        write_part(folder, name, ids=ids, vectors=vectors)
