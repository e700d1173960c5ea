"""Words that a line's end parts: "Bappe-" and "da" are one, "masing-" and "masing" keep their hyphen.

What decides, the surest first: how the document itself writes the word elsewhere; whether it is one that Indonesian
doubles; whether the tables under `data/language` know it whole; whether both halves are words of their own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_LANGUAGE = Path(__file__).resolve().parents[2] / "language"
_HYPHENS = "-\u2010\u2011"
_SOFT = "\u00ad"
_WORD = re.compile(rf"[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*")
_LAST = re.compile(rf"(?<![^\s(\"'“‘])({_WORD.pattern})[{_HYPHENS}]$")
_FIRST = re.compile(r"[^\W\d_]+")
_SUFFIX = re.compile(r"(?:nya|kan|lah|an|i)$")
_LEAST_DOUBLED = 3  # "apa-apa"
_LEAST_WORD = 4  # shorter ones are also prefixes and suffixes: "di", "per", "kan", "nya"


def ends_parted(line: str) -> bool:
    """Whether a line ends inside a word, or behind the first half of a doubled one."""
    return line.endswith(_SOFT) or (len(line) > 1 and line[-1] in _HYPHENS and line[-2].isalnum())


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words that a document writes whole, in small letters: the parted ones at the ends of its lines left out."""
    words: set[str] = set()
    is_parted = False
    for line in lines:
        found = [match[0].casefold() for match in _WORD.finditer(line)]
        words.update(found[is_parted : len(found) - ends_parted(line)])
        is_parted = ends_parted(line)
    return frozenset(words)


def join_parted(before: str, after: str, words: frozenset[str]) -> str:
    """The two lines as one, with the hyphen between them or without; `words` are those of the document."""
    if before.endswith(_SOFT):
        return before[:-1] + after
    last, first = _LAST.search(before), _FIRST.match(after)
    is_one = last and first and _is_one_word(last[1], first[0], words)
    return (before[:-1] if is_one else before) + after


def _is_one_word(left: str, right: str, words: frozenset[str]) -> bool:
    is_capital, is_name = left.isupper() and right.isupper(), left[0].isupper()
    if right[0].isupper() and not is_capital:  # "se-Kabupaten", "Jakarta-Bandung"
        return False
    left, right = left.casefold(), right.casefold()
    for known in (words, _known_words()):
        is_whole, is_kept = left + right in known, f"{left}-{right}" in known
        if is_whole != is_kept:
            return is_whole
    half = re.split(f"[{_HYPHENS}]", left)[-1]
    are_words = not is_name and all(_is_word(part, words) for part in (half, right))
    return not (is_capital or are_words or _is_doubled(half, right))


def _is_word(part: str, words: frozenset[str]) -> bool:
    return len(part) >= _LEAST_WORD and (part in words or part in _known_words())


def _is_doubled(left: str, right: str) -> bool:
    """Whether Indonesian doubles a word so: "masing-masing", "kemerah-merahan", "tolong-menolong", "bolak-balik"."""
    stems = [stem for stem in (right, _SUFFIX.sub("", right)) if len(stem) >= _LEAST_DOUBLED]
    if any(left.endswith(stem) for stem in stems):
        return True
    is_alike = len(left) == len(right) and left[0] == right[0] and _skeleton(left) == _skeleton(right)
    return len(left) >= _LEAST_WORD and (is_alike or any(stem.endswith(left[1:]) for stem in stems))


def _skeleton(word: str) -> str:
    """A word without its vowels, by which "bolak" and "balik" are alike."""
    return re.sub("[aiueo]", "", word)


@cache
def _known_words() -> frozenset[str]:
    """Every word that a table of the language has in any column, in small letters."""
    words: set[str] = set()
    for table in sorted(_LANGUAGE.glob("*.tsv")):
        with table.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            words.update(match[0].casefold() for row in rows for cell in row for match in _WORD.finditer(cell))
    return frozenset(words)
