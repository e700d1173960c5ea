"""What a question asks, as learnt: the chance of each kind by its words and by what the cues say. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from retrieval.answering.asking.parsed import Mention, Parsed, spans
from retrieval.answering.asking.query import Kind

MODEL = Path(__file__).with_name("kind_model.json")
_CUED = "="
_MASKS = ("<kind>", "<region>", "<period>", "<office>")


@dataclass(frozen=True, slots=True)
class KindModel:
    """A multinomial logistic regression: for each feature of a question its weight for each of the `kinds`."""

    kinds: tuple[Kind, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, found: frozenset[str]) -> dict[Kind, float]:
        """The chance of each kind by the `features` of a question; they sum to 1."""
        totals = list(self.bias)
        for feature in found:
            for place, weight in enumerate(self.weights.get(feature, ())):
                totals[place] += weight
        most = max(totals)
        powers = [math.exp(total - most) for total in totals]
        return {kind: power / sum(powers) for kind, power in zip(self.kinds, powers, strict=True)}


def features(parsed: Parsed, cued: Kind) -> frozenset[str]:
    """The words of a question, two by two as well, also with kinds of meetings, regions, periods and offices as one
    word each, and the kind that the cues decide for."""
    spelled = [word for word in parsed.words if word.isalpha()]
    masked = ["^", *_mask(parsed), "$"]
    places = (word for word in masked if word in _MASKS)
    pairs = (f"{one} {other}" for words in (spelled, masked) for one, other in pairwise(words))
    return frozenset([*spelled, *places, *pairs, f"{_CUED}{cued}"])


def _mask(parsed: Parsed) -> Iterator[str]:
    """The words of a question in small letters, each stretch that a table or grammar knows as one sign."""
    known: Sequence[Sequence[Mention]] = (parsed.kinds, parsed.regions, parsed.periods, parsed.offices)
    found = [(*span, mask) for mask, mentions in zip(_MASKS, known, strict=True) for span in spans(mentions)]
    at = 0
    for start, end, mask in sorted(found):
        if start >= at:
            yield from (*parsed.formal[at:start].casefold().split(), mask)
            at = end
    yield from parsed.formal[at:].casefold().split()


@cache
def shipped_kinds() -> KindModel:
    """The model that comes with Notula."""
    return read_kinds(MODEL)


def read_kinds(path: Path) -> KindModel:
    """The model of a file."""
    record = json.loads(path.read_text(encoding="utf-8"))
    weights = {feature: tuple(figures) for feature, figures in record["weights"].items()}
    return KindModel(tuple(map(Kind, record["kinds"])), tuple(record["bias"]), weights)
