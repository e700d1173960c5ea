"""Of those whom an article says took part, the ones that the selector's reading marks as the answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answers.holders import holds
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.requirements import LIKELY
from retrieval.answering.evidence.selector import Word
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.people import group_people, say_person
from retrieval.answering.slots.result import Result, describe, result
from retrieval.language.text import fold

KINDS = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER})
"""What is answered by naming those who took part."""

_BESIDE = 0.5
"""The share of the likeliest one's chance from which others who are named are told."""


def answer_named(query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> Result | None:
    """Those of them whose name or office is likely to be of the answer; None where nobody's is.

    Of the offices asked for only the holders.
    """
    words = [word for one in ranked for word in one.words]
    asked = query.asked_offices
    read = candidate.facts(FactKind.ATTENDANCE)
    facts = [fact for fact in read if not asked or any(holds(fact, office) for office in asked)]
    likely = [_likely(fact, words) for fact in facts]
    least = max(LIKELY, _BESIDE * max(likely, default=0.0))
    named = [fact for fact, chance in zip(facts, likely, strict=True) if chance >= least]
    if not named:
        return None
    people = list(dict.fromkeys(say_person(group) for group in group_people(named)))
    return result(f"{wording.holder(people)}\n{describe(candidate)}", candidate, named)


def leaves_out(told: Result, best: Ranked) -> bool:
    """Whether a likely word of the best sentence, one with a capital, is not told of them."""
    said = set(fold(told.text).split())
    likely = [best.written(word) for word in best.words if word.chance >= LIKELY]
    return any(not word.islower() and not said.issuperset(fold(word).split()) for word in likely)


def _likely(fact: Fact, words: Sequence[Word]) -> float:
    """How likely the likeliest word of the mention is of the answer."""
    if fact.value_start is None or fact.value_end is None:
        return 0.0
    start, end = fact.value_start, fact.value_end
    return max((word.chance for word in words if word.start < end and start < word.end), default=0.0)
