"""How much each measure counts: for the order of what is offered, and for whether the best of it is right."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FULL_LEAD = 5.0
"""Log-odds by which the best is before the next one beyond which more of them tell nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each measure counts; made by `python -m retrieval.evaluation.answering`.

    ranking: among the candidates of one question. having, lacking: for the best one being right at all, for each
    measure asked for, by how much of it there is and how much is not; with `lead`, for how far it is before the next
    one, and `bias`. least: the chance below which it is not taken; sure: from which it is taken without a word.
    """

    ranking: dict[str, float]
    having: dict[str, float]
    lacking: dict[str, float]
    bias: float
    lead: float = 0.0
    least: float = 0.5
    sure: float = 0.5

    def score(self, measures: Mapping[str, float]) -> float:
        """The place of a candidate among the others, in log-odds; what is not asked for counts nothing."""
        return sum(weight * measures[name] for name, weight in self.ranking.items() if not math.isnan(measures[name]))

    def certainty(self, measures: Mapping[str, float], lead: float = 0.0) -> float:
        """The chance, 0 to 1, that the best candidate, which has these measures and this lead, is right."""
        asked = {name: figure for name, figure in measures.items() if name in self.having and not math.isnan(figure)}
        total = self.bias + self.lead * min(lead, FULL_LEAD) / FULL_LEAD
        total += sum(self.having[name] * figure + self.lacking[name] * (1.0 - figure) for name, figure in asked.items())
        return 1.0 / (1.0 + math.exp(-total))


@cache
def read_weights(path: Path) -> Weights:
    """The weights of a file."""
    with path.open("rb") as file:
        return Weights(**tomllib.load(file))
