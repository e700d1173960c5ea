"""Figures of a ranking: hit@1, hit@5, MRR@10, with bootstrap intervals. Pure functions over ranks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# MRR@10: an answer that nobody scrolls to is worth nothing.
DEPTH = 10
RESAMPLES = 2000
# Two-sided 95 %.
QUANTILES = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean in percent (or points, for a difference) and its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measures:
    """How well a ranking put right articles first, over `questions` questions."""

    questions: int
    hit1: Figure
    hit5: Figure
    mrr10: Figure


def first_right(scores: NDArray[np.float32], right: Sequence[int]) -> int:
    """The rank, from 0, of the best right row; rows with the same score as it count as before it (pessimistic).

    A right row that shares no term with the question (score 0) is as good as not found.
    """
    best = scores[list(right)].max()
    ties = (scores == best).sum() - (scores[list(right)] == best).sum()
    return int((scores > best).sum() + ties)


def reciprocal(ranks: NDArray[np.int64]) -> NDArray[np.float64]:
    """1 / (rank + 1) within the first ten, 0 below."""
    return np.where(ranks < DEPTH, 1 / (ranks + 1), 0.0)


def measure(ranks: NDArray[np.int64], *, seed: int = 1) -> Measures:
    """Hit@1, hit@5 and MRR@10 of ranks counted from 0."""
    columns = (ranks < 1, ranks < 5, reciprocal(ranks))
    hit1, hit5, mrr10 = (bootstrap(column.astype(float), seed=seed) for column in columns)
    return Measures(len(ranks), hit1=hit1, hit5=hit5, mrr10=mrr10)


def is_first(ranks: NDArray[np.int64]) -> NDArray[np.float64]:
    """1 for the first rank, 0 below."""
    return (ranks < 1).astype(np.float64)


def gain(
    ranks: NDArray[np.int64],
    over: NDArray[np.int64],
    *,
    by: Callable[[NDArray[np.int64]], NDArray[np.float64]] = reciprocal,
    seed: int = 1,
) -> Figure:
    """Points (MRR@10, or whatever `by` says) gained over another ranking of the same questions, resampled in pairs."""
    return bootstrap(by(ranks) - by(over), seed=seed)


def bootstrap(values: NDArray[np.float64], *, seed: int = 1) -> Figure:
    """The mean of per-question values times 100, and the interval that resampling the questions gives."""
    chance = np.random.default_rng(seed)
    drawn = chance.integers(len(values), size=(RESAMPLES, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), QUANTILES)
    return Figure(*(round(100 * float(value), 2) for value in (values.mean(), low, high)))
