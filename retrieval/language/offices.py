"""Offices in article text and in questions: "Kepala Dinas PPPA", "wabup", "Plt. Asisten II Setda Batang Hari"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.language.placing import begins_name, is_given_name, is_number, read_place, read_region
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import fold, tokenize
from retrieval.language.units import INTERCHANGEABLE, read_abbreviation, read_unit, read_unknown_unit
from retrieval.language.words import Phrases, Words, fold_word, read_text_words

PARTS_OF_A_UNIT = frozenset({"kepala_seksi", "kepala_bagian", "kepala_subbagian", "kasat", "direktur", "pasi"})
"""Offices whose short forms name their own part ("kasi intel"), so that what follows is the whole ("Kejari")."""

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office in a text.

    `start:end` covers acting mark, head, unit and the region that follows. `office` is the canonical key ("bupati",
    "kepala", "kepala_bidang"), `unit` the canonical unit from the smallest to the largest ("litbang / bappeda"),
    `acting` "plt", "pj", "pjs", "plh" or None; `group` is True for "para camat", "seluruh kepala OPD".
    """

    start: int
    end: int
    office: str
    unit: str | None
    acting: str | None
    group: bool


@dataclass(frozen=True, slots=True)
class _Head:
    office: str
    unit: str
    takes: str


@lru_cache(maxsize=1)
def _heads() -> Phrases[_Head]:
    return Phrases((row["form"], _Head(row["office"], row["unit"], row["takes"])) for row in read_table("offices"))


@lru_cache(maxsize=1)
def _acting() -> Phrases[str]:
    return Phrases((row["form"], row["acting"]) for row in read_table("acting"))


@cache
def office_words() -> frozenset[str]:
    """The words that forms of offices and acting marks begin with: "sekda", "kepala", "plt"."""
    forms = (row["form"] for table in ("offices", "acting") for row in read_table(table))
    return frozenset(fold_word(tokenize(form)[0].text) for form in forms)


@lru_cache(maxsize=32)
def _first_words(offices: frozenset[str]) -> frozenset[str]:
    forms = (row["form"] for row in read_table("offices") if row["office"] in offices)
    return frozenset(fold_word(tokenize(form)[0].text) for form in forms)


def may_name(text: str, offices: frozenset[str]) -> bool:
    """Whether a text has a word that some form of these offices begins with; many times as fast as to find them."""
    return not _first_words(offices).isdisjoint(fold(text).split())


def find_offices(text: str) -> list[OfficeMention]:
    """The offices that a text names, in order, in any case and in the short forms that people type."""
    return list(_find_offices(text))


def find_offices_held(text: str) -> list[OfficeMention]:
    """The offices of a text that stand for who holds them: not "istri Bupati", "mantan Camat", "Pendopo Bupati"."""
    words = read_text_words(text)
    first = {token.start: at for at, token in enumerate(words.tokens)}
    return [office for office in find_offices(text) if not _is_anothers(words, first[office.start])]


def _is_anothers(words: Words, at: int) -> bool:
    return at > 0 and words.low[at - 1] in read_words("office_genitives") and words.same_line(at)


@lru_cache(maxsize=8)
def _find_offices(text: str) -> tuple[OfficeMention, ...]:
    words = read_text_words(text)
    begins = _heads().firsts | _acting().firsts
    found = []
    reached = 0
    for index, low in enumerate(words.low):
        if low in begins and index >= reached:
            reached, mention = _read_office(words, index)
            if mention:
                found.append(mention)
    return tuple(found)


def _read_office(words: Words, index: int) -> tuple[int, OfficeMention | None]:
    at, acting = _acting().find(words.low, index) or (index, None)
    found = _heads().find(words.low, at)
    if found is None:
        return index, None
    body, head = found
    if head.takes == "never" or _is_in_a_name(words, index):
        return body, None
    end, unit = _read_tail(words, body, head)
    if head.takes == "unit" and not unit and not begins_name(words, body):
        return index, None
    start, last = _read_quantifier(words, index), _read_spread(words, end)
    group = start < index or last > end
    span = (words.tokens[start].start, words.tokens[last - 1].end)
    return last, OfficeMention(*span, head.office, _once(unit) or None, acting, group)


def _is_in_a_name(words: Words, index: int) -> bool:
    """Whether a head that is a name too stands between names: "Abdul Hakim Sodiq"."""
    return is_given_name(words.low[index]) and is_given_name(words.low_at(index - 1))


def _once(unit: str) -> str:
    """A unit with each word once in each of its levels: "kadis" and "Dinas Kominfo" both say "dinas"."""
    return " / ".join(" ".join(dict.fromkeys(level.split())) for level in unit.split(" / "))


def _read_tail(words: Words, index: int, head: _Head) -> tuple[int, str]:
    """Unit and region after an office's head, on its line: the index after them and the whole unit."""
    if not words.same_line(index):
        return index, head.unit
    end = index + is_number(words, index)
    unit = head.unit
    if head.takes:
        number = " ".join(words.low[index:end])
        end, read = _read_whole(words, end)
        joined = _join(unit, read, " / " if head.office in PARTS_OF_A_UNIT else " ")
        unit = _join(_ROMAN.get(number, number), joined)
    after = read_region(words, end)
    if after == end and head.office in read_words("place_offices") and not begins_name(words, end):
        after = read_place(words, end)
    if words.has(after, {"bidang"}):
        after, read = read_unit(words, after)
        unit = _join(unit, read)
    return after, unit


def _read_whole(words: Words, index: int) -> tuple[int, str]:
    """The unit at `index`, known or not: the index after it and the unit, `index` and "" where there is none."""
    end, unit = read_unit(words, index)
    if not unit or unit in INTERCHANGEABLE:
        end, more = read_abbreviation(words, end)
        unit = _join(unit, more)
    return (end, unit) if unit else read_unknown_unit(words, index)


def _join(one: str, other: str, separator: str = " ") -> str:
    return separator.join(filter(None, (one, other)))


def _read_spread(words: Words, index: int) -> int:
    """The index after "se-Kabupaten Wonosobo" or "se Kabupaten Wonosobo"."""
    if words.low_at(index).partition(" ")[0] != "se":
        return index
    return read_region(words, index + 1)


def _read_quantifier(words: Words, index: int) -> int:
    """The index of "para", "seluruh" or "sejumlah" right before `index`, or `index` itself."""
    start = index
    while words.low_at(start - 1) in read_words("quantifiers"):
        start -= 1
    return start


def offices_match(asked: OfficeMention, given: OfficeMention) -> bool:
    """Whether the office that was asked for is the one given: "kapolres" fits "Kapolres Wonosobo", "kadis" no "Bupati".

    The heads must be the same; the asked unit's words must all stand in the given unit, level by level.
    """
    (wanted, *wanted_above), (there, *there_above) = _levels(asked), _levels(given)
    above = all(any(_covers(part, other) for other in there_above) for part in wanted_above)
    is_head = asked.office == given.office and len({asked.acting, given.acting, None}) < 3
    return is_head and _covers(wanted, there) and (above or not there_above)


def _levels(office: OfficeMention) -> list[set[str]]:
    return [set(level.split()) for level in (office.unit or "").split(" / ")]


def _covers(wanted: set[str], there: set[str]) -> bool:
    """Whether one level of a unit has every word that was asked for; "dinas" alone asks only for the kind."""
    if wanted <= INTERCHANGEABLE:
        return not wanted or not there & INTERCHANGEABLE or bool(wanted & there)
    return wanted - INTERCHANGEABLE <= there
