"""One evaluation: every model on every test set, alone and fused with BM25."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.evaluation.measures import Figure, Measures, gain, is_first, measure
from retrieval.evaluation.rankings import (
    Pool,
    Scores,
    best_of_articles,
    fuse_all,
    meaning_of_articles,
    rank,
    score_densely,
)
from retrieval.index.encoder import Encoder

BM25 = "BM25"


@dataclass(frozen=True, slots=True)
class Result:
    """One ranking method on one test set. Gains: points of MRR@10 and of hit@1 over BM25 on the same questions."""

    question_set: str
    model: str
    way: str
    dense_weight: float
    measures: Measures
    gain: Figure | None = None
    gain_hit1: Figure | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """A pool with what BM25 says about it: computed once, compared with every model.

    `ranks` are those of BM25 given the questions as typed, which everything is compared with; `lexical` its scores for
    what Notula searches for.
    """

    pool: Pool
    lexical: Scores
    ranks: NDArray[np.int64]

    @property
    def is_understood(self) -> bool:
        """Whether Notula searches for other words than were typed."""
        return any(asked.words for asked in self.pool.question_set.questions)

    def parts(self) -> list[tuple[str, NDArray[np.bool_]]]:
        """The whole set, and its paraphrased questions where there are some."""
        other = np.array([asked.paraphrased for asked in self.pool.question_set.questions])
        name = self.pool.question_set.name
        return [(name, np.ones_like(other)), *([(f"{name}, paraphrased", other)] if other.any() else [])]


def judge_bm25(measured: Measured) -> list[Result]:
    """The baseline's figures, and those of BM25 given what Notula understood, where that differs."""
    plain = [Result(part, BM25, "bm25", 0.0, measure(measured.ranks[chosen])) for part, chosen in measured.parts()]
    if not measured.is_understood:
        return plain
    ranks = rank(measured.pool, best_of_articles(measured.pool, measured.lexical))
    return [*plain, *_compare(measured, ranks, BM25, "understood", 0.0)]


def judge(measured: Measured, encoder: Encoder, *, dense_weight: float) -> list[Result]:
    """A model alone and fused, on a test set and on its paraphrased questions."""
    pool = measured.pool
    dense = score_densely(pool, encoder)
    fused = fuse_all(pool, measured.lexical, dense, dense_weight=dense_weight)
    alone = rank(pool, meaning_of_articles(pool, dense))
    return [
        *_compare(measured, alone, encoder.name, "dense", dense_weight),
        *_compare(measured, rank(pool, fused), encoder.name, "hybrid", dense_weight),
    ]


def _compare(
    measured: Measured, ranks: NDArray[np.int64], model: str, way: str, dense_weight: float
) -> Iterator[Result]:
    """A way's figures on the whole set and its parts, beside the baseline's."""
    for part, chosen in measured.parts():
        own, base = ranks[chosen], measured.ranks[chosen]
        over, over_hit1 = gain(own, base), gain(own, base, by=is_first)
        yield Result(part, model, way, dense_weight, measure(own), over, over_hit1)


def judge_weights(
    measured: Sequence[Measured], encoder: Encoder, *, weights: Sequence[float], progress: Callable[[], None]
) -> dict[str, dict[float, float]]:
    """MRR@10 in percent of the fused ranking, by test set and the model's weight."""
    table: dict[str, dict[float, float]] = {}
    for one in measured:
        dense = score_densely(one.pool, encoder)
        name = one.pool.question_set.name
        table[name] = {}
        for weight in weights:
            fused = fuse_all(one.pool, one.lexical, dense, dense_weight=weight)
            table[name][weight] = measure(rank(one.pool, fused)).mrr10.value
        progress()
    return table
