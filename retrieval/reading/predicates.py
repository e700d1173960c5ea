"""The words that tell what somebody did at a meeting ("membuka", "dihadiri", "diwakili"), and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.facts.phrases import read_cues
from retrieval.language.tables import read_table, read_words
from retrieval.language.words import Phrases, Words

SAID, STANDS_IN, ABSENT = "said", "stands_in", "absent"
NOUN = "noun"
"""The voice of a predicate that names a deed: "pembukaan"."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word or phrase at the tokens `first:last`: the role that it gives, and on which side it usually has its doer.

    role: a capacity ("opened", "present", "absent"), "stands_in", or "said" for a verb of speaking.
    voice: "active", "passive", "noun" or "with".
    """

    role: str
    voice: str
    first: int
    last: int

    def word(self, words: Words) -> str:
        """The word or phrase itself, folded."""
        return " ".join(words.low[self.first : self.last])


@cache
def _predicates() -> Phrases[tuple[str, str]]:
    rows = [(row["phrase"], (row["role"], row["voice"])) for row in read_table("predicates")]
    said = sorted(read_words("speech_verbs") - {phrase for phrase, _ in rows})
    return Phrases([*rows, *((word, (SAID, "passive" if word.startswith("di") else "active")) for word in said)])


def predicate_at(words: Words, first: int) -> Predicate | None:
    """The longest predicate that begins at a token."""
    found = _predicates().find(words.low, first) if words.low_at(first) in _predicates().firsts else None
    if found is None:
        return None
    last, (role, voice) = found
    return Predicate(role, voice, first, last)


def find_predicates(words: Words) -> Iterator[Predicate]:
    """The predicates of a text in order, the longest phrase first; none reaches into another."""
    reached = 0
    for first in range(len(words)):
        found = predicate_at(words, first) if first >= reached else None
        if found:
            reached = found.last
            yield found


@cache
def argument_words(role: str) -> frozenset[str]:
    """The words of a role of `data/language/argument_words.tsv`."""
    return frozenset(read_cues("argument_words", role))


@cache
def event_words() -> frozenset[str]:
    """Words that name an event: those of the table, and the first words of every kind of meeting."""
    surfaces = (surface for row in read_table("meeting_kinds") for surface in row["surfaces"].split("|"))
    return read_words("event_words") | {surface.split()[0] for surface in surfaces if surface}


def is_event_word(word: str) -> bool:
    """Whether a folded word names an event: "rapat", "acaranya"."""
    return word in event_words() or word.removesuffix("nya") in event_words()
