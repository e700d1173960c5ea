"""Typing errors and spoken forms: a word that the archive does not know becomes the nearest one that it does."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

from rapidfuzz.distance import DamerauLevenshtein

from retrieval.answering.asking.concepts import is_wording
from retrieval.answering.asking.cues import asking_words
from retrieval.answering.asking.questions import formalise
from retrieval.answering.asking.sounds import find_heard
from retrieval.language.regions import correct_region, find_regions
from retrieval.language.stems import stem
from retrieval.language.tables import read_words

# Shorter words have too many neighbours one letter away to be corrected.
_MIN_LETTERS = 4
_LONG = 8
# A clipped word keeps two syllables: "rekap", "perpus".
_MIN_CLIPPED = 5
# What the archive has so much more rarely than the word that it sounds like, is that word.
_RARER = 20
_POINTS_BACK = re.compile(r"(?<=\w{3})-?nya$", re.IGNORECASE)
_SPOKEN_ENDING = re.compile(r"(?<=\w{4})in$")  # "main" is no "makan"
# Verbs lose their "me-" in speech: "ngisi" is "mengisi", "milih" is "memilih".
_SPOKEN_PREFIXES = ("ng", "ny", "m", "n")


class Vocabulary(Protocol):
    """The words of an archive."""

    def frequency(self, word: str) -> int:
        """In how many chunks a surface form occurs; lower case."""
        ...

    def stem_frequency(self, stem: str) -> int:
        """In how many chunks a stem occurs."""
        ...

    def starting_with(self, prefix: str) -> list[str]:
        """The surface forms that begin with `prefix`."""
        ...


def mend(formal: str, vocabulary: Vocabulary) -> str:
    """Typing errors mended: words the archive does not know, and that name no region, become known ones."""
    return " ".join(_mend_word(word, vocabulary) for word in formal.split())


def _mend_word(word: str, vocabulary: Vocabulary) -> str:
    lowered = word.casefold()
    if lowered in _language() or is_wording(word) or find_regions(word):
        return word
    if heard := _hear(word, vocabulary):
        return heard
    formal = formal_form(word, vocabulary)
    if formal != word or vocabulary.frequency(lowered):
        return formal
    is_name = word[:1].isupper() or vocabulary.stem_frequency(stem(lowered))  # or a form of a known word
    return correct_region(lowered) or (not is_name and correct_word(word, vocabulary)) or word


def _hear(word: str, vocabulary: Vocabulary) -> str | None:
    """The formal words of questions for one that sounds like them ("dimano"), unless the archive has it for its own."""
    heard, own = find_heard(word), vocabulary.frequency(word)
    formal = formalise(heard) if heard else ""
    is_own = own and own * _RARER > max(map(vocabulary.frequency, formal.split()), default=0)
    return None if is_own else formal


@cache
def _language() -> frozenset[str]:
    """Words that are no typing errors, whatever the archive has."""
    return asking_words() | {form.casefold() for form in read_words("months", "form")}


def formal_form(word: str, vocabulary: Vocabulary) -> str:
    """What a word is without its "-nya", or the formal verb behind a spoken one, where the archive has that more often.

    "dprdnya" -> "dprd", "milih" -> "memilih", "netapin" -> "menetapkan".
    """
    if len(word) < _MIN_LETTERS:
        return word
    spoken = [_SPOKEN_ENDING.sub(ending, word.casefold()) for ending in ("in", "kan", "i")]
    verbs = [f"me{form}" for form in spoken if form.startswith(_SPOKEN_PREFIXES)]
    forms = [word, _POINTS_BACK.sub("", word), *spoken, *verbs]
    return max(forms, key=lambda form: vocabulary.frequency(form.casefold()))


def correct_word(word: str, vocabulary: Vocabulary) -> str | None:
    """The likeliest word of the archive behind a typing error, or None: it is known or everyday, or nothing is near.

    One slip (a letter lost, doubled, swapped or wrong) below eight letters, two from there on; none in a word that only
    breaks off ("rekap" -> "rekapitulasi"). The first letter is taken as right, unless it was swapped with the second.
    """
    lowered = word.casefold()
    is_known = vocabulary.frequency(lowered) or lowered in read_words("common_words")
    if len(lowered) < _MIN_LETTERS or not lowered.isalpha() or is_known:
        return None
    slips = 2 if len(lowered) >= _LONG else 1
    prefixes = {lowered[:2], lowered[0] + lowered[2], lowered[1] + lowered[0]}
    candidates = {found for prefix in prefixes for found in vocabulary.starting_with(prefix) if found.isalpha()}
    near = [(_count_slips(lowered, found), -vocabulary.frequency(found), found) for found in candidates]
    return min((one for one in near if one[0] <= slips), default=(0, 0, None))[2]


def _count_slips(word: str, meant: str) -> int:
    """How many slips lie between a word and what may be meant by it."""
    if len(word) >= _MIN_CLIPPED and meant.startswith(word):
        return 0
    return DamerauLevenshtein.distance(word, meant, score_cutoff=2)
