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
    return re.compile(rf"\b{_POINTS} (?:ke )?(?:ke-?)?(?P<place>{words}|[1-9]\d?)\b", re.IGNORECASE)


def find_pointer(question: str) -> Pointer | None:
    """Where a question points, and the rest of it; None where it points nowhere."""
    formal = formalise(clean_question(question))
    found = _pattern().search(formal)
    if found is None:
        return None
    rest = f"{formal[: found.start()]} {formal[found.end() :]}"
    return Pointer(_places().get(found["place"].casefold()) or int(found["place"]), " ".join(rest.split()))


def find_pointed(
    question: str, history: Sequence[str], *, understand: Callable[[str, Sequence[str]], Query]
) -> Pointed | None:
    """The list and the place in it that a question is about, if it or a question that it goes on from points there.

    understand: a question with those it may lean on.
    """
    texts = [*history, question]
    pointers = {place: pointer for place, text in enumerate(texts) if (pointer := _points(text, understand))}
    if not pointers:
        return None  # nearly always, and understanding a conversation takes time
    queries = [understand(text, texts[:place]) for place, text in enumerate(texts)]
    last = max(pointers)
    lists = [place for place in range(last) if place not in pointers and queries[place].kind is Kind.LIST]
    going_on = [place in pointers or query.inherited for place, query in enumerate(queries)]
    if not lists or not all(going_on[lists[-1] + 1 :]):
        return None
    asked = tuple(filter(None, (pointers[last].question, *texts[last + 1 :])))
    return Pointed(texts[lists[-1]], tuple(texts[: lists[-1]]), pointers[last].place, asked)


def _points(question: str, understand: Callable[[str, Sequence[str]], Query]) -> Pointer | None:
    """Where a question points that says besides too little to stand alone; "yang 28 Mei" says a date."""
    pointer = find_pointer(question)
    if pointer is None or understand(question, ()).periods:
        return None
    return pointer if understand(pointer.question or "kapan", ("rapat",)).inherited else None
