"""Typing errors and spoken forms: a word that the archive does not know becomes the nearest one that it does."""

from __future__ import annotations

import re
from typing import Protocol

from rapidfuzz.distance import DamerauLevenshtein

from retrieval.language.tables import read_words

# Shorter words have too many neighbours one letter away to be corrected.
_MIN_LETTERS = 4
_LONG = 8
# A clipped word keeps two syllables: "rekap", "perpus".
_MIN_CLIPPED = 5
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
