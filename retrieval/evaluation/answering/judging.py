"""How often the best sentence is right, and how sure of it the weights are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from data.errors import ReadError
from retrieval.answering.weighing import Weights
from retrieval.evaluation.answering.examples import Example
from retrieval.evaluation.answering.fitting import find_lead, fit_weights, order

FOLDS = 5
_SEED = 0
# Shares of the right answers that are refused, and that are given with a doubt.
_RIGHT_REFUSED, _RIGHT_DOUBTED = 0.02, 0.12


@dataclass(frozen=True, slots=True)
class Judged:
    """What the weights make of one example, each from 0 to 1.

    best, best_two: share of the answer in the best sentence and in the better of the best two; certainty: the chance
    that the best one answers.
    """

    example: Example
    best: float
    best_two: float
    certainty: float


def judge(examples: Sequence[Example], weights: Weights) -> list[Judged]:
    """Each example by the same weights."""
    return [_judge(example, weights) for example in examples]


def judge_held_out(
    examples: Sequence[Example],
    *,
    fit: Callable[[Sequence[Example]], Weights] = fit_weights,
    done: Callable[[], None] = lambda: None,
) -> list[Judged]:
    """Each example by weights fitted without any question on its article, in FOLDS parts."""
    articles = sorted({example.article for example in examples})
    if len(articles) < FOLDS:
        raise ReadError(
            f"Pertanyaan yang diberikan hanya menyangkut {len(articles)} artikel; perlu paling sedikit {FOLDS}."
        )
    shuffled = np.random.default_rng(_SEED).permutation(len(articles))
    fold_of = {articles[at]: number % FOLDS for number, at in enumerate(shuffled)}
    judged = []
    for fold in range(FOLDS):
        weights = fit([example for example in examples if fold_of[example.article] != fold])
        judged += judge([example for example in examples if fold_of[example.article] == fold], weights)
        done()
    return judged


def _judge(example: Example, weights: Weights) -> Judged:
    ranking = np.array(list(weights.ranking.values()))
    best, *others = order(example, ranking)
    measures = dict(zip(weights.ranking, example.measures[best].tolist(), strict=True))
    held = example.held[[best, *others[:1]]]
    certainty = weights.certainty(measures, find_lead(example, ranking)) * example.trust
    return Judged(example, float(held[0]), float(held.max()), certainty)


def choose_bands(held_out: Sequence[Judged]) -> tuple[float, float]:
    """The certainties below which nothing is taken, and below which it is taken with a word of doubt.

    They are such that a small share of the right ones falls below, by weights that never saw them.
    """
    right = [one.certainty for one in held_out if one.best > 0 and one.example.weight == 1.0]
    least, sure = np.quantile(right, (_RIGHT_REFUSED, _RIGHT_DOUBTED))
    return float(least), float(sure)
