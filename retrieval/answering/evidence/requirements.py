"""What a sentence has to have if it is to answer a kind of question: a name, a day, a number. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from data.facts import Capacity
from retrieval.answering.asking.asked import asks_end
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.signs import has_day, has_number, sign
from retrieval.language.offices import OfficeMention, find_offices, offices_match
from retrieval.language.people import PersonMention, find_people
from retrieval.language.stems import analyse, stem, stems
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import Stretch

LIKELY = 0.4
"""The chance from which a word is taken to be of the answer."""

_NAMING = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER, Kind.REPRESENTING})
# Characters between an office, with a unit that no table knows, and the name of its holder.
_NEAR_OFFICE = 60
_CLAUSE = re.compile(r"[.,;:]")
_HOUR = re.compile(r"\b(?:jam|pukul) \d|\b\d{1,2}[.:][0-5]\d\b", re.IGNORECASE)


def may_answer(kind: Kind, query: Query, one: Ranked) -> bool:
    """Whether some likely word of a sentence is what an answer of this kind cannot be without."""
    sentence = one.sentence
    if kind is Kind.ATTENDEES and query.asked_offices:
        return names_holder(query, sentence.text)
    naming: Sequence[Stretch] = (*sentence.people, *sentence.offices)
    spans = naming if kind in _NAMING else (sentence.span,)
    return any(one.likeliest(span) >= LIKELY for span in spans) and _tells(kind, query, sentence.text)


def _tells(kind: Kind, query: Query, text: str) -> bool:
    """Whether a text has a day or an hour where a date is asked for, a number where one is, a word for closing where it
    is asked who closed, and one for standing in where it is asked who did."""
    if kind is Kind.REPRESENTING:
        return bool(sign("deputy").search(text))
    if kind is Kind.OPENER_OR_LEADER and query.capacity is Capacity.CLOSED:
        return not _closing_stems().isdisjoint(stems(text))
    if kind is Kind.WHEN:
        return (has_day(text) or bool(_HOUR.search(text))) and (not asks_end(query) or _tells_end(text))
    return kind in _NAMING or not query.is_quantity or has_number(text)


@cache
def _closing_stems() -> frozenset[str]:
    rows = read_table("predicates")
    return frozenset(stem(row["phrase"].split()[-1]) for row in rows if row["role"] == Capacity.CLOSED)


def _tells_end(text: str) -> bool:
    return not read_words("end_words").isdisjoint(analyse(text))


def names_holder(query: Query, text: str) -> bool:
    """Whether an office asked for has a name: right after it and its unit, or right before it with a comma between."""
    offices = find_offices(text)
    held = (office for person in find_people(text) for office in _offices_of(person, offices, text))
    return any(offices_match(asked, office) for office in held for asked in query.asked_offices)


def _offices_of(person: PersonMention, offices: Sequence[OfficeMention], text: str) -> list[OfficeMention]:
    before = [office for office in offices if _is_next(text, office.end, person.start)]
    return before or [office for office in offices if text[person.end : office.start].strip() == ","]


def _is_next(text: str, end: int, start: int) -> bool:
    """Whether a name that begins at `start` belongs to the office that ends at `end`."""
    gap = text[end:start].rstrip(" ,")
    return 0 <= start - end <= _NEAR_OFFICE and not _CLAUSE.search(gap) and not find_offices(gap)
