"""Whom somebody stood in for, told behind a verb or by whose speech is read out; and what that rules out."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.cast import list_phrases
from retrieval.facts.cues import NEAR, Place
from retrieval.facts.enumeration import read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.subjects import attendance_words
from retrieval.language.offices import OfficeMention, find_offices, offices_match

_TAKING_PART = frozenset({Capacity.PRESENT, Capacity.OPENED, Capacity.CLOSED, Capacity.LED, Capacity.SPOKE})
_OF_A_SPEECH = frozenset({"tertulis", "dari", "resmi"})


def read_stated_principal(place: Place) -> str | None:
    """Whom the subject of a verb stands in for, told after its object: "Budi membuka rapat mewakili Gubernur"."""
    cast = place.cast
    if place.cue.phrase.split()[-1] in attendance_words("speech"):
        author = read_author(place)
        if author or place.cue.phrase.startswith("membacakan"):
            return author
    for index in range(place.after, min(place.after + NEAR, len(cast.elements))):
        if cast.elements[index].start >= place.sentence.end or cast.elements[index].is_named:
            return None
        phrase = cast.find(list_phrases(), index)
        if phrase and phrase[1] == "for":
            entries, _ = read_enumeration(cast, phrase[0], stop=place.sentence.end)
            named = bool(entries) and entries[0].office is not None
            return cast.words.text[entries[0].start : entries[0].end] if named else None
        if is_verb(cast.low(index)):
            return None
    return None


def read_author(place: Place) -> str | None:
    """Whose speech somebody reads out: "sambutan Gubernur Anu yang dibacakan Sekda", "membacakan amanat Menteri"."""
    cast = place.cast
    if place.cue.side == "before":
        at = place.after
        while cast.plain[at : at + 1] and cast.plain[at] in _OF_A_SPEECH:
            at += 1
        if at >= len(cast.elements) or not cast.elements[at].office:
            return None
        named = at + 1 < len(cast.elements) and cast.elements[at + 1].person is not None
        return cast.words.text[cast.elements[at].start : cast.elements[at + named].end]
    end = place.index - (cast.low(place.index - 1) == "yang")
    first = end
    while first and cast.elements[first - 1].is_named and cast.elements[first - 1].start >= place.sentence.start:
        first -= 1
    told = cast.low(first - 1) in _OF_A_SPEECH | attendance_words("speech")
    office = first < end and cast.elements[first].office
    return cast.words.text[cast.elements[first].start : cast.elements[end - 1].end] if told and office else None


def infer_the_absent(text: str, facts: Sequence[Fact]) -> list[Fact]:
    """Those for whom another took part, as absent: "Sekda Anu membuka rapat mewakili Bupati"; unless they came too."""
    found: dict[str, Fact] = {}
    for fact in facts:
        whom = fact.represents or ""
        offices = find_offices(whom) if fact.capacity in _TAKING_PART else []
        at = text.find(whom, fact.start, fact.end)
        alone = len(offices) == 1 and not offices[0].group and not offices[0].start
        if at < 0 or not alone or _is_author(text, at) or _is_told(offices[0], facts):
            continue
        found[whom] = Fact(
            kind=FactKind.ATTENDANCE,
            value=whom,
            start=fact.start,
            end=fact.end,
            rule="attendance.represented",
            value_start=at,
            value_end=at + len(whom),
            role=whom[: offices[0].end],
            capacity=Capacity.ABSENT,
            certain=fact.certain,
        )
    return list(found.values())


def _is_author(text: str, at: int) -> bool:
    """Whether only the speech of whoever is named at `at` was given: that says nothing of being there."""
    before = text[max(0, at - 40) : at].split()
    return bool(before) and before[-1].casefold() in _OF_A_SPEECH | attendance_words("speech")


def _is_told(office: OfficeMention, facts: Sequence[Fact]) -> bool:
    """Whether the holder of an office is said to have been there or to be missing."""
    held = (find_offices(fact.role or fact.value) for fact in facts if fact.capacity is not Capacity.INVITED)
    return any(offices_match(office, other[0]) and offices_match(other[0], office) for other in held if other)


def drop_the_represented(facts: Sequence[Fact]) -> list[Fact]:
    """Without what would have somebody take part whom the article says to have been represented.

    "Bupati dalam sambutannya ..." after "Bupati yang diwakili Sekda" was read out by the Sekda.
    """
    absent = [(fact, find_offices(fact.role or fact.value)) for fact in facts if fact.capacity is Capacity.ABSENT]
    return [fact for fact in facts if not (fact.capacity in _TAKING_PART and _is_represented(fact, absent))]


def _is_represented(fact: Fact, absent: Sequence[tuple[Fact, list[OfficeMention]]]) -> bool:
    if fact.represents:
        return False
    for other, offices in absent:
        if fact.person and other.person:
            if fact.person == other.person:
                return True
            continue
        held = find_offices(fact.role or fact.value)
        if offices and held and offices_match(held[0], offices[0]) and offices_match(offices[0], held[0]):
            return True
    return False
