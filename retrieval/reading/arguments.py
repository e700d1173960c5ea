"""Who a predicate is about: the chance that somebody named in its sentence, or in the one before, is its doer."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.facts.page import is_verb
from retrieval.language.names import titles
from retrieval.language.tables import read_words
from retrieval.language.text import Span
from retrieval.language.words import Words
from retrieval.reading.participants import Participant
from retrieval.reading.predicates import SAID, Predicate, argument_words, is_event_word

NEAR_EVENT = 3
"""Words behind a predicate among which the meeting itself is named."""

UNREAL_REACH = 3
FARTHEST = 3
OPENING = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A participant named once, office and name together; `first:last` are tokens, `number` is the participant's.

    second: the token with which the name begins that follows an office, or the other way round; `last` where one stands
    alone.
    """

    number: int
    kind: str
    first: int
    last: int
    second: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicate and somebody who may be its doer, with what can be measured of the two."""

    predicate: Predicate
    unit: Unit
    measures: dict[str, float]


def find_units(words: Words, participants: Sequence[Participant]) -> list[Unit]:
    """Everybody named in a text, in order: an office and the name beside it are one unit."""
    starts = [token.start for token in words.tokens]
    mentions = sorted(
        (mention.start, mention.end, number)
        for number, participant in enumerate(participants)
        for mention in participant.everywhere
    )
    units: list[Unit] = []
    for start, end, number in mentions:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        known = units[-1] if units else None
        if known and known.number == number and not _parted(words, known.last, first):
            units[-1] = Unit(number, known.kind, known.first, max(known.last, last), first)
        else:
            units.append(Unit(number, participants[number].kind, first, last, last))
    return units


def _parted(words: Words, end: int, first: int) -> bool:
    return any(words.low[at].isalnum() and words.low[at] not in titles() for at in range(end, first))


@dataclass(slots=True)
class Scene:
    """One sentence: its tokens `first:last`, its predicates, who is named in it, and who was in the one before."""

    words: Words
    span: Span
    first: int
    last: int
    predicates: list[Predicate]
    units: list[Unit]
    earlier: list[Unit] = field(default_factory=list)
    said_before: list[Predicate] = field(default_factory=list)
    _inside: frozenset[int] = field(init=False)
    _has_event: bool = field(init=False)

    def __post_init__(self) -> None:
        self._inside = frozenset(at for unit in self.units for at in range(unit.first, unit.last))
        self._has_event = any(is_event_word(self.words.low[at]) for at in range(self.first, self.last))

    def pairs(self) -> Iterator[Pair]:
        """Each predicate with each unit beside it; with those of the sentence before where only a pronoun is beside."""
        for predicate in self.predicates:
            for unit in self.units:
                if unit.last <= predicate.first or predicate.last <= unit.first:
                    yield Pair(predicate, unit, self._measure(predicate, unit))
            if self.points_back(predicate):
                for rank, unit in enumerate(reversed(self.earlier)):
                    yield Pair(predicate, unit, self._look_back(predicate, unit, rank))

    def is_unreal(self, predicate: Predicate) -> bool:
        """Whether it is only planned, possible or denied: "akan membuka", "tidak dapat diwakili"."""
        before = range(max(self.first, predicate.first - UNREAL_REACH), predicate.first)
        return any(self.words.low[at] in argument_words("unreal") for at in before)

    def on_line(self, first: int, last: int) -> bool:
        """Whether the tokens from `first` to `last` stand on one line."""
        return all(self.words.same_line(at) for at in range(first + 1, min(last + 1, len(self.words))))

    def loose(self, first: int, last: int) -> list[int]:
        """The words between two tokens that belong to nobody's name or office and join nothing."""
        return [at for at in range(first, last) if at not in self._inside and self._is_loose(at)]

    def _is_loose(self, at: int) -> bool:
        low = self.words.low[at]
        joins = low in titles() or low in argument_words("joining") or low in read_words("degrees", "form")
        return low.isalnum() and not joins

    def _measure(self, predicate: Predicate, unit: Unit) -> dict[str, float]:
        before, low = unit.last <= predicate.first, self.words.low
        side = "before" if before else "behind"
        way = f"{predicate.voice}.{side}"
        near = low[unit.first - 1] if unit.first > self.first else ""
        told = {name: figure for name, figure in self._between(predicate, unit).items() if figure}
        measures = {f"{way}.{name}": figure for name, figure in told.items()}
        measures |= {way: 1.0, f"{predicate.role}.{way}": 1.0, f"kind.{unit.kind}.{way}": 1.0}
        measures[f"word.{predicate.word(self.words)}.{side}"] = 1.0
        measures["has_event"] = float(self._has_event)
        if near in argument_words("by") and not before:
            measures[f"by.{way}"] = 1.0
        if near in argument_words("beside"):
            measures[f"near.{way}.{near}"] = 1.0
        for name, other in (("ahead", self._ahead(unit)), ("last", self._last(unit))):
            if other and other is not predicate:
                measures[f"{name}.{other.role}.{other.voice}.{side}"] = 1.0
        return measures

    def _between(self, predicate: Predicate, unit: Unit) -> dict[str, float]:
        """What parts a unit from a predicate."""
        before, low = unit.last <= predicate.first, self.words.low
        gap = range(unit.last, predicate.first) if before else range(predicate.last, unit.first)
        loose = self.loose(gap.start, gap.stop)
        rank = sum(gap.start <= one.first < gap.stop for one in self.units)
        return {
            "next": float(rank == 0),
            "rank": min(rank, FARTHEST) / FARTHEST,
            "loose": math.log1p(len(loose)),
            "touches": float(not loose and rank == 0),
            "listed": float(not loose and rank > 0),
            "verb": float(any(is_verb(low[at]) for at in loose)),
            "told": float(any(gap.start <= one.first < gap.stop for one in self.predicates)),
            "comma": float("," in low[gap.start : gap.stop]),
            "opens": float(unit.first == self.first),
            "event": float(self._is_about_event(predicate)),
            "unreal": float(self.is_unreal(predicate)),
        }

    def _ahead(self, unit: Unit) -> Predicate | None:
        """The predicate that follows a unit before anybody else is named."""
        until = min((one.first for one in self.units if one.first >= unit.last), default=self.last)
        return next((one for one in self.predicates if unit.last <= one.first < until), None)

    def _last(self, unit: Unit) -> Predicate | None:
        """The predicate that a unit follows, with nobody named between."""
        since = max((one.last for one in self.units if one.last <= unit.first), default=self.first)
        return next((one for one in reversed(self.predicates) if since <= one.first < unit.first), None)

    def _is_about_event(self, predicate: Predicate) -> bool:
        """Whether a meeting is named right behind a predicate, or anywhere before a passive one."""
        around = [*range(predicate.last, min(predicate.last + NEAR_EVENT, self.last))]
        around += range(self.first, predicate.first) if predicate.voice in {"passive", "noun"} else ()
        return any(is_event_word(self.words.low[at]) for at in around)

    def points_back(self, predicate: Predicate) -> bool:
        """Whether an active predicate has nobody but a pronoun before it: "Hal itu disampaikannya saat membuka"."""
        if predicate.voice != "active" or any(one.first < predicate.first for one in self.units):
            return False
        before = self.words.low[self.first : predicate.first]
        return any(low in argument_words("pronoun") or low.endswith("nya") for low in before)

    def _look_back(self, predicate: Predicate, unit: Unit, rank: int) -> dict[str, float]:
        told = any(one.role == SAID and one.last <= predicate.first for one in self.predicates)
        spoke = any(unit.first in {one.last, one.last + 1} or one.first == unit.last for one in self.said_before)
        return {
            "earlier": 1.0,
            "earlier.rank": min(rank, FARTHEST) / FARTHEST,
            "earlier.next": float(rank == 0),
            "earlier.only": float(len({one.number for one in self.earlier}) == 1),
            "earlier.said": float(spoke),
            "earlier.told": float(told),
            "earlier.opens": float(predicate.first - self.first <= OPENING),
            "earlier.event": float(self._is_about_event(predicate)),
            f"earlier.{predicate.role}": 1.0,
            f"earlier.kind.{unit.kind}": 1.0,
        }


def open_scenes(
    words: Words, sentences: Sequence[Span], predicates: Sequence[Predicate], units: Sequence[Unit]
) -> list[Scene]:
    """The sentences of a text with what stands in each, in order."""
    starts = [token.start for token in words.tokens]
    scenes: list[Scene] = []
    for sentence in sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        before = scenes[-1] if scenes else None
        scene = Scene(
            words,
            sentence,
            first,
            last,
            [one for one in predicates if first <= one.first < last],
            [one for one in units if first <= one.first < last],
            before.units if before else [],
            [one for one in before.predicates if one.role == SAID] if before else [],
        )
        scenes.append(scene)
    return scenes
