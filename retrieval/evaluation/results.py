"""One evaluation: every model on every test set, alone and fused with BM25."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.evaluation.measures import Figure, Measures, gain, measure
from retrieval.evaluation.rankings import Pool, Scores, fuse_all, rank, score_densely
from retrieval.index.encoder import Encoder

BM25 = "BM25"


@dataclass(frozen=True, slots=True)
class Result:
    """One ranking method on one test set. `gain`: MRR@10 points over BM25 on the same questions."""

    question_set: str
    model: str
    way: str
    lexical_weight: float
    measures: Measures
    gain: Figure | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A pool with what BM25 says about it: computed once, compared with every model."""

    pool: Pool
    lexical: Scores
    ranks: NDArray[np.int64]

    def parts(self) -> list[tuple[str, NDArray[np.bool_]]]:
        """The whole set, and its hard questions where there are some."""
        hard = np.array([asked.hard for asked in self.pool.question_set.questions])
        name = self.pool.question_set.name
        return [(name, np.ones_like(hard)), *([(f"{name}, hard", hard)] if hard.any() else [])]


def judge_bm25(measured: Measured) -> list[Result]:
    """The baseline's figures."""
    return [Result(part, BM25, "bm25", 1.0, measure(measured.ranks[chosen])) for part, chosen in measured.parts()]


def judge(measured: Measured, encoder: Encoder, *, lexical_weight: float) -> list[Result]:
    """A model alone and fused, on a test set and on its hard questions."""
    dense = score_densely(measured.pool, encoder)
    fused = fuse_all(measured.lexical, dense, lexical_weight=lexical_weight)
    results = []
    for way, weight, scores in (("dense", 0.0, dense), ("hybrid", lexical_weight, fused)):
        ranks = rank(measured.pool, scores)
        for part, chosen in measured.parts():
            over = gain(ranks[chosen], measured.ranks[chosen])
            results.append(Result(part, encoder.name, way, weight, measure(ranks[chosen]), over))
    return results


def judge_weights(
    measured: Sequence[Measured], encoder: Encoder, *, weights: Sequence[float], progress: Callable[[], None]
) -> dict[str, dict[float, float]]:
    """MRR@10 in percent of the fused ranking, by test set and lexical weight."""
    table: dict[str, dict[float, float]] = {}
    for one in measured:
        dense = score_densely(one.pool, encoder)
        name = one.pool.question_set.name
        table[name] = {}
        for weight in weights:
            fused = fuse_all(one.lexical, dense, lexical_weight=weight)
            table[name][weight] = measure(rank(one.pool, fused)).mrr10.value
        progress()
    return table
