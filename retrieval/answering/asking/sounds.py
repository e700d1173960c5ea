"""Words of questions as they are heard and hastily typed: "siapo", "dimane", "tempatnyo", "ajah", "tdak", "kapaan".

Two words sound alike that differ in doubled letters, in letters for one sound (z and s), in the open vowels a, o and e,
of which each region has its own, or in a breath at their end. In haste vowels fall away, consonants hardly ever.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from retrieval.answering.asking.cues import asking_words
from retrieval.language.tables import read_table, read_words

_LEAST_CONSONANTS = 3
"""Fewer do not tell which vowels fell away."""

_LEAST_LETTERS = 3
_LETTERS_A_SLIP = 3
"""Of so many letters one may be another."""

_ENDING = "nya"
_SPOKEN_ENDING = re.compile(r"(?<=\w{3})n(?:y[oea]?|ia)h?$")
_SAME = (("dj", "j"), ("oe", "u"), ("th", "t"), ("z", "s"), ("q", "k"), ("v", "f"))
_OPEN_VOWELS = str.maketrans("oe", "aa")
_DOUBLED = re.compile(r"(.)\1+")
_BREATH = re.compile(r"(?<=\w{2})[hkx]+$")
_VOWELS = re.compile(r"[aiueo]")


def find_heard(word: str) -> str | None:
    """The word of questions that a lower-case word sounds like, as the tables write it; None where there is none, or
    where it is a word of its own."""
    if len(word) < _LEAST_LETTERS or word in _words() or word in read_words("common_words") or not word.isalpha():
        return None
    stem = _SPOKEN_ENDING.sub("", word)
    if stem != word and (heard := _find_alike(stem)):
        return heard + _ENDING
    return _find_alike(word) or _best(word, _full_forms(word))


def _find_alike(word: str) -> str | None:
    bare = _BREATH.sub("", _DOUBLED.sub(r"\1", word))
    slips = len(bare) // _LETTERS_A_SLIP
    near = [one for one in _words_by(_sound).get(_sound(word), ()) if DamerauLevenshtein.distance(bare, one) <= slips]
    return _best(bare, near)


@cache
def _words() -> frozenset[str]:
    informal = {row["written"] for row in read_table("informal")}
    return asking_words() | read_words("asking_function_words") | {word for word in informal if " " not in word}


@cache
def _words_by(key: Callable[[str], str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in _words():
        found[key(word)].append(word)
    return found


def _full_forms(word: str) -> list[str]:
    """The words that a hasty one may be short for: the same consonants, and its vowels among theirs."""
    bare = _DOUBLED.sub(r"\1", word)
    consonants = _consonants(bare)
    if len(consonants) < _LEAST_CONSONANTS:
        return []
    return [one for one in _words_by(_consonants).get(consonants, ()) if _is_within(bare, one)]


def _is_within(short: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in short)


def _best(word: str, candidates: Sequence[str]) -> str | None:
    return min(candidates, key=lambda one: (DamerauLevenshtein.distance(word, one), one), default=None)


def _sound(word: str) -> str:
    return _DOUBLED.sub(r"\1", _BREATH.sub("", _letters(word)).translate(_OPEN_VOWELS))


def _consonants(word: str) -> str:
    return _VOWELS.sub("", _letters(word))


def _letters(word: str) -> str:
    for written, said in _SAME:
        word = word.replace(written, said)
    return _DOUBLED.sub(r"\1", word)
