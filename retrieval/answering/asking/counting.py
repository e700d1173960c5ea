"""Whether a question counts: how often, who or where most, one beside another, in which share. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from data.store import Part
from retrieval.answering.asking.cues import asked_capacity
from retrieval.answering.asking.parsed import Parsed, Span, spans
from retrieval.answering.asking.query import Counting, Kind, Way
from retrieval.facts.phrases import cue_pattern
from retrieval.language.offices import OfficeMention
from retrieval.language.regions import RegionMention, find_regions
from retrieval.language.tables import read_words

ATTENDED = (Part.PRESENT, Part.OPENED, Part.CLOSED, Part.LED, Part.SPOKE, Part.ACCOMPANIED)
"""Parts of whoever was there."""

MISSED = (Part.ABSENT, Part.REPRESENTED)
_ATTENDING = frozenset({Kind.ATTENDEES, Kind.OPENER_OR_LEADER})
_CUES = "counting_cues"
_ASKING = ("rate", "compared", "more", "most", "times")
_PARTS = {"absent": MISSED, "represented": (Part.REPRESENTED,), "stood_in": (Part.STOOD_IN,)}
_SURELY = 6
"""Strength of a cue that asks for words: "apa kata bupati agar lebih banyak warga hadir" counts nothing."""

_REGENCY = 4
_DIGITS = {"provinsi": 2, "propinsi": 2, "prov": 2, "kecamatan": 7, "kec": 7, "distrik": 7}
"""Digits of the code of a region whose level has this name; of others those of a regency or city."""


def find_counting(parsed: Parsed) -> Counting | None:
    """What a question counts beyond the meetings of a list; None where it counts nothing such."""
    formal = parsed.formal
    is_said = any(cue.kind is Kind.STATEMENT and cue.strength >= _SURELY for cue in parsed.cues)
    if is_said or not _says(formal, *_ASKING):
        return None
    named = [office for office in parsed.offices if not office.group]
    parts, levels, places = _find_parts(parsed), _find_levels(formal), find_places(formal)
    is_met = parts or parsed.kinds
    several = max(len(named), len(places), len(parsed.periods)) > 1
    is_beside = several or (parts and not named and _says(formal, "apart"))
    ways = {
        Way.RATE: parts and _says(formal, "rate") and _is_of_somebody(parsed, named),
        Way.COMPARED: is_met and is_beside and _says(formal, "compared", "more"),
        Way.MOST: is_met and (levels or (parts and _asks_who(parsed))) and _says(formal, "most"),
        Way.TIMES: parts and _says(formal, "times"),
    }
    way = next((way for way, is_asked in ways.items() if is_asked), None)
    if way is None:
        return None
    said = [match.span() for match in cue_pattern(_CUES, *_ASKING, *_PARTS, "amount").finditer(formal)]
    beside, asked = (places if way is Way.COMPARED else ()), (levels if way is Way.MOST else ())
    digits = next((_DIGITS.get(formal[slice(*span)].casefold(), _REGENCY) for span in asked), 0)
    return Counting(way, () if digits else parts, digits, (*said, *spans(named), *spans(beside), *levels))


def split_sides(formal: str) -> list[Span]:
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


def _says(formal: str, *roles: str) -> bool:
    return bool(cue_pattern(_CUES, *roles).search(formal))


def _find_parts(parsed: Parsed) -> tuple[Part, ...]:
    """What those did who are counted; () where the question names nothing that people do at meetings."""
    told = next((parts for role, parts in _PARTS.items() if _says(parsed.formal, role)), ())
    if told == _PARTS["stood_in"] and _says(parsed.formal, "passive"):  # "was the regent represented" in our words
        told = _PARTS["represented"]
    capacity = asked_capacity(parsed.words)
    attends = any(cue.kind in _ATTENDING for cue in parsed.cues) or _says(parsed.formal, "diligent")
    return told or ((Part(capacity.value),) if capacity else ATTENDED if attends else ())


def _find_levels(formal: str) -> list[Span]:
    """Where a question names the level of the regions that it asks for: "kabupaten mana", "daerah apa"."""
    words = list(re.finditer(r"\S+", formal))
    asked = (one for one, mark in pairwise(words) if mark.group().casefold() in {"mana", "apa"})
    return [one.span() for one in asked if one.group().casefold() in read_words("region_levels")]


def _asks_who(parsed: Parsed) -> bool:
    return not {"siapa", "mana", "pejabat", "tokoh", "orang"}.isdisjoint(parsed.words)


def _is_of_somebody(parsed: Parsed, named: list[OfficeMention]) -> bool:
    """ "Berapa persen anggota dewan yang hadir di paripurna" asks of one meeting."""
    members = cue_pattern(_CUES, "members")
    of_others = any(not members.match(parsed.formal, office.start) for office in named)
    return of_others or not parsed.kinds or _says(parsed.formal, "diligent")
