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
from retrieval.language.text import fold, meet

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
    is_list = kind is Kind.ATTENDEES
    room = (_LONGEST_LIST if is_list else _LONGEST) - len(told.text)
    is_proof = any(meet(item, best.sentence.span) for item in told.evidence)
    if room < _SHORTEST or not is_proof or (is_list and not _names_others(told, best.sentence)):
        return told
    proof = _cut(told, best, candidate, longest=room)
    if not _says_more(told, proof, candidate.article.text, best.sentence.span.end):
        return told
    if is_list:
        text = f"{told.text}\n{wording.proof(proof.quote)}"
        return replace(told, text=text, evidence=(*told.evidence, proof))
    return replace(told, proof=proof)


def _cut(told: Result, best: Ranked, candidate: Candidate, *, longest: int) -> Evidence:
    """The part of a sentence that has what was read."""
    article, item = candidate.article, told.evidence[0]
    at = article.text.find(item.value, item.start, item.end)
    words = [*best.words, *([Word(at, at + len(item.value), _SURELY)] if at >= 0 else [])]
    part = trim(article.text, best.sentence.span, words, longest=longest)
    return quote(article, part.start, part.end)


def _says_more(told: Result, proof: Evidence, text: str, end: int) -> bool:
    """Whether a part of a sentence that ends at `end` is whole, and more than what is told."""
    is_torn = proof.end < end and text[proof.end] not in ",;:"
    is_short = len(proof.quote) < len(told.evidence[0].value) + _MORE
    return not (is_torn or is_short or fold(proof.quote) in fold(told.text))


def _names_others(told: Result, sentence: Sentence) -> bool:
    """Whether a sentence names a person or an office that a list lacks."""
    listed = fold(told.text)
    begin = sentence.span.start
    names = [person.name.split()[-1] for person in sentence.people]
    names += [sentence.text[office.start - begin : office.end - begin] for office in sentence.offices]
    return any(fold(name) not in listed for name in names)
