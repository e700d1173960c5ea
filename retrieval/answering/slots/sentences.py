"""The sentence of an article that answers a free question, to the letter, or None where none is near enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.facts import FactKind
from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.candidates import Candidate
from retrieval.answering.fit import Words, concept_presence, concept_weights
from retrieval.answering.query import Concept, Kind, Query
from retrieval.answering.slots.result import Result, result
from retrieval.language.dates import find_periods
from retrieval.language.people import find_people
from retrieval.language.stems import analyse, stem
from retrieval.language.tables import read_words
from retrieval.language.text import Span, split_sentences

_CUT = re.compile(r"[,;:]\s+")
_NUMBER = re.compile(r"\d")
# Years, dates and the numbers of a list are numbers that answer no "berapa".
_DATE = re.compile(
    r"\(?\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\)?|\b(?:19|20)\d\d\b|\b\d{1,2} (?=[A-Z][a-z]+ (?:19|20)\d\d)|^\d+[.)]"
)
_LONGEST_FREE = 330
# Of two sentences that say the same, the shorter one is the better answer.
_PER_CHARACTER = 0.0003
# Where a number and the thing that is counted stand in one sentence, less of the rest has to.
_COUNTED_IS_THERE = 0.7
# A word in the sentence before counts half: "Kompensasi dibahas. Perusahaan sanggup 250 ribu."
_BEFORE = 0.5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word statistics of the archive: stem -> number of chunks with it, and how many chunks there are."""

    frequency: Callable[[str], int]
    chunks: int


def stems_of(text: str) -> Words:
    """The stems of a text, for comparing it with concepts."""
    words = frozenset(stem(word) for word in analyse(text))
    return Words(words, words)


def weigh(concepts: Sequence[Concept], lexicon: Lexicon) -> list[tuple[Concept, float]]:
    """The concepts with their weights."""
    weights = concept_weights(concepts, lexicon.frequency, chunks=lexicon.chunks)
    return list(zip(concepts, weights, strict=True))


def detail_concepts(query: Query, candidate: Candidate) -> list[Concept]:
    """The concepts that do not merely name the meeting: what is asked about it."""
    theme = candidate.meeting.theme or "" if candidate.meeting else ""
    name = stems_of(f"{candidate.name} {candidate.article.title} {theme}")
    return [c for c in query.concepts if not c.is_kind and not concept_presence(c, name)]


def overlap(words: Words, weighed: Sequence[tuple[Concept, float]], before: Words | None = None) -> float:
    """The share of the weighed concepts that a sentence has, or half of it where only the one before has it."""
    total = sum(weight for _, weight in weighed)
    found = 0.0
    for concept, weight in weighed:
        here = concept_presence(concept, words)
        found += weight * (here or (_BEFORE * concept_presence(concept, before) if before else 0.0))
    return found / total if total else 0.0


def answer_passage(query: Query, candidate: Candidate, *, lexicon: Lexicon, min_detail: float) -> Result | None:
    """The outcome or number asked for where it was read, else the sentence that says most of what is asked."""
    words = set(query.formal.casefold().split())
    if not words.isdisjoint(read_words("outcome_words")):
        outcome = _say_fact(candidate, FactKind.OUTCOME)
        if outcome:
            return outcome
    if query.is_quantity and not words.isdisjoint(read_words("participant_words")):
        number = _say_fact(candidate, FactKind.PARTICIPANTS)
        if number:
            return number
    if not detail_concepts(query, candidate) and not query.is_quantity:
        span = _opening(candidate)
    else:
        span = find_sentence(query, candidate, lexicon=lexicon, min_detail=min_detail)
    return _show(candidate, span, weigh(query.concepts, lexicon)) if span else None


def _opening(candidate: Candidate) -> Span | None:
    """The sentence that reports the meeting, or the article's first: what is said where nothing particular is asked."""
    start = candidate.meeting.start if candidate.meeting else 0
    return next((span for span in split_sentences(candidate.article.text) if span.end > start), None)


def _say_fact(candidate: Candidate, kind: FactKind) -> Result | None:
    facts = candidate.facts(kind)[:1]
    texts = [candidate.article.text[fact.start : fact.end] for fact in facts]
    return result(wording.shorten(texts[0], _LONGEST_FREE), candidate, facts) if facts else None


def answer_dated_detail(query: Query, candidate: Candidate, *, lexicon: Lexicon, min_detail: float) -> Result | None:
    """A sentence with a date of its own that says what the question asks the date of, where that is no meeting."""
    details = detail_concepts(query, candidate)
    if not details or any(concept.is_kind for concept in query.concepts):
        return None
    span = find_sentence(query, candidate, lexicon=lexicon, min_detail=min_detail, needs=_has_date)
    meeting = candidate.meeting
    if span is None or (meeting and span.start <= meeting.start < span.end):
        return None
    return _show(candidate, span, weigh(query.concepts, lexicon))


def answer_group_sentence(query: Query, candidate: Candidate, *, lexicon: Lexicon) -> Result | None:
    """A sentence with a person in it that has the word for those asked about ("siapa moderatornya")."""
    forms = [form for concept in query.asked_groups for form in concept.forms]

    def names_one(sentence: str) -> bool:
        return any(stems_of(sentence).all.issuperset(form) for form in forms) and bool(find_people(sentence))

    span = find_sentence(query, candidate, lexicon=lexicon, min_detail=0.0, needs=names_one) if forms else None
    return _show(candidate, span, weigh(query.asked_groups, lexicon)) if span else None


def find_sentence(
    query: Query,
    candidate: Candidate,
    *,
    lexicon: Lexicon,
    min_detail: float,
    needs: Callable[[str], bool] | None = None,
) -> Span | None:
    """The sentence that has most of the question's details, None where none has `min_detail` of their weight.

    A question for a number needs a number, and the thing that is counted, in the sentence.
    """
    text = candidate.article.text
    details = weigh(detail_concepts(query, candidate), lexicon)
    everything = weigh([concept for concept in query.concepts if not concept.is_kind], lexicon)
    counted = _counted(query)
    best: tuple[float, float, Span] | None = None
    before = None
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        words = stems_of(sentence)
        share = overlap(words, details, before)
        score = 2 * share + overlap(words, everything, before) - len(sentence) * _PER_CHARACTER
        suits = _suits(query, sentence, words, counted) and (needs is None or needs(sentence))
        if suits and (best is None or score > best[0]):
            best = (score, share, span)
        before = words
    least = min_detail * _COUNTED_IS_THERE if counted else min_detail
    return best[2] if best and (not details or best[1] >= least) else None


def _suits(query: Query, sentence: str, words: Words, counted: Concept | None) -> bool:
    if query.kind is Kind.WHEN or not query.is_quantity:
        return True
    return _has_number(sentence) and (counted is None or concept_presence(counted, words) > 0)


def _counted(query: Query) -> Concept | None:
    """What "berapa" counts: the concept right after it, or right before it at the question's end."""
    after = query.formal.casefold().partition("berapa ")[2].removeprefix("orang ")
    before = query.formal.casefold().rpartition(" berapa")[0]
    concepts = [concept for concept in query.concepts if not concept.is_kind]
    following = [concept for concept in concepts if after.startswith(concept.text)]
    preceding = [concept for concept in concepts if not after and before.endswith(concept.text)]
    return next(iter([*following, *preceding]), None)


def _has_number(sentence: str) -> bool:
    in_figures = _NUMBER.search(_DATE.sub(" ", sentence)) is not None
    return in_figures or not read_words("number_words").isdisjoint(analyse(sentence))


def _has_date(sentence: str) -> bool:
    return bool(find_periods(sentence))


def _show(candidate: Candidate, span: Span, weighed: Sequence[tuple[Concept, float]]) -> Result:
    text = candidate.article.text
    part = _trim(text, span, weighed)
    shown = wording.shorten(text[part.start : part.end], _LONGEST_FREE)
    return Result(shown, (quote(candidate.article, part.start, part.end),))


def _trim(text: str, span: Span, weighed: Sequence[tuple[Concept, float]]) -> Span:
    """The part of a sentence too long to show, between commas or semicolons, that says most of what is asked."""
    if span.end - span.start <= _LONGEST_FREE:
        return span
    starts = [span.start, *(cut.end() for cut in _CUT.finditer(text, span.start, span.end))]
    windows = [Span(start, min(span.end, _last_cut(starts, span.end, start))) for start in starts]
    return max(windows, key=lambda part: (overlap(stems_of(text[part.start : part.end]), weighed), -part.start))


def _last_cut(starts: Sequence[int], end: int, start: int) -> int:
    return max((cut for cut in (*starts, end) if start < cut <= start + _LONGEST_FREE), default=start + _LONGEST_FREE)
