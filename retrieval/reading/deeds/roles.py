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
from retrieval.reading.deeds.arguments import Pair, find_pairs
from retrieval.reading.deeds.scenes import Scene
from retrieval.reading.predicates import STANDS_IN
from retrieval.reading.tagging.tagger import TAGGER

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
    likely, the likeliest deed, and whether the likeliest of all is only planned."""

    chances: dict[str, float] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    deed: Deed | None = None
    is_planned: bool = False

    def hear(self, group: str, chance: float, word: str, *, is_planned: bool) -> None:
        """Keep the likeliest of what is said in one group of roles."""
        if chance > max(self.chances.values(), default=0.0):
            self.is_planned = is_planned
        if chance > self.chances.get(group, 0.0):
            self.chances[group], self.words[group] = chance, word


def chance(weights: Mapping[str, float], measures: Mapping[str, float]) -> float:
    """The chance that a pair with these measures holds; what no weight is known of counts nothing."""
    total = weights[BIAS] + sum(weights.get(name, 0.0) * figure for name, figure in measures.items())
    return 1 / (1 + math.exp(-total))


def tell(scenes: Sequence[Scene], roles: Roles, number: int) -> list[Told]:
    """What the predicates say of each of `number` participants; a predicate has one doer, the likeliest, and who is
    named in one breath."""
    told = [Told() for _ in range(number)]
    for scene in scenes:
        deeds: dict[int, list[Deed]] = {}
        for pair in find_pairs(scene):
            role = pair.predicate.role
            if role == STANDS_IN:
                continue
            likely = chance(roles.took_part, pair.measures)
            planned, word = scene.is_unreal(pair.predicate, "planned"), pair.predicate.word(scene.words)
            told[pair.unit.number].hear(GROUPS.get(role, role), likely, word, is_planned=planned)
            if role in DEEDS and not scene.is_unreal(pair.predicate):
                deeds.setdefault(pair.predicate.first, []).append(Deed(pair, scene, chance(roles.deed, pair.measures)))
        for deed in (deed for each in deeds.values() for deed in _doers(each, roles.least)):
            known = told[deed.pair.unit.number].deed
            if known is None or deed.chance > known.chance:
                told[deed.pair.unit.number].deed = deed
    return told


def _doers(deeds: Sequence[Deed], least: float) -> list[Deed]:
    """The likeliest of those who may have done one deed, and who is named in one breath with them."""
    best = max(deeds, key=lambda deed: deed.chance)
    likely = [deed for deed in deeds if deed.chance >= least]
    return [one for one in likely if one is best or best.scene.in_one_breath(one.pair.unit, best.pair.unit)]


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
