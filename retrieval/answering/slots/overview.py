"""What a meeting was about, or for, as the article tells it where no theme or purpose was read: its own sentences."""

from __future__ import annotations

from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.signs import sign
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, describe
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
    shown = _choose(text, [trim(text, first, (), longest=_LONGEST_SHOWN), *_telling(kind, text, first)])
    evidence = tuple(quote(candidate.article, span.start, span.end) for span in shown)
    lines = [wording.article_writes([item.quote for item in evidence]), describe(candidate)]
    told = "\n".join(lines)
    return Result(told if len(told) <= _LONGEST else lines[0], evidence, is_read=False)


def leads_in(kind: Kind, candidate: Candidate) -> bool:
    """Whether the sentence that reports the meeting, or one near the beginning, leads its subject or aim in."""
    text, first = candidate.article.text, opening(candidate)
    near = [first, *split_sentences(text)[: _FIRST[kind]]] if first else []
    return any(sign(_SIGNS[kind]).search(text, span.start, span.end) for span in near)


def _telling(kind: Kind, text: str, first: Span) -> list[Span]:
    """The other sentences near the beginning, those with a word that leads a subject or an aim in before the rest."""
    others = [span for span in split_sentences(text)[: _FIRST[kind]] if span != first]
    return sorted(others, key=lambda span: not sign(_SIGNS[kind]).search(text, span.start, span.end))


def _choose(text: str, spans: list[Span]) -> list[Span]:
    """The first of the sentences that fit in, each once, in the order of the text."""
    chosen, room = spans[:1], _LONGEST_SHOWN - (spans[0].end - spans[0].start)
    for span in spans[1:]:
        room -= span.end - span.start
        if room < 0:
            break
        chosen.append(span)
    return sorted(chosen, key=lambda span: span.start)
