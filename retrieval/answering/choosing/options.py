"""The answers that an article offers to one thing asked: facts that were read of it, and sentences of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.answering.answers.holders import names_office
from retrieval.answering.asking.asked import asks_theme
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.requirements import may_answer
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.attendance import answer_attendees, answer_opener, answer_representing
from retrieval.answering.slots.details import DETAILS
from retrieval.answering.slots.named import KINDS, answer_held, answer_named
from retrieval.answering.slots.overview import answer_overview, leads_in
from retrieval.answering.slots.proven import with_sentence
from retrieval.answering.slots.result import Result
from retrieval.answering.slots.sentences import answer_sentences
from retrieval.answering.slots.statements import answer_statement

SLOTS: dict[Kind, Callable[[Query, Candidate], Result | None]] = {
    **DETAILS,
    Kind.ATTENDEES: answer_attendees,
    Kind.OPENER_OR_LEADER: answer_opener,
    Kind.REPRESENTING: answer_representing,
}
_TOLD_BY_OPENING = frozenset({Kind.PURPOSE, Kind.TOPIC})
"""Kinds that an article's own sentences answer where no such fact was read of it."""
_ONLY_ABLE = frozenset({Kind.WHEN, Kind.OPENER_OR_LEADER, Kind.REPRESENTING, Kind.ORGANISER})
"""Kinds that no sentence answers without a date, or without a word for what was done and the name."""


_OF_SPEAKER = ("speaker", "speaker_by_name", "words_of_speaker", "turn")
"""Measures of a sentence being of the holder of an office asked for, or naming the office."""


def needs_able(kind: Kind, query: Query) -> bool:
    """Whether no sentence answers but one that has a name by its office, a theme in its own words and the like."""
    if kind is Kind.ATTENDEES:
        return bool(query.asked_offices or query.capacity)
    if kind is Kind.STATEMENT:
        return bool(query.asked_offices)
    return kind in _ONLY_ABLE or (kind is Kind.TOPIC and asks_theme(query))


class Source(StrEnum):
    """What an answer is made of."""

    FACT = "fact"
    NAMED = "named"
    HELD = "held"
    STATEMENT = "statement"
    OVERVIEW = "overview"
    ABLE = "able"
    SENTENCES = "sentences"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that may be told; ABLE: the best sentences that have what such an answer cannot be without."""

    source: Source
    result: Result


def find_options(kind: Kind, query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> list[Option]:
    """What the candidate's article offers; `ranked`: its sentences, the best first."""
    able = [one for one in ranked if may_answer(kind, query, one) and _suits(kind, query, one)]
    any_of = () if needs_able(kind, query) else ranked
    offered = (
        (Source.FACT, _read(kind, query, candidate, ranked)),
        (Source.NAMED, answer_named(candidate, ranked, query=query) if kind in KINDS and (able or any_of) else None),
        (Source.HELD, answer_held(candidate, ranked, query=query) if kind is Kind.ATTENDEES else None),
        (Source.STATEMENT, answer_statement(query, candidate, ranked) if kind is Kind.STATEMENT else None),
        (Source.OVERVIEW, _overview(kind, query, candidate) if _concerns(ranked) else None),
        (Source.ABLE, answer_sentences(query, candidate, able)),
        (Source.SENTENCES, answer_sentences(query, candidate, any_of)),
    )
    return [Option(source, result) for source, result in offered if result]


def _read(kind: Kind, query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> Result | None:
    """What was read, with the best sentence where it says just that."""
    told = SLOTS[kind](query, candidate) if kind in SLOTS else None
    if told is None or not ranked or (kind is Kind.ATTENDEES and _names_all_asked(query, told)):
        return told
    return with_sentence(kind, told, ranked[0], candidate)


def _names_all_asked(query: Query, told: Result) -> bool:
    """Whether offices are asked for, each of whose holders is named: then nobody else needs to be."""
    given = " ".join(f"{item.role or ''}, {item.value};" for item in told.evidence)
    return bool(query.asked_offices) and all(names_office(given, office) for office in query.asked_offices)


def _suits(kind: Kind, query: Query, one: Ranked) -> bool:
    """Whether a sentence is of the speaker whose words are asked for."""
    return kind is not Kind.STATEMENT or not query.asked_offices or _is_of_speaker(one)


def _is_of_speaker(one: Ranked) -> bool:
    return any(one.measures[name] > 0 for name in _OF_SPEAKER)


def _concerns(ranked: Sequence[Ranked]) -> bool:
    """Whether some sentence has anything of what is asked besides the meeting, or nothing is."""
    shares = [one.measures["particular"] for one in ranked]
    return not all(share == 0 for share in shares)


def _overview(kind: Kind, query: Query, candidate: Candidate) -> Result | None:
    """What the article writes of the meeting; a theme is only told where its sentences lead one in."""
    if kind not in _TOLD_BY_OPENING:
        return None
    in_own_words = kind is Kind.TOPIC and asks_theme(query)
    return answer_overview(kind, candidate) if not in_own_words or leads_in(kind, candidate) else None
