"""Typing errors: a word that the archive does not know becomes the nearest one that it does."""

from __future__ import annotations

from typing import Protocol

from rapidfuzz.distance import DamerauLevenshtein

from retrieval.language.tables import read_words

# Shorter words have too many neighbours one letter away to be corrected.
_MIN_LETTERS = 4
_LONG = 8
# A clipped word keeps two syllables: "rekap", "perpus".
_MIN_CLIPPED = 5
# Verbs lose their "me-" in speech: "ngisi" is "mengisi", "milih" is "memilih".
_MIN_SPOKEN_IN = 6  # "main" is no "makan"
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


def formal_verb(word: str, vocabulary: Vocabulary) -> str | None:
    """The formal verb behind a spoken one ("milih" -> "memilih", "netapin" -> "menetapkan"), if the archive has it."""
    lowered = word.casefold()
    forms = [lowered]
    if lowered.endswith("in") and len(lowered) >= _MIN_SPOKEN_IN:
        forms += [f"{lowered[:-2]}kan", f"{lowered[:-2]}i"]
    if lowered.startswith(_SPOKEN_PREFIXES):
        forms += [f"me{form}" for form in forms]
    known = {form: vocabulary.frequency(form) for form in forms if len(lowered) >= _MIN_LETTERS}
    best = max(known, key=lambda form: known[form], default=None)
    return best if best and known[best] > vocabulary.frequency(lowered) else None


def complete_word(word: str, vocabulary: Vocabulary) -> str | None:
    """The commonest word of the archive that a clipped word begins ("rekap" -> "rekapitulasi"), or None."""
    lowered = word.casefold()
    if len(lowered) < _MIN_CLIPPED or not lowered.isalpha() or lowered in read_words("common_words"):
        return None
    longer = [known for known in vocabulary.starting_with(lowered) if known.isalpha()]
    return max(longer, key=lambda known: (vocabulary.frequency(known), known), default=None)


def correct_word(word: str, vocabulary: Vocabulary) -> str | None:
    """The likeliest word of the archive behind a typing error, or None: it is known or everyday, or nothing is near.

    One slip (a letter lost, doubled, swapped or wrong) below eight letters, two from there on. The first letter is
    taken as right, unless it is the one that was swapped with the second.
    """
    lowered = word.casefold()
    if len(lowered) < _MIN_LETTERS or not lowered.isalpha() or vocabulary.frequency(lowered):
        return None
    if lowered in read_words("common_words"):
        return None
    slips = 2 if len(lowered) >= _LONG else 1
    prefixes = dict.fromkeys((lowered[:2], lowered[0] + lowered[2], lowered[1] + lowered[0]))
    near = {
        candidate: distance
        for prefix in prefixes
        for candidate in vocabulary.starting_with(prefix)
        if candidate.isalpha()
        and abs(len(candidate) - len(lowered)) <= slips
        and (distance := DamerauLevenshtein.distance(lowered, candidate, score_cutoff=slips)) <= slips
    }
    if not near:
        return None
    return min(near, key=lambda candidate: (near[candidate], -vocabulary.frequency(candidate), candidate))
