"""Sentences that a degree's full stop, a line break or a list tore apart, made whole for reading who took part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.facts.cast import Cast
from retrieval.language.text import Span

_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-•*–])\s*\S")


def mend_sentences(cast: Cast, sentences: Sequence[Span]) -> list[Span]:
    """The sentences with those joined that go on: "Kadis Budi, SH. | MH dengan Siti", "Budi | dan Siti datang", and the
    items of a list with what stands before its colon."""
    whole: list[Span] = []
    for sentence in sentences:
        if whole and (_goes_on(cast, whole[-1], sentence) or _is_item(cast.words.text, whole[-1], sentence)):
            whole[-1] = Span(whole[-1].start, sentence.end)
        else:
            whole.append(sentence)
    return whole


def _is_item(text: str, one: Span, other: Span) -> bool:
    """Whether an item of a list on a line of its own follows the words before its colon, or another item."""
    before = text[one.start : one.end].rstrip()
    opens = before.endswith(":") or (":" in before and bool(_ITEM.match(before.rsplit("\n", 1)[-1])))
    return opens and "\n" in text[one.end : other.start] and bool(_ITEM.match(text, other.start))


def _goes_on(cast: Cast, one: Span, other: Span) -> bool:
    """Whether a person's name and degrees lie on both sides, or a line ends with a person and "dan" follows."""
    text, first = cast.words.text, cast.first_at(other.start)
    last = cast.elements[first - 1] if first else None
    if last is None or last.person is None:
        return False
    gap = text[one.end : other.start]
    if "\n" not in gap:
        return last.end > other.start
    return gap.count("\n") == 1 and text[one.end - 1].isalpha() and text[other.start].islower()
