"""Which English token an Indonesian one translates to: IBM model 1, run both ways and multiplied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse  # type: ignore[import-untyped]
from numpy.typing import NDArray

ITERATIONS = 8
"""Model 1 has settled by then (Brown et al. 1993 saw the same)."""


@dataclass(frozen=True, slots=True)
class Pairings:
    """Every (source, target) token pair that stands in one sentence pair, with the place it stands in.

    `source`, `target`: token ids; `source_place`, `target_place`: a number for each token of each sentence.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    source_place: NDArray[np.int64]
    target_place: NDArray[np.int64]

    def turned(self) -> Pairings:
        """The same with the languages exchanged."""
        return Pairings(self.target, self.source, self.target_place, self.source_place)


def pair_up(sentences: Sequence[tuple[list[int], list[int]]]) -> Pairings:
    """All token pairs of (source ids, target ids) sentence pairs."""
    columns: list[tuple[NDArray[np.int64], ...]] = []
    source_base = target_base = 0
    for source, target in sentences:
        rows, places = np.indices((len(source), len(target))).reshape(2, -1)
        columns.append((np.array(source)[rows], np.array(target)[places], rows + source_base, places + target_base))
        source_base += len(source)
        target_base += len(target)
    return Pairings(*(np.concatenate(column).astype(np.int64) for column in zip(*columns, strict=True)))


def translate(pairings: Pairings, *, shape: tuple[int, int], progress: Callable[[], None]) -> scipy.sparse.csr_matrix:
    """p(target | source) by expectation maximisation, as a (source vocabulary, target vocabulary) matrix."""
    keys, key = np.unique(pairings.source * shape[1] + pairings.target, return_inverse=True)
    source = keys // shape[1]
    probability = np.ones(len(keys))
    for _ in range(ITERATIONS):
        weight = probability[key]
        share = weight / np.bincount(pairings.target_place, weight)[pairings.target_place]
        counts = np.bincount(key, share, minlength=len(keys))
        probability = counts / np.bincount(source, counts)[source]
        progress()
    return scipy.sparse.csr_matrix((probability, (source, keys % shape[1])), shape=shape)


def align(
    sentences: Sequence[tuple[list[int], list[int]]], *, shape: tuple[int, int], progress: Callable[[], None]
) -> scipy.sparse.csr_matrix:
    """How well each source token and each target token translate each other; rows sum to 1 or are empty.

    The product of both directions drops what only one of them believes: mostly frequent words.
    """
    pairings = pair_up(sentences)
    there = translate(pairings, shape=shape, progress=progress)
    back = translate(pairings.turned(), shape=(shape[1], shape[0]), progress=progress)
    both = there.multiply(back.T).tocsr()
    both.data = np.sqrt(both.data)
    totals = np.asarray(both.sum(axis=1)).ravel()
    return scipy.sparse.diags(1 / np.where(totals > 0, totals, 1)).dot(both).tocsr()
