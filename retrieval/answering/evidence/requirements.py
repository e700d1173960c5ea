"""What a sentence has to have if it is to answer a kind of question: a name, a day, a number. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.answering.asking.asked import asks_end
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.evidence.signs import has_day, has_number
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.people import find_people
from retrieval.language.stems import analyse
from retrieval.language.tables import read_words
from retrieval.language.text import Span

LIKELY = 0.4
"""The chance from which a word is taken to be of the answer."""

_NAMING = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER, Kind.REPRESENTING})
# Characters between an office, with a unit that no table knows, and the name of its holder.
_NEAR_OFFICE = 60
_CLAUSE = re.compile(r"[.;:]|\b(?:dan|serta|yang|bersama|didampingi)\b")
_HOUR = re.compile(r"\b(?:jam|pukul) \d|\b\d{1,2}[.:][0-5]\d\b", re.IGNORECASE)


def may_answer(kind: Kind, query: Query, one: Ranked) -> bool:
    """Whether some likely word of a sentence is what an answer of this kind cannot be without."""
    sentence = one.sentence
    if kind is Kind.ATTENDEES and query.asked_offices:
        return names_holder(query, sentence)
    if kind in _NAMING:
        return any(has_likely(one, span) for span in _names(sentence))
    if kind is Kind.WHEN:
        return has_likely(one, sentence.span) and _tells_when(query, sentence.text)
    return has_likely(one, sentence.span) and (not query.is_quantity or has_number(sentence.text))


def _tells_when(query: Query, text: str) -> bool:
    """A day or an hour; of the end only where the text speaks of one."""
    ends = not asks_end(query) or not read_words("end_words").isdisjoint(analyse(text))
    return ends and (has_day(text) or bool(_HOUR.search(text)))


def has_likely(one: Ranked, span: Span) -> bool:
    """Whether some word within a span is likely to be of the answer."""
    return any(word.chance >= LIKELY for word in one.words if word.start < span.end and span.start < word.end)


def _names(sentence: Sentence) -> Iterator[Span]:
    yield from (Span(person.start, person.end) for person in sentence.people)
    yield from (Span(office.start, office.end) for office in sentence.offices)


def names_holder(query: Query, sentence: Sentence) -> bool:
    """Whether an office asked for has a name: right after it and its unit, or right before it with a comma between."""
    text = sentence.text
    offices, people = find_offices(text), find_people(text)
    asked = [m for m in offices if any(offices_match(office, m) for office in query.asked_offices)]
    others = [m for m in offices if m not in asked]
    taken = {person.start for person in people for m in others if _is_next(text, m.end, person.start)}
    return any(
        _is_next(text, office.end, person.start)
        or (person.start not in taken and text[person.end : office.start].strip() == ",")
        for office in asked
        for person in people
    )


def _is_next(text: str, end: int, start: int) -> bool:
    """Whether a name that begins at `start` belongs to the office that ends at `end`."""
    gap = text[end:start]
    clear = "," not in gap.rstrip(" ,") and not find_offices(gap) and not _CLAUSE.search(gap)
    return 0 <= start - end <= _NEAR_OFFICE and clear
