"""What articles say of people and offices at meetings, as tallies: rows that SQL counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from data.facts import Capacity, Fact, FactKind, Reading
from data.store import Part, Store, Tally
from retrieval.language.names import fold_name
from retrieval.language.offices import find_offices_held
from retrieval.language.regions import find_regions
from retrieval.people.candidates import NATIONAL, office_width, regions_around

TALLYING_VERSION = "1"

_LONGEST_OFFICE, _LONGEST_UNIT, _LONGEST_NAME = 100, 300, 200
_Held = tuple[str, str, str]
"""An office, its unit, and its region's code as far as the words say it."""


def tally_articles(store: Store, readings: Mapping[str, Reading]) -> None:
    """Keep the tallies of articles that were read, in one transaction."""
    tallies = [tally for reading in readings.values() for tally in find_tallies(reading)]
    store.tallies.put(tallies, article_ids=readings, version=TALLYING_VERSION)


def find_tallies(reading: Reading) -> list[Tally]:
    """Each way in which each attendance of a reading may be counted, once for every office that it names."""
    found = (
        Tally(reading.article_id, number, part, fact.meeting or 0, *held, folded)
        for number, fact in enumerate(reading.facts)
        if fact.kind is FactKind.ATTENDANCE and fact.capacity
        for part, text, folded in _parts(fact, fact.capacity)
        for held in _offices(text, reading, fact)
    )
    keyed = {(tally.fact, tally.part, tally.office, tally.unit): tally for tally in found}
    return list(keyed.values())


def _parts(fact: Fact, capacity: Capacity) -> Iterator[tuple[Part, str, str]]:
    """What somebody did, the words for who did it, and the folded name; what is so said of whom they stood in for."""
    said, folded = f"{fact.role or ''}, {fact.value}", fold_name(fact.person or "")[:_LONGEST_NAME]
    yield Part(capacity.value), said, folded
    # Of "Kapolres atau yang mewakili" nobody knows who came.
    if fact.represents and fact.represents != fact.value:
        yield Part.STOOD_IN, said, folded
        yield Part.STOOD_IN_FOR, fact.represents, folded
        yield Part.REPRESENTED, fact.represents, ""


def _offices(text: str, reading: Reading, fact: Fact) -> Sequence[_Held]:
    around = regions_around(fact, reading)
    return [(office, unit, _place(codes, around, office)) for office, unit, codes in _read_offices(text)]


@lru_cache(maxsize=4096)
def _read_offices(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The offices that a text names the holders of, and the codes that its regions may have; one without office."""
    codes = tuple(code for mention in find_regions(text) for code in mention.codes)
    offices = [one for one in find_offices_held(text) if not one.group]
    named = [(one.office[:_LONGEST_OFFICE], (one.unit or "")[:_LONGEST_UNIT], codes) for one in offices]
    return named or [("", "", codes)]


def _place(written: Sequence[str], around: Sequence[str], office: str) -> str:
    """The region of an office: as written, the likeliest where a name is of several; else its meeting's, its article's.

    A district is kept whole, so that the head of one is not that of another.
    """
    width = office_width(office)
    if not width:
        return NATIONAL
    enough = [code for code in written if len(code) >= width] or list(written)
    near = [code[:width] for code in around]
    likely = [code for code in enough if code[:width] in near]
    return next(iter([*likely, *enough, *sorted(near, key=len, reverse=True)]), "")
