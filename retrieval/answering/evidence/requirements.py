"""What a sentence has to have if it is to answer a kind of question: a date, a place, a name by its office. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from data.facts import Capacity
from retrieval.answering.asking.asked import asks_end
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.asking import counted
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.evidence.signs import asks_money, has_date, has_day, has_list, has_number, sign
from retrieval.answering.ranking.presence import concept_presence
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.people import find_people
from retrieval.language.regions import find_regions, region
from retrieval.language.stems import analyse
from retrieval.language.tables import read_words

# Characters between an office, with a unit that no table knows, and the name of its holder.
_NEAR_OFFICE = 60
_CLAUSE = re.compile(r"[.;:]|\b(?:dan|serta|yang|bersama|didampingi)\b")
_STOP = re.compile(r"[;:]")
_ASKS_HOUR = re.compile(r"\b(?:jam|pukul)\b", re.IGNORECASE)
_HOUR = re.compile(r"\b(?:jam|pukul) \d|(?<![\d./:-])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d/-])", re.IGNORECASE)
_MONTH = re.compile(r"\bbulan\b", re.IGNORECASE)
_MONTH_NUMBER = re.compile(r"\bbulan \d", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_NAMED_PLACE = re.compile(r"\b(?:di|ke) [A-Z]")


def may_answer(kind: Kind, query: Query, sentence: Sentence) -> bool:
    """Whether a sentence has what an answer of this kind cannot be without."""
    return _REQUIREMENTS[kind](query, sentence) if kind in _REQUIREMENTS else True


def has_count(query: Query, sentence: Sentence) -> bool:
    """Whether a sentence has a number of what "berapa" counts, or any in figures; money where that is asked for."""
    counts = counted(query)
    named = not counts or any(concept_presence(concept, sentence.words) > 0 for concept in counts)
    beside = named or bool(_FIGURE.search(sentence.text))
    paid = not asks_money(query) or bool(sign("money").search(sentence.text))
    return has_number(sentence.text) and beside and paid


def _tells_when(query: Query, sentence: Sentence) -> bool:
    if _ASKS_HOUR.search(query.formal):
        ends = not asks_end(query) or not read_words("end_words").isdisjoint(analyse(sentence.text))
        return ends and bool(_HOUR.search(sentence.text))
    if _MONTH.search(query.formal) and _MONTH_NUMBER.search(sentence.text):
        return True
    return has_date(sentence.text) if "tahun" in query.formal.casefold().split() else has_day(sentence.text)


def _tells_where(query: Query, sentence: Sentence) -> bool:
    several = "saja" in query.formal.casefold().split() and has_list(sentence.text)
    return several or bool(sign("place").search(sentence.text)) or _names_place(sentence.text)


def _names_place(text: str) -> bool:
    """Whether something is "di" or "ke" a place smaller than a regency, which tells too little."""
    wide = [(m.start, m.end) for m in find_regions(text) if any(_is_wide(code) for code in m.codes)]
    found = (match.end() - 1 for match in _NAMED_PLACE.finditer(text))
    return any(not any(start <= at < end for start, end in wide) for at in found)


def _is_wide(code: str) -> bool:
    place = region(code)
    return place is not None and place.level != "district"


def _tells_who_opened(_: Query, sentence: Sentence) -> bool:
    return bool(sign("opener").search(sentence.text)) and bool(sentence.people or sentence.offices)


def _tells_who_stood_in(query: Query, sentence: Sentence) -> bool:
    return names_deputy(query, sentence) if query.asked_offices else bool(sign("deputy").search(sentence.text))


def _tells_who_was_there(query: Query, sentence: Sentence) -> bool:
    if query.asked_offices:
        return names_holder(query, sentence)
    if query.capacity is Capacity.SPOKE:
        return bool(sign("speaker").search(sentence.text)) and bool(sentence.people)
    if query.capacity is Capacity.ACCOMPANIED:
        return bool(sign("company").search(sentence.text)) and bool(sentence.people)
    groups = [concept for concept in query.asked_groups if concept.text not in read_words("group_words")]
    forms = [form for concept in groups for form in concept.forms]
    return not forms or any(sentence.words.all.issuperset(form) for form in forms)


def _shows(name: str) -> Callable[[Query, Sentence], bool]:
    return lambda _, sentence: bool(sign(name).search(sentence.text))


_REQUIREMENTS: dict[Kind, Callable[[Query, Sentence], bool]] = {
    Kind.WHEN: _tells_when,
    Kind.WHERE: _tells_where,
    Kind.OPENER_OR_LEADER: _tells_who_opened,
    Kind.REPRESENTING: _tells_who_stood_in,
    Kind.ATTENDEES: _tells_who_was_there,
    Kind.TOPIC: _shows("theme"),
    Kind.PURPOSE: _shows("purpose"),
    Kind.ORGANISER: _shows("organiser"),
}


def names_deputy(query: Query, sentence: Sentence) -> bool:
    """Whether office, standing in and a name follow each other: "Bupati diwakili Budi", "Budi mewakili Bupati"."""
    text = sentence.text
    offices = [(m.start, m.end) for m in find_offices(text) if any(offices_match(o, m) for o in query.asked_offices)]
    people = [(person.start, person.end) for person in find_people(text)]
    acts = [match.span() for match in sign("deputy").finditer(text)]
    return any(
        (_leads_to(text, office, act) and _touches(text, act, person))
        or (_leads_to(text, person, act) and _touches(text, act, office))
        or (_touches(text, act, office) and _touches(text, office, person))
        for office in offices
        for act in acts
        for person in people
    )


def _leads_to(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a span stands before another, with a name, degrees or "yang dalam hal ini" between them at most."""
    gap = text[one[1] : other[0]]
    return one[1] <= other[0] and len(gap) <= _NEAR_OFFICE and not _STOP.search(gap) and not find_offices(gap)


def _touches(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a span stands before another, with no clause and no other item of a list between them."""
    gap = text[one[1] : other[0]]
    near = one[1] <= other[0] and len(gap) <= _NEAR_OFFICE
    return near and not _STOP.search(gap) and "," not in gap.rstrip(" ,")


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
