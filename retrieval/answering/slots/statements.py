"""What somebody said, to the letter: of the speaker asked for, and on the topic asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from data.facts import Fact
from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.speakers import find_words
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.people import is_same_speaker, say_speaker
from retrieval.answering.slots.result import Result, add_meeting
from retrieval.language.text import meet

_LONGEST = 620


def answer_statement(query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> Result | None:
    """What the speaker asked for said on the topic asked for, to the letter; None where nothing of theirs was read."""
    said = find_words(query, candidate)
    return say_statements(candidate, sorted(said, key=lambda fact: -_score(fact, ranked))) if said else None


def _score(fact: Fact, ranked: Sequence[Ranked]) -> float:
    """The score of the best sentence that a statement has a part of."""
    return max((one.score for one in ranked if meet(one.sentence.span, fact)), default=float("-inf"))


def say_statements(candidate: Candidate, said: Sequence[Fact]) -> Result:
    """As many statements of the first one's speaker as are pleasant to read, in the order of the article."""
    own = [fact for fact in said if is_same_speaker(said[0], fact)]
    ends = list(accumulate(len(fact.value) for fact in own))
    chosen = sorted(own[: max(1, bisect_right(ends, _LONGEST))], key=lambda fact: fact.start)
    quotes = [wording.shorten(fact.value, _LONGEST) for fact in chosen]
    evidence = tuple(quote(candidate.article, fact.start, fact.end) for fact in chosen)
    return Result(add_meeting(wording.said(say_speaker(chosen[0]), quotes), candidate), evidence)
