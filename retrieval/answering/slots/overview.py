"""What a meeting was about, or for, as the article tells it where no theme or purpose was read: its own sentences."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.signs import sign
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, add_meeting
from retrieval.answering.slots.sentences import opening, trim
from retrieval.language.text import Span, split_sentences

_SIGNS = {Kind.TOPIC: "topic", Kind.PURPOSE: "aim"}
# Characters of an answer: the sentences, and all of it with the line that says which meeting it was.
_LONGEST_SHOWN, _LONGEST = 480, 580
# An article says what its event is about in its first sentences; what it is for, anywhere.
_FIRST = {Kind.TOPIC: 8, Kind.PURPOSE: 400}


def answer_overview(kind: Kind, candidate: Candidate) -> Result | None:
    """The sentence that reports the meeting, with those that lead its subject or aim in, in the order of the text."""
    text, first = candidate.article.text, opening(candidate)
    if first is None:
        return None
    others = [span for span in split_sentences(text)[: _FIRST[kind]] if span != first]
    leading_first = sorted(others, key=lambda span: not _leads_in(kind, text, span))
    shown = _fit([trim(text, first, (), longest=_LONGEST_SHOWN), *leading_first])
    evidence = tuple(quote(candidate.article, span.start, span.end) for span in shown)
    text = wording.article_writes([item.quote for item in evidence])
    return Result(add_meeting(text, candidate, longest=_LONGEST), evidence, is_read=False)


def leads_in(kind: Kind, candidate: Candidate) -> bool:
    """Whether the sentence that reports the meeting, or one near the beginning, leads its subject or aim in."""
    text = candidate.article.text
    near = [opening(candidate), *split_sentences(text)[: _FIRST[kind]]]
    return any(span and _leads_in(kind, text, span) for span in near)


def _leads_in(kind: Kind, text: str, span: Span) -> bool:
    """Whether a sentence has a word that leads a subject or an aim in."""
    return sign(_SIGNS[kind]).search(text, span.start, span.end) is not None


def _fit(spans: list[Span]) -> list[Span]:
    """The first of the sentences, with as many of the next ones as fit in, in the order of the text."""
    ends = list(accumulate(span.end - span.start for span in spans))
    return sorted(spans[: max(1, bisect_right(ends, _LONGEST_SHOWN))], key=lambda span: span.start)
