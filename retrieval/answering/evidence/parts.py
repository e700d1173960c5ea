"""The parts of sentences that the selector marks as the answer, widened to whole names and offices. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.selector import Word
from retrieval.language.stems import stems
from retrieval.language.tables import read_words
from retrieval.language.text import Span, Stretch, meet

_SURE = 0.6
"""The chance from which words without a capital are told: "tokoh agama" and not every word beside a name."""

_BETWEEN = re.compile(r"[^\w;:!?\n]*")
_WORD_BEFORE = re.compile(r"[^\W\d_][\w’'/-]*\s+$")
_WORD_AFTER = re.compile(r"\s+[^\W\d_][\w’'/-]*")
_APPOSITION = re.compile(r"[\s,:(]*")
_EDGE = " \n,;:.–-“”\"'"


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `start:end` of an article, half-open, and the sentence that they are of."""

    start: int
    end: int
    sentence: Span


def find_parts(text: str, ranked: Sequence[Ranked], *, least: float, told: Sequence[Stretch] = ()) -> list[Part]:
    """Where an article's likely words stand with the names and offices that they belong to, in its order.

    least: the chance that a word needs; told: stretches that are told in another way, and so left out.
    """
    found = (
        Part(*_trim(text, *_widen(text, run, one)), one.sentence.span)
        for one in ranked
        for run in _join(text, [word for word in one.words if word.chance >= least and not _is_told(word, told)])
        if _names(text, run, one)
    )
    return sorted(dict.fromkeys(found), key=lambda part: part.start)


def _is_told(word: Word, told: Sequence[Stretch]) -> bool:
    return any(meet(word, other) for other in told)


def _join(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """Words between which nothing is written, as one."""
    for at, word in enumerate(words):
        if at and _BETWEEN.fullmatch(text, words[at - 1].end, word.start):
            continue
        last = at
        while last + 1 < len(words) and _BETWEEN.fullmatch(text, words[last].end, words[last + 1].start):
            last += 1
        yield Word(word.start, words[last].end, max(one.chance for one in words[at : last + 1]))


def _names(text: str, run: Word, one: Ranked) -> bool:
    """Whether a run names somebody: more than degrees, with a capital that no sentence begins with, or surely of the
    answer."""
    written = text[run.start : run.end]
    forms = {word.strip(_EDGE).replace(".", "").casefold() for word in written.split()}
    if forms <= read_words("degrees", "form"):
        return False
    is_name = any(letter.isupper() for at, letter in enumerate(written, run.start) if at > one.sentence.span.start)
    return bool(stems(written)) and (is_name or run.chance >= _SURE)


def _widen(text: str, run: Stretch, one: Ranked) -> tuple[int, int]:
    """A run with all of the names and offices that it has a part of, the capitalised words beside it, and the office
    right before."""
    mentions: Sequence[Stretch] = (*one.sentence.people, *one.sentence.offices)
    start, end = _cover(run, mentions)
    begin = one.sentence.span.start
    while (
        (before := _WORD_BEFORE.search(text, begin, start)) and before.group()[0].isupper() and before.start() > begin
    ):
        start = before.start()
    while (
        (after := _WORD_AFTER.match(text, end, one.sentence.span.end))
        and after.group().lstrip()[0].isupper()
        and text[end - 1] not in ".,;:"
    ):
        end = after.end()
    start, end = _cover(Span(start, end), mentions)
    offices = (
        office for office in one.sentence.offices if _APPOSITION.fullmatch(text, office.end, max(office.end, start))
    )
    return min((office.start for office in offices if office.end <= start), default=start), end


def _cover(run: Stretch, mentions: Sequence[Stretch]) -> tuple[int, int]:
    own = [run, *(mention for mention in mentions if meet(mention, run))]
    return min(one.start for one in own), max(one.end for one in own)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    written = text[start:end]
    return end - len(written.lstrip(_EDGE)), start + len(written.rstrip(_EDGE))
