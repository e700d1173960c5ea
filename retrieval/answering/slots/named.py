"""Of those whom an article says took part, the ones that the selector's reading marks as the answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import FactKind
from data.wording import answers as wording
from retrieval.answering.answers.holders import holds
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.requirements import LIKELY
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.people import say_people
from retrieval.answering.slots.result import Result, add_meeting, result
from retrieval.language.text import Span, fold

KINDS = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER})
"""What is answered by naming those who took part."""

_BESIDE = 0.5
"""The share of the likeliest one's chance from which others who are named are told."""


def answer_named(query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> Result | None:
    """Those of them whose name or office is likely to be of the answer; None where nobody's is.

    Of the offices asked for only the holders.
    """
    facts = candidate.facts(FactKind.ATTENDANCE)
    if query.asked_offices:
        facts = [fact for fact in facts if any(holds(fact, office) for office in query.asked_offices)]
    mentions = [Span(fact.value_start or fact.start, fact.value_end or fact.end) for fact in facts]
    likely = [max((one.likeliest(mention) for one in ranked), default=0.0) for mention in mentions]
    least = max(LIKELY, _BESIDE * max(likely, default=0.0))
    named = [fact for fact, chance in zip(facts, likely, strict=True) if chance >= least]
    return result(add_meeting(wording.holder(say_people(named)), candidate), candidate, named) if named else None


def leaves_out(told: Result, best: Ranked) -> bool:
    """Whether a likely word of the best sentence, one with a capital, is not told of them."""
    said = set(fold(told.text).split())
    likely = [best.written(word) for word in best.words if word.chance >= LIKELY]
    return any(not word.islower() and not said.issuperset(fold(word).split()) for word in likely)
