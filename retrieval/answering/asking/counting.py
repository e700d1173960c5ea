"""Whether a question counts: how often, who or where most, one beside another, in which share. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.facts import Capacity
from data.store import Part
from retrieval.answering.asking.cues import asked_capacity, find_cues
from retrieval.answering.asking.query import Counting, Kind, Way
from retrieval.facts.kinds import KindMention
from retrieval.facts.phrases import cue_pattern
from retrieval.language.dates import Period
from retrieval.language.offices import OfficeMention
from retrieval.language.regions import RegionMention, find_regions
from retrieval.language.tables import read_words

ATTENDED = (Part.PRESENT, Part.OPENED, Part.CLOSED, Part.LED, Part.SPOKE, Part.ACCOMPANIED)
"""Parts of whoever was there."""

MISSED = (Part.ABSENT, Part.REPRESENTED)
_ATTENDING = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER})
_CUES = "counting_cues"
_ROLES = ("times", "most", "compared", "more", "rate", "represented", "stood_in", "absent", "amount")
_REGENCY = 4
_SURELY = 6
"""Strength of a cue that asks for words: "apa kata bupati agar lebih banyak warga hadir" counts nothing."""

_DIGITS = {"provinsi": 2, "propinsi": 2, "prov": 2, "kecamatan": 7, "kec": 7, "distrik": 7}
"""Digits of the code of a region whose level has this name; of others those of a regency or city."""


def find_counting(
    formal: str, *, mentions: Sequence[KindMention], offices: Sequence[OfficeMention], periods: Sequence[Period]
) -> Counting | None:
    """What a formal question counts beyond the meetings of a list; None where it counts nothing such."""
    named = [office for office in offices if not office.group]
    parts = _find_parts(formal) or (ATTENDED if _has(formal, "diligent") else ())
    if any(cue.kind is Kind.STATEMENT and cue.strength >= _SURELY for cue in find_cues(formal)):
        return None
    levels, places = _find_levels(formal), find_places(formal)
    several = max(len(named), len(places), len(periods)) > 1
    is_beside = several or bool(parts and not named and _has(formal, "apart"))
    # "Berapa persen anggota dewan yang hadir di paripurna" asks of one meeting.
    is_somebody = _has(formal, "diligent") or not mentions or any(not _is_member(formal, office) for office in named)
    if _has(formal, "rate") and parts and is_somebody:
        way = Way.RATE
    elif (_has(formal, "compared") or _has(formal, "more")) and is_beside and (parts or mentions):
        way = Way.COMPARED
    elif _has(formal, "most") and (mentions or parts) and (levels or (parts and _asks_who(formal))):
        way = Way.MOST
    elif _has(formal, "times") and parts:
        way = Way.TIMES
    else:
        return None
    said = [match.span() for match in cue_pattern(_CUES, *_ROLES).finditer(formal)]
    said += [(one.start, one.end) for one in (*named, *(places if way is Way.COMPARED else ()))]
    digits = _count_digits(formal, levels) if way is Way.MOST else 0
    return Counting(way, () if digits else parts, digits, (*said, *levels))


def split_sides(formal: str) -> list[tuple[int, int]]:
    """The stretches of a question between the words that set things side by side."""
    marks = [(0, 0), *(match.span() for match in cue_pattern(_CUES, "apart").finditer(formal)), (len(formal),) * 2]
    return [(end, start) for (_, end), (start, _) in pairwise(marks) if end < start]


def find_places(formal: str) -> list[RegionMention]:
    """The regions that a question names, and those set beside them: there a doubtful name is none by itself."""
    whole = find_regions(formal)
    parts = [
        replace(mention, start=mention.start + start, end=mention.end + start)
        for start, end in split_sides(formal)
        for mention in find_regions(formal[start:end])
    ]
    beside = [one for one in parts if not any(one.start < other.end and other.start < one.end for other in whole)]
    return sorted([*whole, *beside], key=lambda mention: mention.start)


def _has(formal: str, role: str) -> bool:
    return bool(cue_pattern(_CUES, role).search(formal))


def _find_parts(formal: str) -> tuple[Part, ...]:
    """What those did who are counted; () where the question names nothing that people do at meetings."""
    words = formal.casefold().split()
    if _has(formal, "absent"):
        return MISSED
    if _has(formal, "represented"):
        return (Part.REPRESENTED,)
    if stands_in := cue_pattern(_CUES, "stood_in").search(formal):
        # "How many times was the regent represented": English has no other form for it.
        is_passive = cue_pattern(_CUES, "passive").search(formal, 0, stands_in.start())
        return (Part.REPRESENTED if is_passive else Part.STOOD_IN,)
    if capacity := asked_capacity(words):
        return (Part(capacity.value),) if capacity is not Capacity.PRESENT else ATTENDED
    return ATTENDED if any(cue.kind in _ATTENDING for cue in find_cues(formal)) else ()


def _count_digits(formal: str, levels: Sequence[tuple[int, int]]) -> int:
    """The digits of the regions asked for: "kabupaten mana", "daerah apa"; 0 where no regions are."""
    words = [formal[start:end].casefold() for start, end in levels]
    return _DIGITS.get(words[0], _REGENCY) if words else 0


def _find_levels(formal: str) -> list[tuple[int, int]]:
    """Where a question names the level of the regions that it asks for."""
    words = list(re.finditer(r"\S+", formal))
    asked = (one for one, mark in pairwise(words) if mark.group().casefold() in {"mana", "apa"})
    return [one.span() for one in asked if one.group().casefold() in read_words("region_levels")]


def _asks_who(formal: str) -> bool:
    words = formal.casefold().split()
    return not {"siapa", "mana", "pejabat", "tokoh", "orang"}.isdisjoint(words)


def _is_member(formal: str, office: OfficeMention) -> bool:
    return bool(cue_pattern(_CUES, "members").match(formal, office.start))
