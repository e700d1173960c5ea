"""Names of people compared: folding, spelling variants, initials, slips of the pen."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

from retrieval.language.tables import read_table, read_words
from retrieval.language.text import fold
from retrieval.language.words import fold_word


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Honorifics and ranks that stand before a name and are no part of it, folded."""
    kept = {row["form"] for row in read_table("honorifics") if row["part_of_name"] == "no"}
    return frozenset(kept) | read_words("ranks", "form")


@lru_cache(maxsize=1)
def short_muhammad() -> frozenset[str]:
    """The ways to write Muhammad, short forms included: a full stop may follow them inside a name."""
    return frozenset(row["variant"] for row in read_table("name_variants") if row["name"] == "muhamad")


@lru_cache(maxsize=16_384)
def fold_name(name: str) -> str:
    """A name for comparing: folded, without titles, ranks and degrees ("H. Isah, S.Sos.I" -> "isah")."""
    head = name.split(",", maxsplit=1)[0]
    parts = [fold_word(part) for part in re.split(r"\s+|(?<=\w{2}\.)(?=\w)", head) if part]
    kept = [part for part in parts if part not in titles() and part not in _tail_degrees(head)]
    words = fold(" ".join(kept or parts)).split()
    return " ".join([word for word in words if word not in titles()] or words)


def _tail_degrees(name: str) -> set[str]:
    words = name.split()
    upper = {fold_word(word) for word in words[1:] if word.isupper() or "." in word}
    return {word for word in upper if word in read_words("degrees", "form")}


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
_MUHAMMAD = frozenset(
    {"muhamad", "muhammad", "mohamad", "mohammad", "mohd", "moh", "muh", "mochamad", "mochammad", "mhd", "m"}
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
    a question of names alone, so two people of one name are "the same".
    """
    shorter, longer = sorted((fold_name(a).split(), fold_name(b).split()), key=len)
    if not shorter or (len(shorter) > 1 and not _begin_alike(shorter, longer)):
        return False
    at, whole = 0, 0
    for word in shorter:
        while at < len(longer) and not _words_fit(word, longer[at]):
            at += 1
        if at == len(longer):
            return False
        whole += len(word) > 1 and len(longer[at]) > 1 and _spell(word) != "muhamad"
        at += 1
    return whole > 0


def _begin_alike(shorter: list[str], longer: list[str]) -> bool:
    """Whether two names begin with the same word, "Muhammad" and initials aside: a wife often bears her husband's name
    after her own ("Sari Budi Santoso")."""
    heads = [_drop_muhammad(name) for name in (shorter, longer)]
    return _words_fit(heads[0][0], heads[1][0]) or _words_fit(shorter[0], longer[0])


def _drop_muhammad(name: list[str]) -> list[str]:
    return name[1:] if len(name) > 1 and (len(name[0]) == 1 or _spell(name[0]) == "muhamad") else name


def _words_fit(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    one, other = _spell(a), _spell(b)
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    # One letter too many, or two swapped; a replaced letter makes another name (Suharno, Suharto).
    slip = Indel.distance(one, other)
    return slip == 1 or (slip == 2 and sorted(one) == sorted(other))
