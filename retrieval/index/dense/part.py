"""One FAISS file of vectors with the chunk ids that they belong to; mapped, so that opening one reads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

EXACT_CHUNKS = 100_000
"""Up to here a question is compared with every vector. Measured on one core, generated vectors of 384 dimensions in
half precision (what the store keeps): 1.8 ms at 50,000, 10 ms at 120,000, 25 ms at 300,000, and 0.9998 of the best
hundred that single precision finds, in half its memory. 8-bit scalars are hardly faster and lost 2 of 100."""

LISTS_SEARCHED = 1 / 4
"""Share of an inverted file's lists that a question looks into. With the shipped model and 33,000 passages a quarter
finds 0.93 of the true best ten (an eighth 0.86), in a quarter of the time; what BM25 proposes is scored in any case."""

TRAINING_VECTORS_PER_LIST = 40
"""What FAISS asks for at least (39) to place a list's centre."""

FIRST, ADDED, HIDDEN = "dense", "added", "hidden.npy"

_SEED = 20_240
_BLOCK = 10_000
_ARRAY_MAP = 1  # faiss.DirectMap.Array: from places to vectors, without which an inverted file gives none back

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """One file of vectors: the chunk ids, ascending, by the places of their vectors; the places that are hidden; and
    how it is searched."""

    index: Any  # the bindings do not know their own subclasses
    ids: Ids
    hidden: Ids
    options: Any

    def search(self, vector: NDArray[np.float32], *, limit: int) -> tuple[Ids, NDArray[np.float64]]:
        """Chunk ids and cosines, best first."""
        scores, places = self.index.search(vector[np.newaxis].astype(np.float32), limit, params=self.options)
        found = places[0] >= 0
        return self.ids[places[0][found]], scores[0][found].astype(np.float64)

    def places(self, chunk_ids: Ids) -> Ids:
        """The place of each of these chunks, -1 where it is not here, or hidden."""
        places = np.searchsorted(self.ids, chunk_ids)
        known = self.ids[np.minimum(places, len(self.ids) - 1)] if len(self.ids) else chunk_ids - 1
        return np.where((known == chunk_ids) & ~np.isin(places, self.hidden), places, -1)

    def vectors(self, places: Ids) -> NDArray[np.float32]:
        """The vectors (n, dimension) at some places, as they are kept."""
        return np.asarray(self.index.reconstruct_batch(places), dtype=np.float32)


def is_exact(count: int) -> bool:
    """Whether an index of so many chunks compares a question with each of them."""
    return count <= EXACT_CHUNKS


def open_part(folder: Path, name: str) -> Part | None:
    """A part of a folder, without what is hidden; None where it is not there."""
    path = folder / f"{name}.faiss"
    if not path.exists():
        return None
    index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    ids = np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))
    # Given only where something is hidden: a search without a selector is the fastest.
    hidden = _read_hidden(folder) if name == FIRST else np.empty(0, dtype=np.int64)
    options: dict[str, Any] = {}
    if len(hidden):
        options["sel"] = faiss.IDSelectorNot(faiss.IDSelectorBatch(hidden))
    if not isinstance(index, faiss.IndexIVF):
        return Part(index, ids, hidden, faiss.SearchParameters(**options))
    options["nprobe"] = max(1, round(index.nlist * LISTS_SEARCHED))
    return Part(index, ids, hidden, faiss.SearchParametersIVF(**options))


def _read_hidden(folder: Path) -> Ids:
    path = folder / HIDDEN
    return np.asarray(np.load(path), dtype=np.int64) if path.exists() else np.empty(0, dtype=np.int64)


def write_part(folder: Path, name: str, *, ids: Ids, vectors: NDArray[np.float16]) -> None:
    """Write vectors and the chunk ids that they belong to, in any order."""
    order = np.argsort(ids, kind="stable")
    index = _create(vectors)
    for start in range(0, len(ids), _BLOCK):
        index.add(vectors[order[start : start + _BLOCK]].astype(np.float32))
    if isinstance(index, faiss.IndexIVF):
        index.set_direct_map_type(_ARRAY_MAP)
    faiss.write_index(index, str(folder / f"{name}.faiss"))
    np.save(folder / f"{name}.npy", ids[order])


def _create(vectors: NDArray[np.float16]) -> Any:  # noqa: ANN401
    """An index for these vectors: exact for few, trained on some of them for many."""
    count, dimension = vectors.shape
    if is_exact(count):
        return faiss.index_factory(dimension, "SQfp16", faiss.METRIC_INNER_PRODUCT)
    lists = round(2 * count**0.5)
    index: Any = faiss.index_factory(dimension, f"IVF{lists},SQfp16", faiss.METRIC_INNER_PRODUCT)
    wanted = min(count, TRAINING_VECTORS_PER_LIST * lists)
    sample = np.random.default_rng(_SEED).choice(count, wanted, replace=False)
    index.train(vectors[np.sort(sample)].astype(np.float32))
    return index
