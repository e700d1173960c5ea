"""Weighs pairs of predicates and people: whether somebody took part by them, who opened, closed or led, who spoke."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from data.errors import ModelError
from data.facts import Capacity
from data.wording import index as wording
from retrieval.reading.arguments import Pair, Scene
from retrieval.reading.predicates import STANDS_IN
from retrieval.reading.tagger import TAGGER

ROLES = "roles.json"
BIAS = "bias"

DEEDS = frozenset({Capacity.OPENED, Capacity.CLOSED, Capacity.LED})

GROUPS = {"opened": "deed", "closed": "deed", "led": "deed", "accompanied": "with", "received": "present"}
"""Roles that speak alike for having taken part."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Weights of the measures of a pair: `took_part` for its unit having taken part, `deed` for having done it, `said`
    for being the speaker of its verb; `least` is the chance from which a deed is told."""

    took_part: dict[str, float]
    deed: dict[str, float]
    said: dict[str, float]
    least: float


@dataclass(frozen=True, slots=True)
class Deed:
    """A pair of which the predicate says that its unit opened, closed or led, and the chance that it did."""

    pair: Pair
    scene: Scene
    chance: float

    @property
    def capacity(self) -> Capacity:
        """In which capacity."""
        return Capacity(self.pair.predicate.role)


@dataclass(slots=True)
class Told:
    """What the predicates of an article say of one participant: chances by group of roles, the word that says each most
    likely, and the likeliest deed."""

    chances: dict[str, float] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    deed: Deed | None = None

    def hear(self, group: str, chance: float, word: str) -> None:
        """Keep the likeliest of what is said in one group of roles."""
        if chance > self.chances.get(group, 0.0):
            self.chances[group], self.words[group] = chance, word


def chance(weights: Mapping[str, float], measures: Mapping[str, float]) -> float:
    """The chance that a pair with these measures holds; what no weight is known of counts nothing."""
    total = weights[BIAS] + sum(weights.get(name, 0.0) * figure for name, figure in measures.items())
    return 1 / (1 + math.exp(-total))


def tell(scenes: Sequence[Scene], roles: Roles, number: int) -> list[Told]:
    """What the predicates say of each of `number` participants; a predicate has one doer, the likeliest."""
    told = [Told() for _ in range(number)]
    for scene in scenes:
        best: dict[int, Deed] = {}
        for pair in scene.pairs():
            role = pair.predicate.role
            if role == STANDS_IN:
                continue
            likely = chance(roles.took_part, pair.measures)
            told[pair.unit.number].hear(GROUPS.get(role, role), likely, pair.predicate.word(scene.words))
            if role in DEEDS and not scene.is_unreal(pair.predicate):
                deed = Deed(pair, scene, chance(roles.deed, pair.measures))
                known = best.get(pair.predicate.first)
                best[pair.predicate.first] = deed if known is None or deed.chance > known.chance else known
        for deed in best.values():
            _keep_likeliest(told[deed.pair.unit.number], deed, roles.least)
    return told


def _keep_likeliest(told: Told, deed: Deed, least: float) -> None:
    known = told.deed.chance if told.deed else least
    if deed.chance >= known:
        told.deed = deed


@cache
def shipped_roles() -> Roles:
    """The weights that come with Notula."""
    return read_roles(TAGGER / ROLES)


def read_roles(path: Path) -> Roles:
    """The weights of a file; ModelError where it is missing or damaged."""
    try:
        return Roles(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(wording.tagger_damaged(path.parent.name)) from error
