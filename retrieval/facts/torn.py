"""Sentences that a degree's full stop or a line break tore apart, made whole for reading who took part."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.facts.cast import Cast
from retrieval.language.text import Span


def mend_sentences(cast: Cast, sentences: Sequence[Span]) -> list[Span]:
    """The sentences with those joined that go on: "Kadis Budi, SH. | MH dengan Siti", "Budi | dan Siti datang"."""
    whole: list[Span] = []
    for sentence in sentences:
        if whole and _goes_on(cast, whole[-1], sentence):
            whole[-1] = Span(whole[-1].start, sentence.end)
        else:
            whole.append(sentence)
    return whole


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
