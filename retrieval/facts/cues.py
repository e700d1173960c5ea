"""The cues that tell of attendance, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.facts import Capacity
from retrieval.facts.cast import Cast
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.subjects import attendance_words
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import Span
from retrieval.language.words import Phrases

LONGEST_SENTENCE = 60
"""Words before a passive verb among which its subject is looked for."""

NEAR = 14
"""Words around "dibuka", "dipimpin" among which the meeting itself is named."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of the table: what it says of those named beside it, and on which side they stand."""

    phrase: str
    capacity: Capacity
    side: str
    needs_event: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A cue in a text: `index:after` are its elements; `stop` is where an enumeration after it must end."""

    cast: Cast
    cue: Cue
    index: int
    after: int
    sentence: Span
    stop: int

    def before(self, width: int) -> list[str]:
        """The folded words right before the cue within its sentence, nearest last."""
        cast, words = self.cast, []
        for at in range(max(0, self.index - width), self.index):
            if cast.elements[at].start >= self.sentence.start:
                words.append(cast.low(at))
        return words


@cache
def _cues() -> Phrases[Cue]:
    return Phrases(
        (row["phrase"], Cue(row["phrase"], Capacity(row["capacity"]), row["side"], row["event"] == "yes"))
        for row in read_table("attendance_cues")
    )


def find_cues(cast: Cast, sentence: Span, *, stop: int) -> Iterator[Place]:
    reached = 0
    for index in cast.words_in(sentence.start, sentence.end, _cues().firsts):
        found = _cues().find(cast.words.low, cast.elements[index].first) if index >= reached else None
        if found:
            reached = cast.element_of[found[0]] if found[0] < len(cast.words) else len(cast.elements)
            yield Place(cast, found[1], index, reached, sentence, stop)


def is_about_event(place: Place) -> bool:
    """Whether an event is named around the cue: before a passive verb, as the object of an active one."""
    cast, events = place.cast, event_words()
    if place.cue.side == "before":
        at = skip_adverbs(cast, place.after)
        return any(is_event_word(cast.low(at + ahead), events) for ahead in range(2))
    if any(is_event_word(word, events) for word in place.before(LONGEST_SENTENCE)):
        return True
    opens = not place.before(2)
    ahead = range(place.after, min(place.after + 24, len(cast.elements)))
    return opens and any(
        is_event_word(cast.low(at), events) for at in ahead if cast.elements[at].start < place.sentence.end
    )


@cache
def event_words() -> frozenset[str]:
    """Words that name an event: those of the table, and the first words of every kind of meeting."""
    surfaces = (surface for row in read_table("meeting_kinds") for surface in row["surfaces"].split("|"))
    return read_words("event_words") | {surface.split()[0] for surface in surfaces if surface}


def is_event_word(word: str, events: frozenset[str]) -> bool:
    return word in events or word.removesuffix("nya") in events


def skip_adverbs(cast: Cast, index: int) -> int:
    while cast.low(index) in attendance_words("adverb") | {",", ":"}:
        index += 1
    return index


def read_list(place: Place, index: int) -> list[Entry]:
    """The participants enumerated from an element on."""
    entries, _ = read_enumeration(place.cast, index, stop=place.stop)
    return entries


def first_party(entries: list[Entry]) -> list[Entry]:
    """One opens a meeting: the first of a list, with whoever stands in for the first."""
    if not entries or not (entries[0].office or entries[0].person):
        return []
    return entries[:2] if entries[0].absent else entries[:1]
