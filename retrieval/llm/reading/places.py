"""Words found in a text as they were copied out of it: case, marks and line breaks do not count. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.language.text import fold, tokenize
from retrieval.language.words import Words


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens `first:last` of a text."""

    first: int
    last: int


def find_places(words: Words, sought: str, *, first: int = 0, last: int | None = None) -> Iterator[Place]:
    """Where the sought words stand one behind the other, all of them, between two tokens."""
    wanted = [part for token in tokenize(sought) if (part := fold(token.text))]
    if not wanted:
        return
    held = [(at, part) for at in range(first, len(words) if last is None else last) if (part := fold(words.low[at]))]
    parts = [part for _, part in held]
    for begin in range(len(held) - len(wanted) + 1):
        if parts[begin : begin + len(wanted)] == wanted:
            yield Place(held[begin][0], held[begin + len(wanted) - 1][0] + 1)


def find_place(words: Words, sought: str, *, first: int = 0, last: int | None = None) -> Place | None:
    """The first of those places."""
    return next(find_places(words, sought, first=first, last=last), None)
