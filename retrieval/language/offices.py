"""Offices in article text and in questions: "Kepala Dinas PPPA", "wabup", "Plt. Asisten II Setda Batang Hari"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.placing import is_given_name, is_number, is_title, read_place, read_region
from retrieval.language.tables import read_table, read_words
from retrieval.language.units import INTERCHANGEABLE, read_unit, read_unknown_unit, unit_words
from retrieval.language.words import Phrases, Words, read_text_words

PARTS_OF_A_UNIT = frozenset({"kepala_seksi", "kepala_bagian", "kepala_subbagian", "kasat", "direktur", "pasi"})
"""Offices whose short forms name their own part ("kasi intel"), so that what follows is the whole ("Kejari")."""

NESTED = frozenset({"kepala_bidang", "kepala_seksi", "kepala_subbagian", "kepala_subbidang", "kepala_unit"})
NUMBERED = frozenset({"asisten", "inspektur_pembantu", "wakil_ketua", "wakil_rektor"})
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


def find_offices(text: str) -> list[OfficeMention]:
    """The offices that a text names, in order, in any case and in the short forms that people type."""
    return list(_find_offices(text))


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
    at += bool(acting) and words.has(at, {"."})
    head = _heads().find(words.low, at) if at < len(words) else None
    if head is None:
        return index, None
    body, (office, unit, takes) = head[0], (head[1].office, head[1].unit, head[1].takes)
    if takes == "never" or (body == index + 1 and _is_in_a_name(words, index)):
        return body, None
    end, unit = _read_tail(words, body, office=office, unit=unit, takes=takes)
    if end == body and takes and not _precedes_name(words, at, body):
        end, unknown = read_unknown_unit(words, body)
        unit = " ".join(part for part in (unit, unknown) if part)
        if takes == "unit" and not unit:
            return index, None
    grouped_end = _read_spread(words, end)
    start = _read_quantifier(words, index)
    group = start < index or grouped_end > end or takes == "group"
    span = (words.tokens[start].start, words.tokens[grouped_end - 1].end)
    return grouped_end, OfficeMention(*span, office, _once(unit) or None, acting, group)


def _is_in_a_name(words: Words, index: int) -> bool:
    """Whether a head that is a name too stands between names: "Abdul Hakim Sodiq"."""
    given = words.is_capital(index) and is_given_name(words.low[index])
    return given and index > 0 and words.same_line(index) and is_given_name(words.low[index - 1])


def _once(unit: str) -> str:
    """A unit with each word once in each of its levels: "kadis" and "Dinas Kominfo" both say "dinas"."""
    return " / ".join(" ".join(dict.fromkeys(level.split())) for level in unit.split(" / "))


def _precedes_name(words: Words, head: int, body: int) -> bool:
    """Whether a bare head stands before a name: "Wakil Ketua Tgk. Muhammad Yunus"."""
    if not words.is_capital(head) or body >= len(words) or not words.is_capital(body) or not words.same_line(body):
        return False
    return is_title(words.low[body]) or is_given_name(words.low[body])


def _read_tail(words: Words, index: int, *, office: str, unit: str, takes: str) -> tuple[int, str]:
    """Unit and region after an office's head: the index after them and the whole unit."""
    end = index
    if takes:
        after_pair = _skip_paired_head(words, end)
        numbered = after_pair + (office in NUMBERED and is_number(words, after_pair))
        end, read = read_unit(words, numbered)
        if read is None and (takes == "unit" or unit in INTERCHANGEABLE):
            end, read = _read_abbreviation(words, numbered)
        if read is None:
            end = index if numbered == after_pair else numbered
        number = words.low[after_pair] if numbered > after_pair else ""
        joined = (" / " if office in PARTS_OF_A_UNIT else " ").join(part for part in (unit, read) if part)
        unit = " ".join(part for part in (_ROMAN.get(number, number), joined) if part)
    elif is_number(words, end) or (words.has(end, {"/"}) and is_number(words, end + 1)):
        end += 2 if words.low[end] == "/" else 1
        end = read_place(words, end) if office == "kepala_sekolah" else end
    if words.has(end, {"bidang"}):
        end, read = read_unit(words, end)
        unit = " ".join(part for part in (unit, read) if part)
    if office in NESTED and unit and " / " not in unit:
        end, unit = _read_parent(words, end, unit)
    after = read_region(words, end)
    if after == end and office in read_words("place_offices"):
        after = _read_unknown_place(words, end)
    if after > end and not takes and words.has(after, {"bidang"}):
        after, read = read_unit(words, after)
        unit = " ".join(part for part in (unit, read) if part)
    return after, unit


def _read_abbreviation(words: Words, index: int) -> tuple[int, str | None]:
    """An institution that no table knows, by an abbreviation in capitals: "Ketua HDI" (not in a line of capitals)."""
    token = words.tokens[index].text if index < len(words) else ""
    known = is_given_name(words.low[index]) or words.low[index] in read_words("degrees", "form") if token else True
    head = words.tokens[index - 1].text
    if known or not token.isupper() or not token.isalnum() or not 3 <= len(token) <= 9 or head.isupper():
        return index, None
    end, more = read_unit(words, index + 1)
    return (end, f"{words.low[index]} / {more}") if more else (index + 1, words.low[index])


def _read_parent(words: Words, index: int, unit: str) -> tuple[int, str]:
    """The unit above, after a comma or "pada": "Kepala Bidang Litbang, Badan Perencanaan Pembangunan Kabupaten Anu"."""
    if not words.has(index, {",", "pada", "di"}) or not words.is_capital(index + 1) or not words.same_line(index + 1):
        return index, unit
    if not words.has(index + 1, INTERCHANGEABLE | {"bidang", "bagian", "biro", "sekretariat", "direktorat"}):
        return index, unit
    end, read = read_unit(words, index + 1)
    return (end, f"{unit} / {read}") if read and " " in read else (index, unit)


def _skip_paired_head(words: Words, index: int) -> int:
    """The index after "dan Sekretaris" in "Ketua dan Sekretaris Partai Politik": both share the unit."""
    if not words.has(index, {"dan", "/", "beserta"}):
        return index
    head = _heads().find(words.low, index + 1) if index + 1 < len(words) else None
    return head[0] if head and head[1].takes == "unit" else index


def _read_unknown_place(words: Words, index: int) -> int:
    """The index after a village's or district's name that no table knows, unless it looks like a person's name."""
    if not _may_be_place(words, index):
        return index
    # "Wali Nagari Koto Sariak, Zulhendri": two words where a name follows after the comma.
    if _may_be_place(words, index + 1) and words.has(index + 2, {","}) and words.is_capital(index + 3):
        return index + 2
    return read_place(words, index)


def _may_be_place(words: Words, index: int) -> bool:
    if not words.is_capital(index) or not words.same_line(index) or words.tokens[index].text.endswith("."):
        return False
    low = words.low[index]
    return not (is_given_name(low) or is_title(low) or low in unit_words())


def _read_spread(words: Words, index: int) -> int:
    """The index after "se-Kabupaten Wonosobo" or "se Kabupaten Wonosobo"."""
    if index >= len(words) or not words.low[index].startswith("se"):
        return index
    low = words.low[index]
    if low == "se":
        after = index + 1 + words.has(index + 1, {"-"})
        end = read_region(words, after)
        return end if end > after else index
    if " " not in low:
        return index
    end = read_region(words, index + 1)
    return end if end > index + 1 else (index + 1 + words.is_capital(index + 1))


def _read_quantifier(words: Words, index: int) -> int:
    """The index of "para", "seluruh" or "sejumlah" right before `index`, or `index` itself."""
    start = index
    while start > 0 and words.low[start - 1] in read_words("quantifiers"):
        start -= 1
    return start


def offices_match(asked: OfficeMention, given: OfficeMention) -> bool:
    """Whether the office that was asked for is the one given: "kapolres" fits "Kapolres Wonosobo", "kadis" no "Bupati".

    The heads must be the same; the asked unit's words must all stand in the given unit, level by level.
    """
    if asked.office != given.office:
        return False
    if asked.acting and given.acting and asked.acting != given.acting:
        return False
    wanted = [part.split() for part in (asked.unit or "").split(" / ") if part]
    there = [part.split() for part in (given.unit or "").split(" / ") if part]
    if not wanted:
        return True
    if not there or not _covers(wanted[0], there[0]):
        return False
    return all(any(_covers(part, other) for other in there[1:]) for part in wanted[1:]) or len(there) == 1


def _covers(wanted: list[str], there: list[str]) -> bool:
    """Whether one level of a unit has every word that was asked for; "dinas" alone asks only for the kind."""
    topics = [word for word in wanted if word not in INTERCHANGEABLE]
    if not topics:
        kinds = [word for word in there if word in INTERCHANGEABLE]
        return not kinds or wanted[0] in kinds
    return set(topics) <= set(there)
