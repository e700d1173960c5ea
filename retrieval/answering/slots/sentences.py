"""The sentences of an article that answer a question, to the letter, or None where none surely does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.evidence.lexicon import Lexicon, overlap, stems_of, weigh
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, describe
from retrieval.language.text import Span, split_sentences

_CUT = re.compile(r"[,;:]\s+")
_LONGEST_FREE = 345
_LONGEST = {Kind.STATEMENT: 620, Kind.ATTENDEES: 900, Kind.PURPOSE: 450, Kind.TOPIC: 450}
"""Characters of all sentences shown for one question; the first is cut, the others are left out beyond them."""
_MOST_SENTENCES = 3
# Characters that the line about the meeting takes.
_ROOM = 200
# A sentence this much (log-odds) behind the best is no answer beside it.
_NEARLY_AS_GOOD = 3.0


def answer_sentences(
    query: Query, candidate: Candidate, *, lexicon: Lexicon, ranked: Sequence[Ranked]
) -> Result | None:
    """The sentences that answer best, in the order of the article; None without any."""
    return _show(query, candidate, _choose(ranked, longest=_longest(query)), lexicon=lexicon) if ranked else None


def _show(query: Query, candidate: Candidate, chosen: Sequence[Ranked], *, lexicon: Lexicon) -> Result:
    """The sentences, those too long cut, with the meeting where there is room."""
    weighed = weigh([concept for concept in query.concepts if not concept.is_kind], lexicon)
    longest, text = _longest(query), candidate.article.text
    parts = [trim(text, one.sentence.span, weighed, longest=longest) for one in chosen]
    shown = [wording.shorten(text[part.start : part.end], longest) for part in parts]
    evidence = tuple(quote(candidate.article, part.start, part.end) for part in parts)
    lines = [*shown, describe(candidate)] if _has_room(query, shown) else shown
    return Result("\n".join(lines), evidence, is_read=False)


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


def answer_opening(candidate: Candidate) -> Result | None:
    """The sentence that reports the meeting; None where the article is empty."""
    span = opening(candidate)
    return _quote(candidate, span) if span else None


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
