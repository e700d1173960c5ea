"""Searches an open dense index, whatever parts it has."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from retrieval.index.dense.part import ADDED, FIRST, Ids, open_part

_NO_VECTOR = "a chunk without a vector"


class DenseIndex:
    """An open dense index; it never changes. Safe to share among threads."""

    def __init__(self, folder: Path) -> None:
        """RuntimeError, ValueError or OSError where a file is missing or damaged."""
        self._parts = [part for name in (FIRST, ADDED) if (part := open_part(folder, name))]
        self._count = sum(len(part.ids) - len(part.hidden) for part in self._parts)

    def __len__(self) -> int:
        return self._count

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self._parts[0].index.d)

    def search(self, vector: NDArray[np.float32], *, limit: int) -> tuple[Ids, NDArray[np.float64]]:
        """Chunk ids and cosines, best first."""
        faiss.omp_set_num_threads(1)  # counts for the calling thread only, so it is said for each question
        found = [part.search(vector, limit=min(limit, len(part.ids)) or 1) for part in self._parts]
        ids, scores = (np.concatenate(columns) for columns in zip(*found, strict=True))
        order = np.argsort(-scores, kind="stable")[:limit]
        return ids[order], scores[order]

    def score(self, vector: NDArray[np.float32], chunk_ids: Ids) -> NDArray[np.float64]:
        """The cosine of each of these chunks, which must be in the index."""
        scores, left = np.empty(len(chunk_ids)), np.arange(len(chunk_ids))
        for part in self._parts:
            places = part.places(chunk_ids[left])
            here = places >= 0
            if here.any():
                scores[left[here]] = part.vectors(places[here]) @ vector
            left = left[~here]
        if len(left):
            raise KeyError(_NO_VECTOR)
        return scores

    def vector(self, chunk_id: int) -> NDArray[np.float32]:
        """The vector of one chunk as it is kept; KeyError where there is none."""
        for part in self._parts:
            place = part.places(np.array([chunk_id]))
            if place[0] >= 0:
                vector: NDArray[np.float32] = part.vectors(place)[0]
                return vector
        raise KeyError(_NO_VECTOR)
