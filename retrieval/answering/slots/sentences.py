"""The sentences of an article that answer a question, to the letter, or None where none surely does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.requirements import LIKELY
from retrieval.answering.evidence.selector import Word
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, add_meeting
from retrieval.language.text import Span, split_sentences

_CUT = re.compile(r"[,;:]\s+")
_LONGEST_FREE = 345
_LONGEST = {Kind.STATEMENT: 760, Kind.ATTENDEES: 1200, Kind.PURPOSE: 640, Kind.TOPIC: 560, Kind.PASSAGE: 500}
"""Characters of all sentences shown for one question; they are cut to fit."""
_LONGEST_EACH = 200
"""The same where several things are asked."""
_SHORTEST = 80
"""Characters of room below which the part of a sentence says too little."""
_MOST_SENTENCES = 5
_BESIDE = 0.6
"""The share of the likeliest word's chance that a sentence's likeliest needs, for it to be shown beside the best."""
# Characters that the line about the meeting takes.
_ROOM = 200


def answer_sentences(query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> Result | None:
    """The sentences that answer best, in the order of the article; None without any."""
    if not ranked:
        return None
    text, longest = candidate.article.text, _longest(query)
    parts = _fit(text, _choose(ranked), longest=longest)
    evidence = tuple(quote(candidate.article, part.start, part.end) for part in parts)
    told = "\n".join(wording.shorten(item.quote, longest) for item in evidence)
    has_room = longest > _LONGEST_FREE and sum(len(item.quote) for item in evidence) < longest - _ROOM
    return Result(add_meeting(told, candidate) if has_room else told, evidence, is_read=False)


def _longest(query: Query) -> int:
    """Of several things asked at once each has little room."""
    return _LONGEST_EACH if len(query.wanted) > 1 else _LONGEST.get(query.kind, _LONGEST_FREE)


def _choose(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best sentence, and those with words that are likely of the answer, the likeliest first."""
    best, *others = ranked
    least = max(LIKELY, _BESIDE * max(one.likeliest() for one in ranked))
    likely = [one for one in others if one.likeliest() >= least]
    return [best, *sorted(likely, key=lambda one: -one.likeliest())][:_MOST_SENTENCES]


def _fit(text: str, chosen: Sequence[Ranked], *, longest: int) -> list[Span]:
    """As many of the sentences as there is room for, the last ones cut, in the order of the article."""
    parts: list[Span] = []
    for one in chosen:
        if longest >= _SHORTEST:
            parts.append(trim(text, one.sentence.span, one.words, longest=longest))
            longest -= parts[-1].end - parts[-1].start
    return sorted(parts, key=lambda part: part.start)


def opening(candidate: Candidate) -> Span | None:
    """The sentence that reports the meeting, or the article's first: what is said where nothing particular is asked."""
    start = candidate.meeting.start if candidate.meeting else 0
    return next((span for span in split_sentences(candidate.article.text) if span.end > start), None)


def trim(text: str, span: Span, words: Sequence[Word], *, longest: int) -> Span:
    """The part of a sentence too long to show, between commas or semicolons, that has most of the answer's words."""
    if span.end - span.start <= longest:
        return span
    starts = [span.start, *(cut.end() for cut in _CUT.finditer(text, span.start, span.end))]
    windows = [Span(start, _last_cut(starts, span.end, start, longest=longest)) for start in starts]
    best = max(windows, key=lambda part: (_mass(words, part), -part.start))
    return Span(best.start, best.start + len(text[best.start : best.end].rstrip(" ,;:")))


def _mass(words: Sequence[Word], part: Span) -> float:
    return sum(word.chance for word in words if part.start <= word.start and word.end <= part.end)


def _last_cut(starts: Sequence[int], end: int, start: int, *, longest: int) -> int:
    return max((cut for cut in (*starts, end) if start < cut <= start + longest), default=min(start + longest, end))
