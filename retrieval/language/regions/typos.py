"""Misspelt region names in questions."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from retrieval.language.regions.gazetteer import Name, names, region
from retrieval.language.tables import read_words
from retrieval.language.text import fold

SHORTEST_NAME = 5
"""Letters: a shorter name, or typing, has too many neighbours one slip away."""

LONG_NAME = 8
"""Letters from which on a wrong letter, or two lost or doubled ones, are forgiven."""

LONG_PART = 6
"""Letters of a part of a name ("jabung") or a short form ("kalteng") that may be meant."""

_WEIGHTS = (1, 1, 2)
"""Costs of a letter too many, lost, wrong: another letter in a short name is mostly another word."""

_STUCK = ("di", "ke", "se", "dari", "kab", "kota", "prov", "pemkab", "pemkot", "bupati", "polres", "dprd")


@cache
def _spellings() -> list[str]:
    """The single words that may be meant: whole names, and the telling words of official names of several."""
    unfit = read_words("region_generic_words") | read_words("stopwords")
    official = {words for words, name in names().items() if _is_official(words, name)}
    whole = {words[0] for words in official if len(words) == 1 and len(words[0]) >= SHORTEST_NAME}
    short_forms = {words[0] for words, name in names().items() if len(words) == 1 and name.regions}
    long_parts = {word for word in short_forms.union(*official) if len(word) >= LONG_PART}
    return sorted(word for word in (whole | long_parts) - unfit if word.isalpha())


def _is_official(words: tuple[str, ...], name: Name) -> bool:
    return any(found is not None and fold(found.name) == " ".join(words) for found in map(region, name.regions))


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
    if len(typed) < SHORTEST_NAME or not typed.isalpha() or typed in _known():
        return None
    for stuck in _STUCK:
        rest = typed.removeprefix(stuck)
        if rest != typed and _is_plain(rest):
            return rest
    return _find_nearest(typed)


def _is_plain(word: str) -> bool:
    name = names().get((word,))
    return len(word) > SHORTEST_NAME and name is not None and bool(name.regions) and not name.needs


def _find_nearest(typed: str) -> str | None:
    found = process.extract(
        typed, _spellings(), scorer=Levenshtein.distance, scorer_kwargs={"weights": _WEIGHTS}, score_cutoff=2, limit=20
    )
    near = [(cost, name) for name, cost, _ in found if _is_slip(typed, name, cost=int(cost))]
    least = min(near, default=(0, ""))[0]
    closest = [name for cost, name in near if cost == least]
    return closest[0] if len(closest) == 1 else None


def _is_slip(typed: str, name: str, *, cost: int) -> bool:
    if cost == 2 and sorted(typed) == sorted(name):
        return _is_swap(typed, name)
    allowed = 2 if len(name) >= LONG_NAME and len(typed) >= LONG_NAME - 1 else 1
    return cost <= allowed and name[0] == typed[0]


def _is_swap(typed: str, name: str) -> bool:
    differing = [place for place, (left, right) in enumerate(zip(typed, name, strict=True)) if left != right]
    return len(differing) == 2 and differing[1] - differing[0] == 1
