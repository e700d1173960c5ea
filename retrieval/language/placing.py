"""Places and numbers at the end of an office: "Kabupaten Anu", "0707/Anu", "Kelas II B Anu"."""

from __future__ import annotations

import re

from retrieval.language.tables import read_words
from retrieval.language.words import Words

GOVERNMENTS = frozenset({"pemerintah", "pemkab", "pemprov", "pemkot", "pemda"})
_NUMBER = re.compile(r"^(?:\d+[\d/.\-]*|[ivx]{1,4})$")


def read_region(words: Words, index: int) -> int:
    """The index after a region that stands at `index` ("Kabupaten Batang Hari", "RI", "0707/Wonosobo")."""
    at = index
    while at < len(words) and words.same_line(at):
        after = _read_one_region(words, at)
        # "Sekda Natuna Bima Wirayuda": a second bare name that people bear as well is the person's.
        if after == at or (at > index and after == at + 1 and is_given_name(words.low[at])):
            break
        at = after
        if words.has(at, {"("}) and words.has(at + 2, {")"}) and not is_given_name(words.low[at + 1]):
            at += 3 * words.is_capital(at + 1)
    return at


def _read_one_region(words: Words, index: int) -> int:
    if index in words.regions or words.has(index, {"ri", "pusat", "setempat"}):
        return words.regions.get(index, index + 1)
    if words.has(index, read_words("region_levels")) and words.is_capital(index):
        return words.regions.get(index + 1) or read_place(words, index + 1)
    if words.has(index, {"/"}) and index > 0 and (index + 1 in words.regions or is_number(words, index - 1)):
        return words.regions.get(index + 1) or _read_unit_name(words, index + 1)
    return _read_wordy_region(words, index)


def _read_unit_name(words: Words, index: int) -> int:
    """The index after the name behind a number: "072/Pamungkas", "162/Wira Bhakti"."""
    second = words.is_capital(index + 1) and index + 1 not in words.regions
    known = second and (is_given_name(words.low[index + 1]) or is_title(words.low[index + 1]))
    return index + 2 if second and not known and len(words.low[index]) > 2 else index + 1


def _read_wordy_region(words: Words, index: int) -> int:
    """Regions told by words before them: "Kelas II B Anu", "Pemerintah Kabupaten Anu", "Republik Indonesia"."""
    if words.has(index, {"kelas"}) and is_number(words, index + 1):
        return index + 2 + words.has(index + 2, {"a", "b"})
    if words.has(index, GOVERNMENTS):
        after = read_region(words, index + 1)
        return after if after > index + 1 else index
    return index + 2 if words.has(index, {"republik"}) and words.has(index + 1, {"indonesia"}) else index


def read_place(words: Words, index: int) -> int:
    """The index after a place name that no table knows: one capitalised word, two where a direction follows."""
    if not words.is_capital(index) or not words.tokens[index].text[0].isalpha() or len(words.low[index]) < 3:
        return index
    return (
        index + 2 if words.is_capital(index + 1) and words.low[index + 1] in read_words("place_suffixes") else index + 1
    )


def is_number(words: Words, index: int) -> bool:
    """Whether the word at `index` numbers a unit: "0707", "042/Gapu", "II"; the "I" of "I Made" does not."""
    if index >= len(words) or not _NUMBER.match(words.low[index]):
        return False
    return words.low[index] != "i" or not words.has(index + 1, read_words("birth_order_names"))


def is_given_name(word: str) -> bool:
    """Whether a word is a known given or family name (`data/language/given_names.tsv`)."""
    return word in read_words("given_names")


def is_title(word: str) -> bool:
    """Whether a folded word is an honorific or a rank."""
    return word in read_words("honorifics", "form") or word in read_words("ranks", "form")
