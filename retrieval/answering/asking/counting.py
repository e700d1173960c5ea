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
_DIGITS = {"provinsi": 2, "propinsi": 2, "prov": 2, "kecamatan": 7, "kec": 7, "distrik": 7}
"""Digits of the code of a region whose level has this name; of others those of a regency or city."""


def find_counting(
    formal: str, *, mentions: Sequence[KindMention], offices: Sequence[OfficeMention], periods: Sequence[Period]
) -> Counting | None:
    """What a formal question counts beyond the meetings of a list; None where it counts nothing such."""
    parts, named = _find_parts(formal), [office for office in offices if not office.group]
    one = [office for office in named if not _has(formal[office.start : office.end], "members")]
    spans = tuple(match.span() for match in cue_pattern(_CUES, *_ROLES).finditer(formal))
    spans += tuple((office.start, office.end) for office in named) + tuple(_find_levels(formal))
    digits = _find_digits(formal)
    way = None
    if _has(formal, "rate") and (_has(formal, "diligent") or (parts and (one or not mentions))):
        way, digits = Way.RATE, 0
    elif (_has(formal, "compared") or _has(formal, "more")) and _has_sides(formal, named, periods, parts):
        spans += tuple((mention.start, mention.end) for mention in find_places(formal))
        way, digits = (Way.COMPARED if parts or mentions else None), 0
    elif _has(formal, "most") and (digits or (_asks_who(formal) and (parts or _has(formal, "diligent")))):
        way = Way.MOST if parts or mentions or not digits else None
        parts = () if digits else parts
    elif _has(formal, "times") and parts and set(parts) <= {*MISSED, Part.STOOD_IN}:
        way, digits = Way.TIMES, 0
    if way and not (parts or digits) and (way is not Way.COMPARED or _has(formal, "diligent")):
        parts = ATTENDED
    return Counting(way, parts, digits, spans) if way else None


def split_sides(formal: str) -> list[tuple[int, int]]:
    """The stretches of a question between the words that set things side by side."""
    marks = [(0, 0), *(match.span() for match in cue_pattern(_CUES, "apart").finditer(formal)), (len(formal),) * 2]
    return [(end, start) for (_, end), (start, _) in pairwise(marks) if end < start]


def find_places(formal: str) -> list[RegionMention]:
    """The regions that a question sets side by side: what stands beside a sure name need not be one by itself."""
    return [
        replace(mention, start=mention.start + start, end=mention.end + start)
        for start, end in split_sides(formal)
        for mention in find_regions(formal[start:end])
    ]


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


def _find_digits(formal: str) -> int:
    """The digits of the regions asked for: "kabupaten mana", "daerah apa"; 0 where no regions are."""
    levels = [formal[start:end].casefold() for start, end in _find_levels(formal)]
    return _DIGITS.get(levels[0], _REGENCY) if levels else 0


def _find_levels(formal: str) -> list[tuple[int, int]]:
    """Where a question names the level of the regions that it asks for."""
    words = list(re.finditer(r"\S+", formal))
    asked = (one for one, mark in pairwise(words) if mark.group().casefold() in {"mana", "apa"})
    return [one.span() for one in asked if one.group().casefold() in read_words("region_levels")]


def _asks_who(formal: str) -> bool:
    words = formal.casefold().split()
    return not {"siapa", "mana", "pejabat", "tokoh", "orang"}.isdisjoint(words)


def _has_sides(formal: str, offices: Sequence[OfficeMention], periods: Sequence[Period], parts: Sequence[Part]) -> bool:
    """Whether a question names what to compare: two offices, regions or periods; or names, which a word parts."""
    several = max(len(offices), len(find_places(formal)), len(periods)) > 1
    return several or bool(parts and not offices and cue_pattern(_CUES, "apart").search(formal))
