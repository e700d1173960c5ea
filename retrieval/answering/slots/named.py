"""Those who answer a question by what the selector's reading marks: with what was read of them, or as written. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Evidence, evidence, quote
from retrieval.answering.answers.holders import names_office
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.parts import Part, find_parts
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.people import group_people, say_person
from retrieval.answering.slots.result import Result, add_meeting, describe
from retrieval.language.offices import OfficeMention, find_offices_held
from retrieval.language.text import Span, fold

KINDS = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER})
"""What is answered by naming those who took part."""

_LEAST = 0.3
"""The chance from which a word is told."""

_BESIDE = 0.5
"""The share of the likeliest word's chance from which others are told."""

_LONGEST = 200
"""Characters of one of them."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody as told, where the article first has them, and what that stands on."""

    text: str
    start: int
    evidence: tuple[Evidence, ...]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(fold(self.text).split())


def answer_named(candidate: Candidate, ranked: Sequence[Ranked], *, query: Query) -> Result | None:
    """Those whose name or office is likely to be of the answer and says more than the question; None without any."""
    return _answer(candidate, _find_telling(candidate, ranked, query))


def answer_held(candidate: Candidate, ranked: Sequence[Ranked], *, query: Query) -> Result | None:
    """Those of them who hold an office asked for; None without any."""
    named = _find_telling(candidate, ranked, query) if query.asked_offices else []
    return _answer(candidate, [one for one in named if any(_holds(one, *asked) for asked in query.asked_with_words)])


def _holds(one: _Named, office: OfficeMention, words: str) -> bool:
    """Whether one holds an office, be it of a part of its unit: "anggota DPR", "Anggota Komisi XIII DPR"."""
    has_words = words != "" and frozenset(fold(words).split()) < one.words
    return names_office(one.text, office) or (
        has_words and any(given.office == office.office for given in find_offices_held(one.text))
    )


def _find_telling(candidate: Candidate, ranked: Sequence[Ranked], query: Query) -> list[_Named]:
    asked = frozenset(fold(query.text).split())
    return [one for one in _find_named(candidate, ranked) if not one.words <= asked]


def _find_named(candidate: Candidate, ranked: Sequence[Ranked]) -> list[_Named]:
    least = max(_LEAST, _BESIDE * max((one.likeliest() for one in ranked), default=0.0))
    facts = [fact for fact in candidate.facts(FactKind.ATTENDANCE) if _is_likely(fact, ranked, least)]
    told = [stretch for fact in facts for stretch in _mentions(candidate.article.text, fact)]
    parts = find_parts(candidate.article.text, ranked, least=least, told=told)
    named = [
        *(_read(candidate, group) for group in group_people(facts)),
        *(_written(candidate, part) for part in parts),
    ]
    return _only_once(sorted(named, key=lambda one: one.start))


def _answer(candidate: Candidate, named: Sequence[_Named]) -> Result | None:
    if not named:
        return None
    stands_on = tuple(dict.fromkeys(item for one in named for item in one.evidence))
    return Result(_say([one.text for one in named], candidate), stands_on)


def _say(named: Sequence[str], candidate: Candidate) -> str:
    if len(named) == 1:
        return add_meeting(wording.holder(named), candidate)
    return wording.listing(wording.sought(describe(candidate)), named)


def _is_likely(fact: Fact, ranked: Sequence[Ranked], least: float) -> bool:
    return max((one.likeliest(_mention(fact)) for one in ranked), default=0.0) >= least


def _mention(fact: Fact) -> Span:
    return Span(fact.value_start or fact.start, fact.value_end or fact.end)


def _mentions(text: str, fact: Fact) -> list[Span]:
    """Where an article has the name or group, and the office."""
    at = text.find(fact.role, fact.start, fact.end) if fact.role else -1
    return [_mention(fact), *([Span(at, at + len(fact.role))] if fact.role and at >= 0 else [])]


def _read(candidate: Candidate, facts: Sequence[Fact]) -> _Named:
    stands_on = tuple(evidence(candidate.article, fact) for fact in facts)
    return _Named(say_person(facts), min(_mention(fact).start for fact in facts), stands_on)


def _written(candidate: Candidate, part: Part) -> _Named:
    article, sentence = candidate.article, part.sentence
    value = article.text[part.start : part.end]
    item = replace(quote(article, sentence.start, max(sentence.end, part.end)), value=value)
    return _Named(wording.shorten(value, _LONGEST), part.start, (item,))


def _only_once(named: Sequence[_Named]) -> list[_Named]:
    """Without those all of whose words another one has, or an earlier one with the same."""
    return [
        one
        for at, one in enumerate(named)
        if not any(one.words < other.words for other in named)
        and one.words not in [other.words for other in named[:at]]
    ]
