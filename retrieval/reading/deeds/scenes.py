"""Sentences with what stands in them: who is named, once with office and name together, and the predicates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retrieval.language.names import titles
from retrieval.language.tables import read_words
from retrieval.language.text import Span
from retrieval.language.words import Words
from retrieval.reading.mentions import GROUP, Mention
from retrieval.reading.participants import Participant, with_titles
from retrieval.reading.predicates import NOUN, Predicate, argument_words, is_event_word

NEAR_EVENT = 3
"""Words behind a predicate among which the meeting itself is named."""

UNREAL_REACH = 3
"""Words before a predicate among which "akan", "tidak" is said of it."""

_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-•*–])\s*\S")

LOOK_BACK = 4
"""Sentences before one with only a pronoun in which somebody may be named whom it stands for."""


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


@dataclass(slots=True)
class Scene:
    """One sentence: its tokens `first:last`, its predicates, and who is named in it.

    before: the nearest sentence before it that names somebody. salience: how often each participant is named in the
    text, as a share of who is named most.
    """

    words: Words
    span: Span
    first: int
    last: int
    predicates: list[Predicate]
    units: list[Unit]
    salience: Mapping[int, float]
    before: Scene | None = None
    _inside: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self._inside = frozenset(at for unit in self.units for at in range(unit.first, unit.last))

    @property
    def has_event(self) -> bool:
        """Whether a meeting is named in it."""
        return any(map(is_event_word, self.words.low[self.first : self.last]))

    @property
    def earlier(self) -> list[Unit]:
        """Whom a pronoun may stand for: who is named in the sentence before."""
        return self.before.units if self.before else []

    def is_unreal(self, predicate: Predicate, role: str = "unreal") -> bool:
        """Whether it is only planned, possible or denied: "akan membuka", "tidak dapat diwakili"."""
        before = self.words.low[max(self.first, predicate.first - UNREAL_REACH) : predicate.first]
        return not argument_words(role).isdisjoint(before)

    def is_about_event(self, predicate: Predicate) -> bool:
        """Whether a meeting is named right behind a predicate, or anywhere before a passive one."""
        low, behind = self.words.low, min(predicate.last + NEAR_EVENT, self.last)
        before = low[self.first : predicate.first] if predicate.voice in {"passive", NOUN} else ()
        return any(map(is_event_word, (*low[predicate.last : behind], *before)))

    def points_back(self, predicate: Predicate) -> bool:
        """Whether an active predicate has nobody but a pronoun before it: "Hal itu disampaikannya saat membuka"."""
        if predicate.voice != "active" or any(one.first < predicate.first for one in self.units):
            return False
        before = self.words.low[self.first : predicate.first]
        return any(low in argument_words("pronoun") or low.endswith("nya") for low in before)

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

    def in_one_breath(self, one: Unit, other: Unit) -> bool:
        """Whether two are named one after the other, with nothing but a joining word between."""
        first, second = sorted((one, other), key=lambda unit: unit.first)
        return first.first >= self.first and not self.loose(first.last, second.first)


def find_units(words: Words, participants: Sequence[Participant], sentences: Sequence[Span]) -> list[Unit]:
    """Everybody named in a text, in order: an office and the name beside it in one sentence are one unit."""
    starts = [token.start for token in words.tokens]
    opening = {bisect_left(starts, sentence.start) for sentence in sentences}
    mentions = sorted(
        (mention.start, mention.end, number)
        for number, participant in enumerate(participants)
        for mention in participant.everywhere
    )
    units: list[Unit] = []
    for start, end, number in mentions:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        known = units[-1] if units else None
        if known and known.number == number and not _parted(words, known.last, first, opening):
            units[-1] = Unit(number, known.kind, known.first, max(known.last, last), first)
        else:
            units.append(Unit(number, participants[number].kind, first, last, last))
    return units


def _parted(words: Words, end: int, first: int, opening: set[int]) -> bool:
    """Whether a word that is no title, or the end of a sentence, stands between two tokens."""
    told = (words.low[at].isalnum() and words.low[at] not in titles() for at in range(end, first))
    return any(told) or not opening.isdisjoint(range(end, first + 1))


def join_sentences(words: Words, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Span]:
    """The sentences with those joined that go on: "Wakil Bupati MB. | Budi datang", "Kadis Budi, SH. | MH dengan Siti",
    "Budi | dan Siti datang", and the items of a list with what stands before its colon."""
    text = words.text
    reached = {mention.start: with_titles(words, mention.start, mention.end).end for mention in mentions}
    whole: list[Span] = []
    for sentence in sentences:
        before = whole[-1] if whole else sentence
        runs_on = any(start < before.end and sentence.start < end for start, end in reached.items())
        named_last = before.end in reached.values() and text[sentence.start].islower()
        goes_on = named_last and text.count("\n", before.end, sentence.start) == 1
        if whole and (runs_on or goes_on or _is_item(text, before, sentence)):
            whole[-1] = Span(before.start, sentence.end)
        else:
            whole.append(sentence)
    return whole


def _is_item(text: str, one: Span, other: Span) -> bool:
    """Whether an item of a list on a line of its own follows the words before its colon, or another item."""
    before = text[one.start : one.end].rstrip()
    opens = before.endswith(":") or (":" in before and bool(_ITEM.match(before.rsplit("\n", 1)[-1])))
    return opens and "\n" in text[one.end : other.start] and bool(_ITEM.match(text, other.start))


def open_scenes(
    words: Words, sentences: Sequence[Span], predicates: Sequence[Predicate], units: Sequence[Unit]
) -> list[Scene]:
    """The sentences of a text with what stands in each, in order."""
    starts = [token.start for token in words.tokens]
    counts = Counter(unit.number for unit in units if unit.kind != GROUP)
    most = max(counts.values(), default=1)
    salience = {number: count / most for number, count in counts.items()}
    scenes: list[Scene] = []
    for sentence in sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = [one for one in predicates if first <= one.first < last]
        named = [one for one in units if first <= one.first < last]
        before = next((one for one in reversed(scenes[-LOOK_BACK:]) if _names_somebody(one)), None)
        scenes.append(Scene(words, sentence, first, last, inside, named, salience, before))
    return scenes


def _names_somebody(scene: Scene) -> bool:
    return any(unit.kind != GROUP for unit in scene.units)
