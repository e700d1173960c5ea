"""Misspelt region names in questions."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from retrieval.language.regions.gazetteer import names
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import fold

SHORTEST_NAME = 5
"""Letters: a shorter name, or typing, has too many neighbours one slip away."""

LONG_NAME = 8
"""Letters from which on a wrong letter, or two lost or doubled ones, are forgiven."""

_STUCK = ("di", "ke", "se", "dari", "kab", "kota", "prov", "pemkab", "pemkot", "bupati", "polres", "dprd")


@cache
def _short_forms() -> frozenset[tuple[str, ...]]:
    return frozenset(words for words, name in names().items() if name.regions and len(words) == 1)


@cache
def _spellings() -> list[str]:
    """The words that may be meant: official names, and parts of them or short forms ("kalteng") with a letter more."""
    official = {tuple(fold(row["name"]).split()) for row in read_table("regions") if row["level"] != "district"}
    unfit = read_words("region_generic_words") | read_words("stopwords")
    telling = {word for words in official | _short_forms() for word in words} - unfit
    return sorted(word for word in telling if word.isalpha() and len(word) >= SHORTEST_NAME + ((word,) not in official))


@cache
def _known() -> frozenset[str]:
    in_names = frozenset(word for words, name in names().items() if name.regions for word in words)
    return in_names | read_words("stopwords") | read_words("region_lookalikes")


@lru_cache(maxsize=4096)
def correct_region(word: str) -> str | None:
    """The region name, or word of one, that a typing error hides ("wonsobo" -> "wonosobo"), else None.

    One letter lost, doubled or swapped; from eight letters on also a wrong one, or two lost or doubled. The first
    letter counts as right unless it was swapped. A preposition or "kab" stuck to a name is taken off. Ordinary words
    that look like a region's name (`region_lookalikes.tsv`) stay what they are.
    """
    typed = fold(word)
    if len(typed) < SHORTEST_NAME or typed in _known():
        return None
    rests = (typed.removeprefix(stuck) for stuck in _STUCK if typed.startswith(stuck))
    return next(filter(_is_plain, rests), None) or _find_nearest(typed)


def _is_plain(word: str) -> bool:
    return (word,) in _short_forms() and not names()[word,].needs


def _find_nearest(typed: str) -> str | None:
    # A wrong letter costs two: another letter in a short name is mostly another word.
    found = process.extract(typed, _spellings(), scorer=Indel.distance, score_cutoff=2, limit=20)
    near = sorted((cost, name) for name, cost, _ in found if _is_slip(typed, name, cost=int(cost)))
    least = [name for cost, name in near if cost == near[0][0]]
    return least[0] if len(least) == 1 else None


def _is_slip(typed: str, name: str, *, cost: int) -> bool:
    is_long = min(len(name), len(typed) + 1) >= LONG_NAME
    is_swap = OSA.distance(typed, name) == 1 and sorted(typed) == sorted(name)
    return is_swap or (cost <= 1 + is_long and name[0] == typed[0])
