"""The sentences of an article that answer a question, to the letter, or None where none surely does."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.answers.holders import names_office
from retrieval.answering.asking.asked import asks_theme
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.evidence.asking import particular_concepts
from retrieval.answering.evidence.lexicon import Lexicon, Weighed, overlap, stems_of, weigh
from retrieval.answering.evidence.ranking import Ranked, load_weights, rank_sentences
from retrieval.answering.evidence.requirements import has_count, may_answer, names_holder
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.evidence.signs import sign
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.presence import concept_presence
from retrieval.answering.slots.result import Result, describe
from retrieval.language.people import find_people
from retrieval.language.text import Span, split_sentences

_CUT = re.compile(r"[,;:]\s+")
_LONGEST_FREE = 330
_LONGEST = {Kind.STATEMENT: 620, Kind.ATTENDEES: 900, Kind.PURPOSE: 450, Kind.TOPIC: 450}
"""Characters of all sentences shown for one question; the first is cut, the others are left out beyond them."""
_MOST_SENTENCES = 3
# What the selector is sure of: a chance of one half, on its scale of magnitudes.
_SURELY = 0.925
# Kinds that no sentence answers without a date, a place or a word of opening or leading.
_OF_A_FORM = frozenset({Kind.WHEN, Kind.WHERE, Kind.OPENER_OR_LEADER})
# Characters that the line about the meeting takes.
_ROOM = 200
# A sentence this much (log-odds) behind the best is no answer beside it.
_NEARLY_AS_GOOD = 2.0
# The least share of what is particular to a question that a sentence has to have.
_LEAST_PARTICULAR = 0.01
# The least share of the topic that a sentence has to have where a question says no kind, region, time or count.
_LEAST_TOPIC_ALONE = 0.4


def answer_sentences(
    query: Query, candidate: Candidate, *, lexicon: Lexicon, ranked: Sequence[Ranked]
) -> Result | None:
    """The sentences that answer best, in the order of the article; None where the best hardly does."""
    ranked = [one for one in ranked if one.sentence.people or _is_related(one) or _is_surely_selected(one)]
    if not ranked or load_weights().certainty(ranked[0].measures) < load_weights().least:
        return None
    return _show(query, candidate, _choose(ranked, longest=_longest(query)), lexicon=lexicon)


def _show(query: Query, candidate: Candidate, chosen: Sequence[Ranked], *, lexicon: Lexicon) -> Result:
    """The sentences, those too long cut, with the meeting where there is room."""
    weighed = weigh([concept for concept in query.concepts if not concept.is_kind], lexicon)
    longest, text = _longest(query), candidate.article.text
    parts = [trim(text, one.sentence.span, weighed, longest=longest) for one in chosen]
    shown = [wording.shorten(text[part.start : part.end], longest) for part in parts]
    evidence = tuple(quote(candidate.article, part.start, part.end) for part in parts)
    lines = [*shown, describe(candidate)] if _has_room(query, shown) else shown
    return Result("\n".join(lines), evidence, is_read=False)


def answer_selected(query: Query, candidate: Candidate, *, lexicon: Lexicon) -> Result | None:
    """The sentence that the selector is sure of, whatever words it has; None without one.

    Where an office is asked for it has to name its holder; a theme in its own words is no sentence.
    """
    if query.kind is Kind.TOPIC and asks_theme(query):
        return None
    ranked = filter(_is_surely_selected, rank_sentences(query, candidate, lexicon))
    sure = [one for one in ranked if _says_whom(query, one.sentence)]
    return _show(query, candidate, sure[:1], lexicon=lexicon) if sure else None


def _says_whom(query: Query, sentence: Sentence) -> bool:
    if query.kind is Kind.REPRESENTING:
        named = any(names_office(sentence.text, office) for office in query.asked_offices)
        has_name = "nama" not in query.formal.casefold().split() or may_answer(query.kind, query, sentence)
        return bool(sign("deputy").search(sentence.text)) and (named or not query.asked_offices) and has_name
    if query.kind in _OF_A_FORM and not may_answer(query.kind, query, sentence):
        return False
    return not query.asked_offices or names_holder(query, sentence)


def _is_surely_selected(one: Ranked) -> bool:
    return one.measures["selected"] >= _SURELY


def _is_related(one: Ranked) -> bool:
    """Whether a sentence, or half of it the one before, has enough of what is particular to the question."""
    particular, before = one.measures["particular"], one.measures["before"]
    return math.isnan(particular) or max(particular, before / 2) >= _LEAST_PARTICULAR


def _longest(query: Query) -> int:
    several = query.kind is not Kind.ATTENDEES or "saja" in query.formal.casefold().split()
    return _LONGEST.get(query.kind, _LONGEST_FREE) if several else _LONGEST_FREE


def _has_room(query: Query, shown: Sequence[str]) -> bool:
    return query.kind in _LONGEST and sum(map(len, shown)) < _longest(query) - _ROOM


def _choose(ranked: Sequence[Ranked], *, longest: int) -> list[Ranked]:
    """The best sentence and those nearly as good, as many as are pleasant to read, in the order of the article."""
    best, *others = ranked
    chosen, length = [best], len(best.sentence.text)
    for one in others[: _MOST_SENTENCES - 1]:
        if one.score < best.score - _NEARLY_AS_GOOD or length + len(one.sentence.text) > longest:
            break
        chosen.append(one)
        length += len(one.sentence.text)
    return sorted(chosen, key=lambda one: one.sentence.number)


def answer_passage(query: Query, candidate: Candidate, *, lexicon: Lexicon) -> Result | None:
    """The sentences that say what is asked; the one that reports the meeting where nothing particular is."""
    if not particular_concepts(query, candidate) and not query.is_quantity:
        span = opening(candidate)
        return _quote(candidate, span) if span else None
    ranked = rank_sentences(query, candidate, lexicon)
    if query.is_quantity:
        near = [one for one in ranked if has_count(query, one.sentence)]
    elif query.kinds or query.regions or query.periods or query.inherited:
        near = ranked
    else:
        topic = weigh(_topical(query, candidate), lexicon)
        near = [one for one in ranked if not topic or _tells_of(one, ranked, topic) >= _LEAST_TOPIC_ALONE]
    return answer_sentences(query, candidate, lexicon=lexicon, ranked=near)


def _topical(query: Query, candidate: Candidate) -> list[Concept]:
    """What is particular to a question apart from the people it names: "warna favorit" of "warna favorit Budi"."""
    names = stems_of(" ".join(person.name for person in find_people(candidate.article.text)))
    return [concept for concept in particular_concepts(query, candidate) if not concept_presence(concept, names)]


def _tells_of(one: Ranked, ranked: Sequence[Ranked], topic: Weighed) -> float:
    """The share of the topic that a sentence has; what only the one before has counts half."""
    here = overlap(one.sentence.words, topic)
    before = next((o.sentence for o in ranked if o.sentence.number == one.sentence.number - 1), None)
    return max(here, (here + overlap(before.words, topic)) / 2) if before else here


def opening(candidate: Candidate) -> Span | None:
    """The sentence that reports the meeting, or the article's first: what is said where nothing particular is asked."""
    start = candidate.meeting.start if candidate.meeting else 0
    return next((span for span in split_sentences(candidate.article.text) if span.end > start), None)


def _quote(candidate: Candidate, span: Span) -> Result:
    text = candidate.article.text
    part = trim(text, span, (), longest=_LONGEST_FREE)
    shown = wording.shorten(text[part.start : part.end], _LONGEST_FREE)
    return Result(shown, (quote(candidate.article, part.start, part.end),))


def trim(text: str, span: Span, weighed: Sequence[tuple[Concept, float]], *, longest: int) -> Span:
    """The part of a sentence too long to show, between commas or semicolons, that says most of what is asked."""
    if span.end - span.start <= longest:
        return span
    starts = [span.start, *(cut.end() for cut in _CUT.finditer(text, span.start, span.end))]
    windows = [Span(start, _last_cut(starts, span.end, start, longest=longest)) for start in starts]
    best = max(windows, key=lambda part: (overlap(stems_of(text[part.start : part.end]), weighed), -part.start))
    return Span(best.start, best.start + len(text[best.start : best.end].rstrip(" ,;:")))


def _last_cut(starts: Sequence[int], end: int, start: int, *, longest: int) -> int:
    return max((cut for cut in (*starts, end) if start < cut <= start + longest), default=min(start + longest, end))
