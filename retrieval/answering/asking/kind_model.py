"""What a question asks, as learnt: the chance of each kind by its words and by what the cues say. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from retrieval.answering.asking.query import Kind

MODEL = Path(__file__).with_name("kind_model.json")
_CUED = "="


@dataclass(frozen=True, slots=True)
class KindModel:
    """A multinomial logistic regression: for each feature of a question its weight for each of the `kinds`."""

    kinds: tuple[Kind, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, words: Sequence[str], cued: Kind) -> dict[Kind, float]:
        """The chance of each kind; they sum to 1. words: of the formal question, in small letters."""
        totals = list(self.bias)
        for feature in features(words, cued):
            for place, weight in enumerate(self.weights.get(feature, ())):
                totals[place] += weight
        most = max(totals)
        powers = [math.exp(total - most) for total in totals]
        return {kind: power / sum(powers) for kind, power in zip(self.kinds, powers, strict=True)}


def features(words: Sequence[str], cued: Kind) -> frozenset[str]:
    """The words of a question, two by two as well, and the kind that the cues decide for."""
    spelled = [word for word in words if word.isalpha()]
    return frozenset([*spelled, *map(" ".join, pairwise(spelled)), f"{_CUED}{cued}"])


@cache
def shipped_kinds() -> KindModel:
    """The model that comes with Notula."""
    return read_kinds(MODEL)


def read_kinds(path: Path) -> KindModel:
    """The model of a file."""
    record = json.loads(path.read_text(encoding="utf-8"))
    weights = {feature: tuple(figures) for feature, figures in record["weights"].items()}
    return KindModel(tuple(map(Kind, record["kinds"])), tuple(record["bias"]), weights)
