"""Follow-ups that point into a list given before: "yang kedua siapa yang buka?", "nomor 3", "yang terakhir"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.asking.questions import clean_question, formalise
from retrieval.language.tables import read_table

# Only such a word before it makes a number point: "rapat kedua" may be a name.
_POINTS = r"(?:yang|nomor|nomer|no|urutan|poin|kegiatan nomor|acara nomor)"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place in the list given before, from 1, or -1 for its last; and what is asked of the meeting there."""

    place: int
    question: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a question points at: the question whose list it is, those that this one leans on, and the place in it."""

    listed: str
    history: tuple[str, ...]
    place: int
    asked: tuple[str, ...]
    """What is asked of the meeting there, oldest first; empty where a question only points."""


@cache
def _places() -> dict[str, int]:
    return {row["written"]: int(row["place"] or 0) for row in read_table("ordinals")}


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _places()), key=len, reverse=True))
    return re.compile(rf"\b{_POINTS} (?:(?P<word>{words})|(?:ke )?(?:ke-?)?(?P<figure>\d{{1,2}}))\b", re.IGNORECASE)


def find_pointer(question: str) -> Pointer | None:
    """Where a question points, and the rest of it; None where it points nowhere."""
    formal = formalise(clean_question(question))
    found = _pattern().search(formal)
    if found is None:
        return None
    place = int(found["figure"]) if found["figure"] else _places()[found["word"].casefold()]
    rest = f"{formal[: found.start()]} {formal[found.end() :]}"
    return Pointer(place, " ".join(rest.split())) if place else None


def find_pointed(
    question: str, history: Sequence[str], *, understand: Callable[[str, Sequence[str]], Query]
) -> Pointed | None:
    """The list and the place in it that a question is about, if it or a question that it goes on from points there.

    understand: a question with those it may lean on.
    """
    texts = [*history, question]
    if not any(map(find_pointer, texts)):
        return None  # nearly always, and understanding a conversation takes time
    last = len(texts) - 1
    while last > 0 and not _points(texts[last], understand):
        if not understand(texts[last], texts[:last]).inherited:
            return None
        last -= 1
    pointer = find_pointer(texts[last])
    listed = _find_list(texts[:last], understand)
    if pointer is None or listed is None:
        return None
    asked = tuple(filter(None, (pointer.question, *texts[last + 1 :])))
    return Pointed(texts[listed], tuple(texts[:listed]), pointer.place, asked)


def _find_list(texts: Sequence[str], understand: Callable[[str, Sequence[str]], Query]) -> int | None:
    """The last question for a list, with nothing after it but what goes on from it."""
    for place in range(len(texts) - 1, -1, -1):
        if _points(texts[place], understand):
            continue
        query = understand(texts[place], texts[:place])
        if query.kind is Kind.LIST:
            return place
        if not query.inherited:
            return None
    return None


def _points(question: str, understand: Callable[[str, Sequence[str]], Query]) -> bool:
    """Whether a question points, and says besides too little to stand alone; "yang 28 Mei" says a date."""
    pointer = find_pointer(question)
    if pointer is None or understand(question, ()).periods:
        return False
    return not pointer.question or understand(pointer.question, ("rapat",)).inherited
