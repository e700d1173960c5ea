"""How much each measure counts, for the order of what an article offers and for whether the best of it answers."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature counts; made by `python -m retrieval.evaluation.sentences`.

    ranking: among the sentences or people of one article. having, lacking: for the best one being an answer at all, for
    each measure asked for, by how much of it there is and how much is not; with `bias`.
    """

    ranking: dict[str, float]
    having: dict[str, float]
    lacking: dict[str, float]
    bias: float

    def certainty(self, measures: Mapping[str, float]) -> float:
        """The chance, 0 to 1, that the best of an article, which has these measures, answers the question."""
        asked = {name: figure for name, figure in measures.items() if not math.isnan(figure)}
        total = self.bias + sum(
            self.having[name] * figure + self.lacking[name] * (1.0 - figure) for name, figure in asked.items()
        )
        return 1.0 / (1.0 + math.exp(-total))


@cache
def read_weights(path: Path) -> Weights:
    """The weights of a file of this module's neighbours."""
    with path.open("rb") as file:
        return Weights(**tomllib.load(file))
