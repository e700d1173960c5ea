"""A read fact together with the sentence that says it. Pure."""

from __future__ import annotations

from dataclasses import replace

from data.wording import answers as wording
from retrieval.answering.answer import Evidence, quote
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.selector import Word
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result
from retrieval.answering.slots.sentences import trim
from retrieval.language.text import Span, fold

_LONGEST, _LONGEST_LIST = 340, 1400
"""Characters of an answer with its sentence; of one that lists people."""

_SHORTEST = 80
"""Characters of room below which the part of a sentence says too little."""

_SURELY = 100.0
"""What was read weighs more than all likely words of a sentence: the part that has it is shown."""

_MORE = 30
"""Characters that a sentence has beyond what was read, to be worth showing."""


def with_sentence(kind: Kind, told: Result, best: Ranked, candidate: Candidate) -> Result:
    """A fact with the sentence it stands on, where there is room and it says more; else as it is.

    A list of people needs no sentence that names nobody else; one that does completes it.
    """
    sentence = best.sentence
    if not any(_meets(item, sentence.span) for item in told.evidence):
        return told
    if kind is Kind.ATTENDEES and not _names_others(told, sentence):
        return told
    room = (_LONGEST_LIST if kind is Kind.ATTENDEES else _LONGEST) - len(told.text)
    text = candidate.article.text
    words = [*best.words, *_as_word(text, told.evidence[0])]
    part = trim(text, sentence.span, words, longest=room) if room >= _SHORTEST else sentence.span
    shown = text[part.start : part.end]
    is_short = len(shown) < len(told.evidence[0].value) + _MORE
    is_torn = part.end < sentence.span.end and text[part.end] not in ",;:"
    if room < _SHORTEST or is_short or is_torn or fold(shown) in fold(told.text):
        return told
    proof = quote(candidate.article, part.start, part.end)
    if kind is Kind.ATTENDEES:
        return replace(told, text=f"{told.text}\n{wording.proof(shown)}", evidence=(*told.evidence, proof))
    return replace(told, proof=proof)


def _meets(item: Evidence, span: Span) -> bool:
    return item.start < span.end and span.start < item.end


def _names_others(told: Result, sentence: Sentence) -> bool:
    """Whether a sentence names a person or an office that a list lacks."""
    listed = fold(told.text)
    names = (person.name.split()[-1] for person in sentence.people)
    offices = (
        sentence.text[one.start - sentence.span.start : one.end - sentence.span.start] for one in sentence.offices
    )
    return any(fold(name) not in listed for name in (*names, *offices))


def _as_word(text: str, item: Evidence) -> list[Word]:
    """What was read, as surely of the answer, where it stands to the letter."""
    at = text.find(item.value, item.start, item.end)
    return [Word(at, at + len(item.value), _SURELY)] if at >= 0 else []
