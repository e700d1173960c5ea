"""From chances of pieces to stretches of text, word by word: a word is of one kind, whatever its pieces say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.reading.tagging.labels import HEADS, OFFICE
from retrieval.reading.tagging.tagger import Chances, Tags

_WORD = re.compile(r"\w+(?:(?:['’/]|(?<![a-z]{3})\.)\w+)*(?:(?<![a-z]{3})\.)?|[^\w\s]")
_EDGES = ' ,.;:-–\n"“”('
_CLOSING = ' ,;:-–\n"“”('
_WHOLE_WORD = re.compile(r"(?<=\s)[A-Z][a-z]{3,}\.\Z")

_LISTED = re.compile(r"(?:\s*,\s*\w+)?(?:\s*,|\s+(?:dan|and|&))(?:\s+(?:dan|and|&))?\s+", re.I)

NAMES = frozenset({"NAME", "PERSON"})

Rows = NDArray[np.int64]
Word = tuple[int, int, list[int]]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A stretch of text of one kind, and how likely its pieces are of it, on average."""

    start: int
    end: int
    kind: str
    chance: float


def find_spans(
    text: str,
    tags: Tags,
    head: str,
    *,
    least: float,
    beside: float = 1.0,
    likely: NDArray[np.floating] | None = None,
) -> list[TaggedSpan]:
    """The stretches of a begin-and-go-on head whose words are of a kind with at least this chance, or with the chance
    `beside` next to one that is; a line ends each. `likely` is how likely each word is of each kind, (words, kinds),
    where that is not for the head alone to say."""
    kinds = [name.removeprefix("B-") for name in HEADS[head] if name.startswith("B-")]
    chances = tags.chances[head]
    begin, go_on = chances[:, 1::2], chances[:, 2::2]
    words = read_words_of(text, tags)
    told = np.array([(begin + go_on)[rows].mean(axis=0) for _, _, rows in words]).reshape(-1, len(kinds))
    of_kind = told if likely is None else likely
    spans: list[tuple[int, int, int, list[int]]] = []
    open_kind = -1
    for at, kind in enumerate(_choose(text, words, of_kind, least, beside)):
        start, end, rows = words[at]
        goes_on = kind >= 0 and go_on[rows[0], kind] >= begin[rows[0], kind]
        is_same = kind == open_kind or (kinds[kind] == OFFICE and _is_listed(text, spans, start, kind))
        if goes_on and is_same and "\n" not in text[spans[-1][1] : start]:
            spans[-1] = (spans[-1][0], end, kind, [*spans[-1][3], at])
        elif kind >= 0:
            spans.append((start, end, kind, [at]))
        open_kind = kind
    means = [_mean(tags.chances[head], words, inside, kind, likely) for _, _, kind, inside in spans]
    trimmed = [
        TaggedSpan(*trim(text, start, end, is_name=kinds[kind] in NAMES), kinds[kind], mean)
        for (start, end, kind, _), mean in zip(spans, means, strict=True)
    ]
    return [span for span in trimmed if span.start < span.end]


def _is_listed(text: str, spans: Sequence[tuple[int, int, int, list[int]]], start: int, kind: int) -> bool:
    """Whether a word stands in a list with the last span, which is of its kind: "Kepala Balai Hewan, Ikan, dan
    Tumbuhan"."""
    return bool(spans and spans[-1][2] == kind and _LISTED.fullmatch(text, spans[-1][1], start))


def _mean(
    chances: Chances, words: Sequence[Word], inside: Sequence[int], kind: int, likely: NDArray[np.floating] | None
) -> float:
    """How likely some words are of a kind, on average over their pieces."""
    if likely is not None:
        return float(likely[inside, kind].mean())
    rows = [row for at in inside for row in words[at][2]]
    return float((chances[rows, 1 + 2 * kind] + chances[rows, 2 + 2 * kind]).mean())


def _choose(text: str, words: Sequence[Word], of_kind: NDArray[np.floating], least: float, beside: float) -> list[int]:
    """The kind of each word, by its number; -1 of none."""
    chosen = [int(row.argmax()) if row.max() >= least else -1 for row in of_kind]
    for order in (range(1, len(words)), range(len(words) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            near = chosen[at + step]
            if (
                chosen[at] < 0 <= near
                and of_kind[at][near] >= beside
                and _is_next(text, words[min(at, at + step)], words[max(at, at + step)])
            ):
                chosen[at] = near
    return chosen


def _is_next(text: str, one: Word, other: Word) -> bool:
    """Whether nothing but a blank parts two words, none of them a sign."""
    return not text[one[1] : other[0]].strip(" ") and text[one[0]].isalnum() and text[other[0]].isalnum()


def read_words_of(text: str, tags: Tags) -> list[Word]:
    """The words and signs of a text that have pieces, in order."""
    return list(_words(text, tags))


def _words(text: str, tags: Tags) -> Iterator[Word]:
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
