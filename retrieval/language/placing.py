"""Places and numbers at the end of an office: "Kabupaten Anu", "0707/Anu", "Pemkab Anu"."""

from __future__ import annotations

import re

from retrieval.language.tables import read_words
from retrieval.language.words import Words

GOVERNMENTS = frozenset({"pemerintah", "pemkab", "pemprov", "pemkot", "pemda"})
STATE = frozenset({"ri", "republik", "indonesia", "pusat", "setempat"})
_NUMBER = re.compile(r"^(?:\d+[\d/.\-]*|[ivx]{1,4})$")


def read_region(words: Words, index: int) -> int:
    """The index after a region that stands at `index` ("Kabupaten Batang Hari", "RI", "0707/Wonosobo")."""
    at, after = index, _read_one_region(words, index)
    # "Sekda Natuna Bima Wirayuda": a second name that people bear as well is the person's.
    while after > at and not (at > index and is_given_name(words.low[at])):
        at = skip_brackets(words, after)
        after = _read_one_region(words, at)
    return at


def _read_one_region(words: Words, index: int) -> int:
    low = words.low_at(index) if words.same_line(index) else ""
    if low and (index in words.regions or low in STATE):
        return words.regions.get(index, index + 1)
    if low == "/" and is_number(words, index - 1):
        after = words.regions.get(index + 1, index + 2)
        return after + (words.is_capital(after) and after == index + 2 and not begins_name(words, after))
    is_level = words.is_capital(index) and (low in read_words("region_levels") or low in GOVERNMENTS)
    after = read_place(words, index + 1)
    return after if is_level and after > index + 1 else index


def read_place(words: Words, index: int) -> int:
    """The index after a place that no table knows: one capitalised word."""
    return index + words.is_capital(index)


def skip_brackets(words: Words, index: int) -> int:
    """The index after "(Kesbangpol)", one or two words in brackets that repeat what stands before."""
    closings = (index + 2, index + 3) if words.has(index, {"("}) else ()
    return next((close + 1 for close in closings if words.has(close, {")"})), index)


def is_number(words: Words, index: int) -> bool:
    """Whether the word at `index` numbers a unit: "0707", "042/Gapu", "II"; the "I" of "I Made" does not."""
    is_one = _NUMBER.match(words.low_at(index)) is not None
    return is_one and not words.has(index + 1, read_words("birth_order_names"))


def is_given_name(word: str) -> bool:
    """Whether a word is a known given or family name (`data/language/given_names.tsv`)."""
    return word in read_words("given_names")


def is_title(word: str) -> bool:
    """Whether a folded word is an honorific or a rank."""
    return word in read_words("honorifics", "form") | read_words("ranks", "form")


def begins_name(words: Words, index: int) -> bool:
    """Whether a title or a known name stands at `index`."""
    low = words.low_at(index)
    return words.is_capital(index) and (is_title(low) or is_given_name(low))
