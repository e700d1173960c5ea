"""The dense index: FAISS over unit vectors by stable 64-bit chunk ids, inner product."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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

_SEED = 20_240
_HASHTABLE = 2  # faiss.DirectMap.Hashtable: the map from ids to places that allows removing


class DenseWriter:
    """Gathers vectors and writes them as one FAISS file, starting from an earlier file or from nothing."""

    def __init__(self, dimension: int, *, earlier: Path | None = None) -> None:
        self._dimension = dimension
        self._index: Any = faiss.read_index(str(earlier)) if earlier else None
        self._ids: list[NDArray[np.int64]] = []
        self._vectors: list[NDArray[np.float16]] = []

    def remove(self, chunk_ids: Collection[int]) -> None:
        """Take these chunks out of the earlier index: one pass for all of them."""
        if self._index is not None and chunk_ids:
            self._index.remove_ids(np.fromiter(chunk_ids, dtype=np.int64))

    def add(self, chunk_ids: Sequence[int], vectors: NDArray[np.floating[Any]]) -> None:
        """Put chunks in; vectors (n, dimension) of unit length."""
        self._ids.append(np.array(chunk_ids, dtype=np.int64))
        self._vectors.append(np.asarray(vectors, dtype=np.float16))

    def write(self, path: Path) -> None:
        """Write the file."""
        ids = np.concatenate([np.empty(0, np.int64), *self._ids])
        vectors = np.concatenate([np.empty((0, self._dimension), np.float16), *self._vectors])
        index = self._index if self._index is not None else _create(vectors)
        for part in np.array_split(np.arange(len(ids)), len(ids) // 10_000 + 1):
            if len(part):
                index.add_with_ids(vectors[part].astype(np.float32), ids[part])
        faiss.write_index(index, str(path))


class DenseIndex:
    """An open dense index; it never changes. Safe to share among threads."""

    def __init__(self, path: Path) -> None:
        self._index = faiss.read_index(str(path))
        if isinstance(self._index, faiss.IndexIVF):
            self._index.nprobe = max(1, round(self._index.nlist * LISTS_SEARCHED))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._index.d)

    def search(self, vector: NDArray[np.float32], *, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Chunk ids and cosines, best first."""
        faiss.omp_set_num_threads(1)  # counts for the calling thread only, so it is said for each question
        scores, ids = self._index.search(vector[np.newaxis].astype(np.float32), min(limit, len(self)) or 1)
        found = ids[0] >= 0
        return ids[0][found].astype(np.int64), scores[0][found].astype(np.float64)

    def score(self, vector: NDArray[np.float32], chunk_ids: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosine of each of these chunks, which must be in the index."""
        if not len(chunk_ids):
            return np.empty(0)
        vectors = self._index.reconstruct_batch(chunk_ids)
        return np.asarray(vectors @ vector, dtype=np.float64)

    def vector(self, chunk_id: int) -> NDArray[np.float32]:
        """The vector of one chunk as it is kept; RuntimeError where there is none."""
        return np.asarray(self._index.reconstruct(chunk_id), dtype=np.float32)


def is_exact(count: int) -> bool:
    """Whether an index of so many chunks compares a question with each of them."""
    return count <= EXACT_CHUNKS


def _create(vectors: NDArray[np.float16]) -> Any:  # noqa: ANN401 - the bindings do not know their own subclasses
    count, dimension = vectors.shape
    if is_exact(count):
        return faiss.index_factory(dimension, "IDMap2,SQfp16", faiss.METRIC_INNER_PRODUCT)
    lists = round(2 * count**0.5)
    index: Any = faiss.index_factory(dimension, f"IVF{lists},SQfp16", faiss.METRIC_INNER_PRODUCT)
    wanted = min(count, TRAINING_VECTORS_PER_LIST * lists)
    sample = np.random.default_rng(_SEED).choice(count, wanted, replace=False)
    index.train(vectors[np.sort(sample)].astype(np.float32))
    index.set_direct_map_type(_HASHTABLE)
    return index
