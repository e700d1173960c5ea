"""Names of people compared: folding, spelling variants, initials, slips of the pen."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from retrieval.language.tables import read_table, read_words
from retrieval.language.text import fold
from retrieval.language.words import fold_word

SHORTEST_CALLED = 4
"""Letters: less of a name calls nobody by it."""

LEAST_BLENDED = 2
"""Letters that a word made of two names has of each."""

SHORTEST_MISSPELT = 5
"""Letters: a shorter name has too many neighbours one slip away."""


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Honorifics and ranks that stand before a name and are no part of it, folded."""
    kept = {row["form"] for row in read_table("honorifics") if row["part_of_name"] == "no"}
    return frozenset(kept) | read_words("ranks", "form")


@lru_cache(maxsize=16_384)
def fold_name(name: str) -> str:
    """A name for comparing: folded, without titles, ranks and what follows a comma ("H. Isah, S.Sos.I" -> "isah")."""
    head = name.partition(",")[0]
    words = fold(" ".join(map(fold_word, re.split(r"\s+|(?<=\w{2}\.)(?=\w)", head)))).split()
    return " ".join([word for word in words if word not in titles()] or words)


_SPELLINGS = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "sy"),
    ("ch", "h"),
    ("kh", "h"),
    ("y", "i"),
    ("v", "f"),
    ("z", "s"),
)


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    return {row["variant"]: row["name"] for row in read_table("name_variants")}


@lru_cache(maxsize=16_384)
def _spell(word: str) -> str:
    """One spelling for the spellings of one name: "Soedarmo" and "Sudarmo", "Muhammad" and "Moh."."""
    word = _variants().get(word, word)
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=16_384)
def spell_name(name: str) -> tuple[str, ...]:
    """The words that tell a name from others, each in its common spelling: without Muhammad and initials."""
    return tuple(
        spelled for word in fold_name(name).split() if len(word) > 1 and (spelled := _spell(word)) != "muhamad"
    )


def same_person(a: str, b: str) -> bool:
    """Whether two names may be one person's: every word of the shorter fits a word of the longer, in order.

    Initials, doubled letters, old spelling, apostrophes, titles, degrees and one slip of the pen do not count; it is
    a question of names alone, so two people of one name are "the same". Names of several words also begin alike,
    "Muhammad" and initials aside: a wife often bears her husband's name after her own ("Sari Budi Santoso").
    """
    shorter, longer = sorted((fold_name(a).split(), fold_name(b).split()), key=len)
    one, other = spell_name(a), spell_name(b)
    if not any(_words_fit(word, candidate) for word in one for candidate in other):
        return False
    begin_alike = len(shorter) == 1 or _words_fit(one[0], other[0])
    rest = iter(longer)
    return begin_alike and all(any(_words_fit(word, candidate) for candidate in rest) for word in shorter)


def is_called(short: str, name: str) -> bool:
    """Whether one word may call somebody of this name: by the beginning or the end of one part ("Rifqi" for
    Rifqinizamy Karsayuda, "Imin" for Muhaimin), or by the beginnings of two ("Zulhas" for Zulkifli Hasan)."""
    called, parts = fold_name(short).split(), fold_name(name).split()
    if len(called) != 1 or called == parts or len(called[0]) < SHORTEST_CALLED:
        return False
    word = called[0]
    return any(part.startswith(word) or part.endswith(word) for part in parts) or any(
        first.startswith(word[:at]) and second.startswith(word[at:])
        for first, second in pairwise(parts)
        for at in range(LEAST_BLENDED, len(word) - LEAST_BLENDED + 1)
    )


def _words_fit(a: str, b: str) -> bool:
    if 1 in {len(a), len(b)}:
        return a[0] == b[0]
    one, other = _spell(a), _spell(b)
    # One letter too many; a replaced letter makes another name (Suharno, Suharto).
    allowed = int(min(len(one), len(other)) >= SHORTEST_MISSPELT)
    return Indel.distance(one, other) <= allowed
