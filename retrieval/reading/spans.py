"""From chances of pieces to stretches of text, word by word: a word is of one kind, whatever its pieces say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.reading.labels import HEADS
from retrieval.reading.tagger import Tags

_WORD = re.compile(r"\w+(?:[.'’\-/]\w+)*\.?|[^\w\s]")
_EDGES = ' ,.;:-–\n"“”('
_CLOSING = ' ,;:-–\n"“”('
_WHOLE_WORD = re.compile(r"(?<=\s)[A-Z][a-z]{3,}\.\Z")

NAME = "PERSON"

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A stretch of text of one kind, and how likely its pieces are of it, on average."""

    start: int
    end: int
    kind: str
    chance: float


def find_spans(text: str, tags: Tags, head: str, *, least: float) -> list[TaggedSpan]:
    """The stretches of a begin-and-go-on head whose words are of a kind with at least this chance; a line ends each."""
    kinds = [name.removeprefix("B-") for name in HEADS[head] if name.startswith("B-")]
    chances = tags.chances[head]
    begin, go_on = chances[:, 1::2], chances[:, 2::2]
    spans: list[tuple[int, int, int, list[int]]] = []
    open_kind = -1
    for start, end, rows in _words(text, tags):
        of_kind = (begin + go_on)[rows].mean(axis=0)
        kind = int(of_kind.argmax())
        if of_kind[kind] < least:
            open_kind = -1
            continue
        first = rows[0]
        goes_on = kind == open_kind and go_on[first, kind] >= begin[first, kind]
        if goes_on and "\n" not in text[spans[-1][1] : start]:
            spans[-1] = (spans[-1][0], end, kind, [*spans[-1][3], *rows])
        else:
            spans.append((start, end, kind, rows))
        open_kind = kind
    trimmed = [
        TaggedSpan(
            *trim(text, start, end, is_name=kinds[kind] == NAME), kinds[kind], float((begin + go_on)[rows, kind].mean())
        )
        for start, end, kind, rows in spans
    ]
    return [span for span in trimmed if span.start < span.end]


def _words(text: str, tags: Tags) -> Iterator[tuple[int, int, list[int]]]:
    """Start and end of each word and sign, with the rows of its pieces."""
    starts, ends = tags.offsets[:, 0], tags.offsets[:, 1]
    for match in _WORD.finditer(text):
        start, end = match.span()
        first, last = np.searchsorted(starts, [start, end])
        rows = [row for row in range(first, last) if starts[row] < ends[row]]
        if rows:
            yield start, end, rows


def rows_of(tags: Tags, start: int, end: int) -> Rows:
    """The rows of the pieces that touch a stretch of text."""
    return np.flatnonzero((tags.offsets[:, 1] > start) & (tags.offsets[:, 0] < end))


def trim(text: str, start: int, end: int, *, is_name: bool = True) -> tuple[int, int]:
    """A stretch without the blanks and signs at its ends; the full stop behind an initial or a degree stays."""
    if is_name and _WHOLE_WORD.search(text, start, end):
        end -= 1
    closing = _CLOSING if is_name else _EDGES
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in closing:
        end -= 1
    return start, end
