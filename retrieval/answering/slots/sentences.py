"""The sentences of an article that answer a free question, to the letter, or None where none is near enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.candidates import Candidate
from retrieval.answering.fit import Words, concept_presence, concept_weights
from retrieval.answering.query import Concept, Query
from retrieval.answering.slots.attendance import names_office
from retrieval.answering.slots.result import Result, describe
from retrieval.language.stems import analyse, stem
from retrieval.language.tables import read_words
from retrieval.language.text import Span, split_sentences

_CUT = re.compile(r"[,;:]\s+")
_NUMBER = re.compile(r"\d")
# Years and dates are numbers that answer no "berapa".
_DATE = re.compile(
    r"\(?\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\)?|\b(?:19|20)\d\d\b|\b\d{1,2} (?=[A-Z][a-z]+ (?:19|20)\d\d)"
)
_LONGEST_FREE, _LONGEST_STATEMENT = 330, 620
_MOST_STATEMENTS = 6
# Of two sentences that say the same, the shorter one is the better answer.
_PER_CHARACTER = 0.0003


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word statistics of the archive: stem -> number of chunks with it, and how many chunks there are."""

    frequency: Callable[[str], int]
    chunks: int


def _stems_of(text: str) -> Words:
    words = frozenset(stem(word) for word in analyse(text))
    return Words(words, words)


def _weigh(concepts: Sequence[Concept], lexicon: Lexicon) -> list[tuple[Concept, float]]:
    weights = concept_weights(concepts, lexicon.frequency, chunks=lexicon.chunks)
    return list(zip(concepts, weights, strict=True))


def detail_concepts(query: Query, candidate: Candidate) -> list[Concept]:
    """The concepts that do not merely name the meeting: what is asked about it."""
    theme = candidate.meeting.theme or "" if candidate.meeting else ""
    name = _stems_of(f"{candidate.name} {candidate.article.title} {theme}")
    return [c for c in query.concepts if not c.is_kind and not concept_presence(c, name)]


def _overlap(text: str, weighed: Sequence[tuple[Concept, float]]) -> float:
    total = sum(weight for _, weight in weighed)
    words = _stems_of(text)
    return sum(weight * concept_presence(concept, words) for concept, weight in weighed) / total if total else 0.0


def answer_passage(query: Query, candidate: Candidate, *, lexicon: Lexicon, min_detail: float) -> Result | None:
    """The one or two sentences that say most of what is asked; a question for a number needs a number in them."""
    text = candidate.article.text
    details = _weigh(detail_concepts(query, candidate), lexicon)
    everything = _weigh([concept for concept in query.concepts if not concept.is_kind], lexicon)
    best: tuple[float, Span] | None = None
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        if query.is_quantity and not _has_number(sentence):
            continue
        score = 2 * _overlap(sentence, details) + _overlap(sentence, everything) - len(sentence) * _PER_CHARACTER
        if best is None or score > best[0]:
            best = (score, span)
    if best is None or (details and _overlap(text[best[1].start : best[1].end], details) < min_detail):
        return None
    span = _trim(text, best[1], everything)
    shown = wording.shorten(text[span.start : span.end], _LONGEST_FREE)
    return Result(shown, (quote(candidate.article, span.start, span.end),))


def _has_number(sentence: str) -> bool:
    return bool(_NUMBER.search(_DATE.sub(" ", sentence))) or not read_words("number_words").isdisjoint(
        analyse(sentence)
    )


def _trim(text: str, span: Span, weighed: Sequence[tuple[Concept, float]]) -> Span:
    """The part of a sentence too long to show, between commas or semicolons, that says most of what is asked."""
    if span.end - span.start <= _LONGEST_FREE:
        return span
    cuts = [
        span.start,
        *(m.end() for m in re.finditer(r"[,;:]\s+", text[span.start : span.end])),
        span.end - span.start,
    ]
    starts = [span.start, *(span.start + cut for cut in cuts[1:-1])]
    windows = [Span(start, min(span.end, _last_cut(starts, span.end, start))) for start in starts]
    return max(windows, key=lambda window: (_overlap(text[window.start : window.end], weighed), -window.start))


def _last_cut(starts: Sequence[int], end: int, start: int) -> int:
    return max((cut for cut in (*starts, end) if start < cut <= start + _LONGEST_FREE), default=start + _LONGEST_FREE)


def answer_statement(query: Query, candidate: Candidate, *, lexicon: Lexicon, min_detail: float) -> Result | None:
    """What the speaker asked for said on the topic asked for, to the letter; falls back to the free sentences.

    Where a speaker is asked for and the article has no words of theirs, nothing is said.
    """
    facts = candidate.facts(FactKind.STATEMENT)
    named = [fact for fact in facts if _speaks(query, fact)]
    if query.asked_offices and not named:
        return None
    if not named:
        return answer_passage(query, candidate, lexicon=lexicon, min_detail=min_detail)
    names = _stems_of(" ".join(fact.person or "" for fact in named))
    topic = [c for c in detail_concepts(query, candidate) if not concept_presence(c, names)]
    chosen = _choose(named, _weigh(topic, lexicon))
    speaker = _speaker(chosen[0])
    quotes = [wording.shorten(fact.value, _LONGEST_STATEMENT) for fact in chosen]
    evidence = tuple(quote(candidate.article, fact.start, fact.end) for fact in chosen)
    return Result(f"{wording.said(speaker, quotes)}\n{describe(candidate)}", evidence)


def _speaks(query: Query, fact: Fact) -> bool:
    if fact.role and any(names_office(fact.role, office) for office in query.asked_offices):
        return True
    words = {stem(word) for word in analyse(fact.person or "")}
    return any(len(form) == 1 and form[0] in words for concept in query.concepts for form in concept.forms)


def _speaker(fact: Fact) -> str | None:
    parts = [part for part in (fact.role, fact.person) if part]
    return " ".join(parts) or None


def _choose(facts: Sequence[Fact], weighed: Sequence[tuple[Concept, float]]) -> list[Fact]:
    """The statements nearest to the topic, in the order of the text, as many as are pleasant to read."""
    ranked = sorted(facts, key=lambda fact: (-_overlap(fact.value, weighed), fact.start))
    chosen: list[Fact] = []
    length = 0
    for fact in ranked:
        if chosen and (length + len(fact.value) > _LONGEST_STATEMENT or len(chosen) == _MOST_STATEMENTS):
            break
        chosen.append(fact)
        length += len(fact.value)
    return sorted(chosen, key=lambda fact: fact.start)
