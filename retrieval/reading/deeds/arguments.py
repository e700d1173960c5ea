"""Who a predicate is about: what can be measured of it and of somebody named in its sentence, or in one before."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.facts.page import is_verb
from retrieval.reading.deeds.scenes import Scene, Unit
from retrieval.reading.predicates import NOUN, SAID, Predicate, argument_words

FARTHEST = 3
OPENING = 3

INSIDE, EARLIER = "inside", "earlier"
"""Ways of a predicate that is part of somebody's office, and of one whose doer a sentence before names."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicate and somebody who may be its doer, with what can be measured of the two."""

    predicate: Predicate
    unit: Unit
    measures: dict[str, float]


def find_pairs(scene: Scene) -> Iterator[Pair]:
    """Each predicate with each unit beside it or around it; with those of the sentence before where only a pronoun is
    beside."""
    for predicate in scene.predicates:
        for unit in scene.units:
            if unit.last <= predicate.first or predicate.last <= unit.first:
                yield Pair(predicate, unit, _measure(scene, predicate, unit))
            elif predicate.voice == NOUN and unit.first <= predicate.first and predicate.last <= unit.second:
                yield Pair(predicate, unit, _look_inside(scene, predicate, unit))
        if scene.points_back(predicate):
            for rank, unit in enumerate(reversed(scene.earlier)):
                yield Pair(predicate, unit, _look_back(scene, predicate, unit, rank))


def _measure(scene: Scene, predicate: Predicate, unit: Unit) -> dict[str, float]:
    side = "before" if unit.last <= predicate.first else "behind"
    way, low = f"{predicate.voice}.{side}", scene.words.low
    near = low[unit.first - 1] if unit.first > scene.first else ""
    measures = {f"{way}.{name}": figure for name, figure in _between(scene, predicate, unit).items() if figure}
    measures |= {f"word.{predicate.word(scene.words)}.{side}": 1.0, "has_event": float(scene.has_event)}
    measures |= _told_anyhow(scene, predicate, unit, way)
    if near in argument_words("by") and side == "behind":
        measures[f"by.{way}"] = 1.0
    if near in argument_words("beside"):
        measures[f"near.{way}.{near}"] = 1.0
    for name, other in (("ahead", _ahead(scene, unit)), ("last", _last(scene, unit))):
        if other and other is not predicate:
            measures[f"{name}.{other.role}.{other.voice}.{side}"] = 1.0
    return measures


def _told_anyhow(scene: Scene, predicate: Predicate, unit: Unit, way: str) -> dict[str, float]:
    """What tells the same whatever way a predicate has its doer."""
    role, voice, event = predicate.role, predicate.voice, float(scene.is_about_event(predicate))
    salience = scene.salience.get(unit.number, 0.0)
    return {
        way: 1.0,
        f"{role}.{way}": 1.0,
        f"kind.{unit.kind}.{way}": 1.0,
        f"word.{predicate.word(scene.words)}": 1.0,
        "event": event,
        f"{role}.event": event,
        f"{voice}.event": event,
        f"{role}.salience": salience,
        f"{way}.salience": salience if way in {INSIDE, EARLIER} else 0.0,
    }


def _between(scene: Scene, predicate: Predicate, unit: Unit) -> dict[str, float]:
    """What parts a unit from a predicate."""
    before, low = unit.last <= predicate.first, scene.words.low
    gap = range(unit.last, predicate.first) if before else range(predicate.last, unit.first)
    loose = scene.loose(gap.start, gap.stop)
    rank = sum(gap.start <= one.first < gap.stop for one in scene.units)
    return {
        "next": float(rank == 0),
        "rank": min(rank, FARTHEST) / FARTHEST,
        "loose": math.log1p(len(loose)),
        "touches": float(not loose and rank == 0),
        "listed": float(not loose and rank > 0),
        "verb": float(any(is_verb(low[at]) for at in loose)),
        "told": float(any(gap.start <= one.first < gap.stop for one in scene.predicates)),
        "comma": float("," in low[gap.start : gap.stop]),
        "opens": float(unit.first == scene.first),
        "event": float(scene.is_about_event(predicate)),
        "unreal": float(scene.is_unreal(predicate)),
    }


def _ahead(scene: Scene, unit: Unit) -> Predicate | None:
    """The predicate that follows a unit before anybody else is named."""
    until = min((one.first for one in scene.units if one.first >= unit.last), default=scene.last)
    return next((one for one in scene.predicates if unit.last <= one.first < until), None)


def _last(scene: Scene, unit: Unit) -> Predicate | None:
    """The predicate that a unit follows, with nobody named between."""
    since = max((one.last for one in scene.units if one.last <= unit.first), default=scene.first)
    return next((one for one in reversed(scene.predicates) if since <= one.first < unit.first), None)


def _look_inside(scene: Scene, predicate: Predicate, unit: Unit) -> dict[str, float]:
    """What an office says that itself names what was done: "inspektur upacara, Budi"."""
    return {
        f"{INSIDE}.opens": float(unit.first == predicate.first),
        f"{INSIDE}.named": float(unit.second < unit.last),
        **_told_anyhow(scene, predicate, unit, INSIDE),
    }


def _look_back(scene: Scene, predicate: Predicate, unit: Unit, rank: int) -> dict[str, float]:
    """What a predicate with a pronoun says of somebody whom a sentence before names."""
    before = scene.before
    said = [one for one in before.predicates if one.role == SAID] if before else []
    return {
        "unreal": float(scene.is_unreal(predicate)),
        f"{EARLIER}.far": float(before is not None and before.last < scene.first),
        f"{EARLIER}.subject": float(rank == len(scene.earlier) - 1),
        f"{EARLIER}.rank": min(rank, FARTHEST) / FARTHEST,
        f"{EARLIER}.next": float(rank == 0),
        f"{EARLIER}.only": float(len({one.number for one in scene.earlier}) == 1),
        f"{EARLIER}.said": float(any(unit.first in {one.last, one.last + 1} or one.first == unit.last for one in said)),
        f"{EARLIER}.told": float(any(one.role == SAID and one.last <= predicate.first for one in scene.predicates)),
        f"{EARLIER}.opens": float(predicate.first - scene.first <= OPENING),
        f"{EARLIER}.event": float(scene.is_about_event(predicate)),
        **_told_anyhow(scene, predicate, unit, EARLIER),
    }
