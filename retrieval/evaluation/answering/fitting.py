"""Finds the weights of the measures by gradient descent, always the same for the same examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax

from data.errors import ReadError
from retrieval.answering.evidence.ranking import MEASURES
from retrieval.answering.weighing import FULL_LEAD, Weights
from retrieval.evaluation.answering.examples import Example

# Penalties on squared weights, steps and rates.
RANKING_PENALTY = 0.002
_RANKING_STEPS, _RANKING_RATE = 400, 0.1
CERTAINTY_PENALTY = 0.003
_CERTAINTY_STEPS, _CERTAINTY_RATE = 800, 0.05
# Keeps the logarithm finite for sentences that hold nothing of the answer.
_NOTHING = 1e-6
# The score of a row that only fills up a shorter article.
_PADDING = -1e9


def fit_weights(
    examples: Sequence[Example],
    features: Sequence[str] = MEASURES,
    *,
    penalty: float = RANKING_PENALTY,
    certainty_penalty: float = CERTAINTY_PENALTY,
) -> Weights:
    """Weights for ranking from the questions that have an answer, and for certainty from all; ReadError if none.

    features: the names of the columns of measures; penalty: on squared weights for ranking; certainty_penalty: on
    those for certainty.
    """
    torch.set_num_threads(1)  # more only wait for each other
    answered = [example for example in examples if example.held.max() > 0]
    if not answered:
        raise ReadError("Tidak ada cukup pertanyaan yang jawabannya ada di arsip yang diberikan.")
    ranking = fit_ranking(answered, penalty=penalty)
    having, lacking, lead, bias = fit_certainty(examples, ranking, penalty=certainty_penalty)

    def name(weights: NDArray[np.float64]) -> dict[str, float]:
        return dict(zip(features, weights.tolist(), strict=True))

    return Weights(name(ranking), name(having), name(lacking), bias, lead)


def fit_ranking(examples: Sequence[Example], *, penalty: float = RANKING_PENALTY) -> NDArray[np.float64]:
    """(features,) weights that make the right sentence of each article the likeliest: a conditional logit."""
    longest = max(len(example.held) for example in examples)
    features = examples[0].measures.shape[1]
    measures = torch.zeros(len(examples), longest, features)
    padding, held = torch.full((len(examples), longest), _PADDING), torch.zeros(len(examples), longest)
    for row, example in enumerate(examples):
        length = len(example.held)
        measures[row, :length] = torch.from_numpy(np.nan_to_num(example.measures))
        padding[row, :length] = 0.0
        held[row, :length] = torch.from_numpy(example.held / example.held.max())
    rightness = torch.log(held + _NOTHING)

    def loss(weights: Tensor) -> Tensor:
        likely = log_softmax(measures @ weights + padding, dim=1)
        return -torch.logsumexp(likely + rightness, dim=1).mean() + penalty * (weights**2).sum()

    return _descend(loss, features, steps=_RANKING_STEPS, rate=_RANKING_RATE)


def fit_certainty(
    examples: Sequence[Example], ranking: NDArray[np.float64], *, penalty: float = CERTAINTY_PENALTY
) -> tuple[NDArray[np.float64], NDArray[np.float64], float, float]:
    """Weights of having and of lacking each measure, of the lead, and the bias: a logistic regression on the best."""
    best = [int(order(example, ranking)[0]) for example in examples]
    leads = np.array([[find_lead(example, ranking) / FULL_LEAD] for example in examples])
    counts = torch.tensor([example.weight for example in examples])
    rows = np.array([example.measures[at] for example, at in zip(examples, best, strict=True)])
    right = torch.tensor([float(example.held[at] > 0) for example, at in zip(examples, best, strict=True)])
    known = torch.from_numpy(np.hstack([np.nan_to_num(rows), np.nan_to_num(1.0 - rows), leads])).float()

    def loss(weights: Tensor) -> Tensor:
        surprise = binary_cross_entropy_with_logits(known @ weights[:-1] + weights[-1], right, weight=counts)
        return surprise + penalty * (weights[:-1] ** 2).sum()

    weights = _descend(loss, known.shape[1] + 1, steps=_CERTAINTY_STEPS, rate=_CERTAINTY_RATE)
    having, lacking = np.split(weights[:-2], 2)
    return having, lacking, float(weights[-2]), float(weights[-1])


def find_lead(example: Example, ranking: NDArray[np.float64]) -> float:
    """Log-odds by which the best is before the next of another group; 0 where nothing is grouped."""
    if example.groups is None:
        return 0.0
    best, *others = order(example, ranking)
    scores = np.nan_to_num(example.measures) @ ranking
    rivals = (scores[best] - scores[at] for at in others if example.groups[at] != example.groups[best])
    return min(FULL_LEAD, next(rivals, FULL_LEAD))


def order(example: Example, ranking: NDArray[np.float64]) -> NDArray[np.intp]:
    """Numbers of the sentences, the best first; of equal ones the earlier."""
    return np.argsort(-(np.nan_to_num(example.measures) @ ranking), kind="stable")


def _descend(loss: Callable[[Tensor], Tensor], size: int, *, steps: int, rate: float) -> NDArray[np.float64]:
    """The (size,) weights after so many steps from zero."""
    weights = torch.zeros(size, requires_grad=True)
    optimiser = torch.optim.Adam([weights], lr=rate)
    for _ in range(steps):
        optimiser.zero_grad()
        value = loss(weights)
        value.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return weights.detach().double().numpy()
