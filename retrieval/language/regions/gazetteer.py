"""The regions of Indonesia and every name they go by.

`regions.tsv` holds the statistics office's codes of 2018 with the four Papuan provinces of 2022 and later names
(Toba, Pasangkayu, Kepulauan Tanimbar); a regency that changed its province keeps its code and names the former one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from retrieval.language.tables import read_table, read_words
from retrieval.language.text import fold

SHORTEST_DISTINCT = 9
"""Letters: the name of a district that is longer, of several words and borne by no other, is hardly anything else."""

LEVELS = ("province", "city", "regency", "district")
"""Best reading first where one name is borne by several: "Jambi" the province, "Semarang" the city."""


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency, city or district; `parent` is the code of the region it lies in, None for a province."""

    code: str
    name: str
    level: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Name:
    """What one name can mean, best first, and what must stand around it to be read so.

    `needs`: "" nothing, "capital" a capital letter, "acronym" capitals throughout, "cue" a word such
    as "Bupati" or "di", "announced" one such as "Bupati".
    `is_distinct`: a district's name of several words that is hardly anything else.
    """

    regions: tuple[str, ...]
    districts: tuple[str, ...]
    needs: str
    is_distinct: bool


@cache
def _regions() -> dict[str, Region]:
    rows = read_table("regions")
    return {row["code"]: Region(row["code"], row["name"], row["level"], row["parent"] or None) for row in rows}


@cache
def _parents() -> dict[str, list[str]]:
    """The regions that each region lies in, and lay in before a province was divided."""
    return {row["code"]: list(filter(None, (row["parent"], row["former_parent"]))) for row in read_table("regions")}


def region(code: str) -> Region | None:
    """The region with a statistics-office code ("1504"), or None."""
    return _regions().get(code)


def level_of(code: str) -> str:
    """The level of a known region."""
    return _regions()[code].level


@cache
def parts(code: str = "") -> tuple[Region, ...]:
    """The regencies and cities of a province, also those that lay in it before it was divided; else all provinces."""
    if not code:
        return tuple(place for place in _regions().values() if place.level == "province")
    known = (place for place in _regions().values() if place.level in {"city", "regency"})
    return tuple(place for place in known if is_within(place.code, code))


def is_within(code: str, ancestor: str) -> bool:
    """Whether a region is another one, lies in it, or lay in it before a province was divided."""
    return code == ancestor or any(is_within(parent, ancestor) for parent in _parents().get(code, ()))


@cache
def names() -> dict[tuple[str, ...], Name]:
    """Every name as folded words: official, joined ("batanghari"), short, old, English; capitals of regencies."""
    regions, districts = _collect_names()
    care = {tuple(fold(row["name"]).split()): row["needs"] for row in read_table("region_care")}
    return {
        words: Name(
            tuple(regions.get(words, ())),
            tuple(districts.get(words, ())),
            care.get(words, ""),
            _is_distinct(words, districts.get(words, [])),
        )
        for words in regions.keys() | districts.keys()
    }


@cache
def lengths() -> dict[str, tuple[int, ...]]:
    """How many words the names have that begin with a word, longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for words in names():
        found[words[0]].add(len(words))
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in found.items()}


def _collect_names() -> tuple[dict[tuple[str, ...], list[str]], dict[tuple[str, ...], list[str]]]:
    regions: dict[tuple[str, ...], list[str]] = defaultdict(list)
    districts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for found in _regions().values():
        for spelling in _join(tuple(fold(found.name).split())):
            (districts if found.level == "district" else regions)[spelling].append(found.code)
    for row in read_table("region_aliases"):
        for spelling in _join(tuple(fold(row["alias"]).split())):
            regions[spelling].extend(row["codes"].split(","))
    best_first = {
        words: sorted(dict.fromkeys(codes), key=lambda code: LEVELS.index(_regions()[code].level))
        for words, codes in regions.items()
    }
    return best_first, districts


def _join(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The name, and the name with its first two or all words written as one ("muarasabak barat", "batanghari")."""
    return {words, ("".join(words[:2]), *words[2:]), ("".join(words),)}


def _is_distinct(words: tuple[str, ...], codes: list[str]) -> bool:
    is_telling = not read_words("region_generic_words").issuperset(words)
    return is_telling and min(len(words), 2) > len(codes) > 0 and len("".join(words)) > SHORTEST_DISTINCT
