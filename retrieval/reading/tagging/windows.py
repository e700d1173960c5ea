"""Cuts an article into windows that the tagger reads: whole sentences, the title before each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tokenizers import Tokenizer

from retrieval.language.text import split_sentences

PROMPT = "passage: "
MOST_PIECES = 500
"""Of the encoder's 512, its two marks aside."""

USUAL_PIECES = 448
"""An article of more is cut in equal parts between sentences."""

TITLE_CHARACTERS = 160
_BEGIN, _END = 0, 2


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of an article with the prompt and the title before them: `ids` as the encoder takes them.

    Pieces `first` to `first + len(offsets)` are the article's own; `offsets` are their characters in its text.
    """

    ids: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]


def cut_windows(tokenizer: Tokenizer, *, title: str, text: str) -> Iterator[Window]:
    """The windows of an article, in order; together they hold each of its pieces once."""
    head = tokenizer.encode(f"{PROMPT}{title[:TITLE_CHARACTERS]}\n", add_special_tokens=False).ids
    encoded = tokenizer.encode(text, add_special_tokens=False)
    room = MOST_PIECES - len(head)
    for start, end in _parts(encoded.offsets, [sentence.start for sentence in split_sentences(text)]):
        for first in range(start, end, room):
            last = min(first + room, end)
            ids = (_BEGIN, *head, *encoded.ids[first:last], _END)
            yield Window(ids, 1 + len(head), tuple(_trim(text, *offset) for offset in encoded.offsets[first:last]))


def _parts(offsets: list[tuple[int, int]], sentences: list[int]) -> Iterator[tuple[int, int]]:
    """Equal parts of the pieces, cut where the nearest sentence begins."""
    number = max(1, -(-len(offsets) // USUAL_PIECES))
    starts = [start for start, _ in offsets]
    allowed = sorted({bisect_left(starts, sentence) for sentence in sentences} | {0})
    cuts = {min(allowed, key=lambda cut: abs(cut - part * len(offsets) / number)) for part in range(number)}
    edges = [*sorted(cuts | {0}), len(offsets)]
    yield from pairwise(edges)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    return start, end
