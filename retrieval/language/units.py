"""The institution or unit that an office belongs to: "Dinas PPPA", "Bidang Litbang Bappeda", "Polres Wonosobo"."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.language.placing import begins_name, is_given_name, is_number, is_title, read_region, skip_brackets
from retrieval.language.tables import read_table, read_words
from retrieval.language.words import Phrases, Words

CONNECTORS = frozenset({"dan", "&", ",", "serta", "/"})
INTERCHANGEABLE = frozenset({"dinas", "badan", "kantor"})
"""What a regional unit is: regions differ in whether a task is given to an agency, a board or an office."""

LONGEST_UNKNOWN = 4
"""Words of a unit that no table knows, and of an association's own name."""

# Abstract nouns by shape: "Penempatan", "Kesempatan", "Digitalisasi". Names are asked about first.
_ABSTRACT = re.compile(r"^(?:(?:ke|pe|per)\w{4,}an|\w{3,}(?:asi|isasi|itas|ologi|isme))$")


@lru_cache(maxsize=1)
def _forms() -> Phrases[tuple[str, str]]:
    """The forms of known units, with the canonical unit of each and its kind.

    An "institution" stands for itself; a "topic" names a field of work: "kesra", "SDM".
    """
    return Phrases((row["form"], (row["unit"], row["kind"])) for row in read_table("units"))


@lru_cache(maxsize=1)
def unit_words() -> dict[str, str]:
    """The words that units' names are made of, each with its kind: type ("dinas"), topic ("kesehatan") or both."""
    return {row["word"]: row["kind"] for row in read_table("unit_words")}


def _is_topic(words: Words, index: int) -> bool:
    """Whether the word at `index` names what a unit deals with, or looks like it."""
    low = words.low_at(index)
    looks_like_one = words.is_capital(index) and _ABSTRACT.match(low)
    return unit_words().get(low) in {"topic", "both"} or bool(looks_like_one)


def _read_topics(words: Words, index: int, *, joins: str) -> tuple[int, list[str]]:
    """Topic words and numbers from `index` on: "Perdagangan, Koperasi dan UKM" -> the index after, the words.

    A known form is read where it is of the kind `joins`.
    """
    topics: list[str] = []
    at, start = index, _skip_connector(words, index)
    while start < len(words) and start not in words.regions and words.same_line(start):
        known = _forms().find(words.low, start)
        if known and known[1][1] == joins:
            at, (unit, _) = known
            topics += unit.split()
        elif known is None and (_is_topic(words, start) or (start == at and is_number(words, start))):
            topics.append(words.low[start])
            at = start + 1
        else:
            break
        joins = "topic"
        start = _skip_connector(words, at)
    return at, topics


def _skip_connector(words: Words, index: int) -> int:
    """The index after "dan", "," or ", dan", or `index` itself."""
    after = index + words.has(index, CONNECTORS)
    after += words.has(after, CONNECTORS)
    return index if words.has(index, {","}) and not words.is_capital(after) else after


def _read_segment(words: Words, index: int) -> tuple[int, str]:
    """One unit without what it is part of: the index after it and its canonical name ("" where there is none)."""
    low = words.low[index]
    known = _forms().find(words.low, index)
    if index in words.regions or not (known or low in unit_words()):
        return index, ""
    at, unit = (known[0], known[1][0]) if known else (index + 1, low)
    after, topics = _read_topics(words, at, joins="institution" if unit in INTERCHANGEABLE else "topic")
    if after == at and low in read_words("proper_units"):
        after = _read_capitals(words, at)
        topics = list(words.low[at:after])
    parts = dict.fromkeys([*unit.split(), *topics])
    return skip_brackets(words, after), " ".join(part for part in parts if part != "dan")


def _read_capitals(words: Words, index: int) -> int:
    """The index after up to four capitalised words that no table knows; stops before a person's name."""
    at = index
    while at < index + LONGEST_UNKNOWN and words.is_capital(at) and words.same_line(at):
        is_known = at in words.regions or words.low[at] in unit_words() or _forms().find(words.low, at)
        if is_known or is_title(words.low[at]) or (at > index and is_given_name(words.low[at])):
            break
        at += 1
    return at


def read_unit(words: Words, index: int) -> tuple[int, str]:
    """The index after the unit that begins at `index`, and the unit from its smallest part on ("litbang / bappeda")."""
    segments: list[str] = []
    at = index
    while at < len(words) and words.same_line(at):
        after, segment = _read_segment(words, at)
        if segment:
            segments.append(segment)
        elif segments:
            after = read_region(words, at)
        if after == at:
            break
        at = after
    return at, " / ".join(segments)


def read_unknown_unit(words: Words, index: int) -> tuple[int, str]:
    """Up to four capitalised words that no table knows, where a person follows: "Kasi Penetapan Hak, Siti Rahma".

    The index after them and the words; `index` and "" where no person follows, or where they may be one themselves.
    """
    at = _read_capitals(words, index)
    after = read_region(words, at)
    is_person = begins_name(words, after + 1) if words.has(after, {",", "("}) else is_title(words.low_at(after))
    if at == index or not is_person or begins_name(words, index):
        return index, ""
    return after, " ".join(words.low[index:at])


def read_abbreviation(words: Words, index: int) -> tuple[int, str]:
    """An institution that no table knows, by an abbreviation in capitals: "Ketua HDI" (not in a line of capitals)."""
    token = words.tokens[index].text if index < len(words) else ""
    is_one = token.isupper() and 3 <= len(token) <= 9 and not words.tokens[index - 1].text.isupper()
    return (index + 1, words.low[index]) if is_one and not begins_name(words, index) else (index, "")
