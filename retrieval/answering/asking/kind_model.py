"""What a question asks, as learnt: the chance of each kind by its words and by what the cues say. Pure."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from retrieval.answering.asking.query import Kind
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.language.dates import Period
from retrieval.language.offices import OfficeMention
from retrieval.language.regions import find_regions

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


def features(
    formal: str, cued: Kind, *, periods: Sequence[Period] = (), offices: Sequence[OfficeMention] = ()
) -> frozenset[str]:
    """The words of a formal question, two by two as well, also with kinds of meetings, regions, periods and offices as
    one word each, and the kind that the cues decide for."""
    spelled = [word for word in formal.casefold().split() if word.isalpha()]
    masked = ["^", *_mask(formal, periods, offices), "$"]
    places = (word for word in masked if word in _MASKS)
    pairs = (f"{one} {other}" for words in (spelled, masked) for one, other in pairwise(words))
    return frozenset([*spelled, *places, *pairs, f"{_CUED}{cued}"])


def _mask(formal: str, periods: Sequence[Period], offices: Sequence[OfficeMention]) -> Iterator[str]:
    """The words of a question in small letters, each stretch that a table or grammar knows as one sign."""
    kinds = [(one.start, one.end) for one in find_meeting_kinds(formal)]
    regions = [(one.start, one.end) for one in find_regions(formal)]
    groups = (kinds, regions, [(one.start, one.end) for one in periods], [(one.start, one.end) for one in offices])
    found = [(*span, mask) for mask, group in zip(_MASKS, groups, strict=True) for span in group]
    at = 0
    for start, end, mask in sorted(found):
        if start >= at:
            yield from (*formal[at:start].casefold().split(), mask)
            at = end
    yield from formal[at:].casefold().split()


@cache
def shipped_kinds() -> KindModel:
    """The model that comes with Notula."""
    return read_kinds(MODEL)


def read_kinds(path: Path) -> KindModel:
    """The model of a file."""
    record = json.loads(path.read_text(encoding="utf-8"))
    weights = {feature: tuple(figures) for feature, figures in record["weights"].items()}
    return KindModel(tuple(map(Kind, record["kinds"])), tuple(record["bias"]), weights)
