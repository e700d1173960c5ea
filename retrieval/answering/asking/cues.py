"""Which words of a question say what is asked: kapan, di mana, siapa yang membuka, apa kata ..."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from data.facts import Capacity
from retrieval.answering.asking.parting import part
from retrieval.answering.asking.query import Kind
from retrieval.facts.phrases import read_cues
from retrieval.language.tables import read_table, read_words

_CAPACITIES = (Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED)
_QUESTION_WORDS = frozenset({"siapa", "kapan", "mana", "apa", "berapa", "kenapa", "bagaimana"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Characters `start:end` of a question that ask for a kind of answer, `strength` 1 (hardly) to 9 (surely)."""

    start: int
    end: int
    kind: Kind
    strength: int


@cache
def _cues() -> dict[tuple[str, ...], tuple[Kind, int]]:
    return {
        tuple(row["word"].split()): (Kind(row["kind"]), int(row["strength"])) for row in read_table("question_cues")
    }


def find_cues(formal: str) -> list[Cue]:
    """All cues of a formal question, the longest phrase at each place."""
    words = list(re.finditer(r"\S+", formal))
    texts = [word.group().casefold() for word in words]
    found = [(start, end, _cues().get(tuple(texts[start:end]))) for start, end in part(texts, _cues())]
    return [Cue(words[start].start(), words[end - 1].end(), *meant) for start, end, meant in found if meant]


@cache
def asking_words() -> frozenset[str]:
    """Lower-case words that belong to how questions are put, and so are no typing errors."""
    return frozenset(word for cue in _cues() for word in cue) | read_words("question_fillers")


def asked_capacity(words: Collection[str]) -> Capacity | None:
    """Whether the question asks who opened, led, closed, spoke or accompanied."""
    asked = (one for one in _CAPACITIES if not set(words).isdisjoint(read_cues("asked_people_cues", one)))
    return next(asked, None)


def question_words(words: Collection[str]) -> set[str]:
    """The distinct question words; "tanggal berapa" and "kapan" are one, "di mana" and "hotel apa" are one."""
    asked = set(_QUESTION_WORDS).intersection(words)
    return asked - {"berapa"} if "kapan" in asked else asked
