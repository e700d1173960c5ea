"""Whom others accompany: "Bupati Anu, didampingi Sekda Budi, meninjau" has both there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from data.facts import Capacity, Fact
from retrieval.facts.cues import Place
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.subjects import read_subject

RULE = "attendance.escorted"

_BEFORE = frozenset({"dengan", "yang", "ikut", "turut"})


def read_escorted(place: Place, escorts: Sequence[Entry]) -> list[Entry]:
    """The one before "didampingi", or the subject behind those who accompany: "Didampingi Sekda, Bupati meninjau"."""
    named = [entry for entry in escorts if entry.office or entry.person]
    if place.cue.capacity is not Capacity.ACCOMPANIED or place.cue.side != "after" or not named:
        return []
    cast, start = place.cast, place.sentence.start
    index = place.index
    while index and cast.low(index - 1) in _BEFORE and cast.elements[index - 1].start >= start:
        index -= 1
    if cast.first_at(start) == index:
        whole, _ = read_enumeration(cast, place.after, stop=place.stop, whole=True)
        subject = [entry for entry in whole if entry.start > escorts[-1].end]
        return [entry for entry in subject if _is_one(entry)] if len(subject) == 1 else []
    return [entry for entry in read_subject(cast, index, start=start, linked=True, quoted=True) if _is_one(entry)][-1:]


def _is_one(entry: Entry) -> bool:
    return not entry.absent and bool(entry.person or (entry.office and not entry.office.group))


def without_known(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts without those of an escorted one of whom the article tells more."""
    facts = list(facts)
    told = {who for fact in facts if _tells(fact) for who in (fact.person, fact.role, fact.value) if who}
    for fact in facts:
        if fact.rule != RULE or not told & {fact.person, fact.person or fact.role, fact.value}:
            yield fact


def _tells(fact: Fact) -> bool:
    return fact.rule != RULE and fact.capacity is not Capacity.INVITED
