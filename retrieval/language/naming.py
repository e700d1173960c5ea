"""Runs of words that may be a person's name, with the titles before and the degrees after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.names import short_muhammad, titles
from retrieval.language.placing import is_given_name
from retrieval.language.tables import read_table, read_words
from retrieval.language.units import unit_forms, unit_words
from retrieval.language.words import Words, fold_word

MAX_NAME_WORDS = 6
SHORTEST_SMALL = 3  # Shorter words in small letters are particles and slips.
PARTICLES = frozenset({"bin", "binti", "van", "von", "de", "der", "dos", "da", "el", "al"})
SMALL_TITLES = frozenset({"dr", "drg", "drh", "apt", "ir"})
RETIRED = frozenset({"purn", "p", "k", "e", "t"})
_VERB_SHAPE = re.compile(r"^(?:me(?:m|n|ng|ny|l|r)\w{3,}|di\w{5,}|ber\w{4,}|ter\w{4,}|se\w{2,} \w+|\w+nya)$")


@dataclass(frozen=True, slots=True)
class Run:
    """A candidate: token indexes of titles, name and degrees (title <= first < last <= end)."""

    title: int
    first: int
    last: int
    end: int


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return read_words("not_names") | read_words("quantifiers")


def find_runs(words: Words, blocked: list[bool]) -> Iterator[Run]:
    reached = 0
    for index, token in enumerate(words.tokens):
        if index < reached or blocked[index] or not (token.text[0].isupper() or words.low[index] in SMALL_TITLES):
            continue
        first = _skip_titles(words, index, blocked)
        last = _read_name(words, first, blocked, titled=first > index)
        reached = first
        if last > first:
            reached = _skip_degrees(words, last)
            yield Run(index, first, last, reached)


def _skip_titles(words: Words, index: int, blocked: list[bool]) -> int:
    """The index after honorifics and ranks ("Letkol Czi", "Drs.", "H.", "Mayjen TNI (Purn)")."""
    at = index
    if words.low[index] in _corps():
        return index
    while at < len(words) and not blocked[at] and is_title(words, at):
        after = at + 1
        if words.has(after, {"."}):
            after += 1
        if words.has(after, {"("}) and words.has(after + 1, RETIRED) and words.has(after + 2, {")"}):
            after += 3
        # Typed in haste: "Kapolsek Anu Iptu, Budi Santoso".
        if (
            words.has(after, {","})
            and words.low[at] in read_words("ranks", "form")
            and looks_like_name(words, after + 1)
        ):
            after += 1
        if after >= len(words) or not words.same_line(after):
            return index
        at = after
    return at


@lru_cache(maxsize=1)
def _corps() -> frozenset[str]:
    """What follows a rank and never begins a title: "Inf", "Pol", "TNI"."""
    return frozenset(row["form"] for row in read_table("ranks") if row["kind"] == "corps")


def is_title(words: Words, index: int) -> bool:
    """Whether the token at `index` is an honorific, a rank or several joined by dots ("Drs.H.M.")."""
    token = words.tokens[index].text
    low = words.low[index]
    if low in titles():
        return token[0].isupper() or low in SMALL_TITLES
    parts = [fold_word(part) for part in token.split(".") if part]
    return len(parts) > 1 and parts[0] in titles() and all(part in titles() or len(part) == 1 for part in parts)


def _read_name(words: Words, index: int, blocked: list[bool], *, titled: bool) -> int:
    """The index after the longest run of name words from `index` on, or `index`; `titled`: a title stands before."""
    at = index
    called = words.low[index - 1] == "bernama" and looks_like_name(words, index)
    while at < len(words) and at - index < MAX_NAME_WORDS and (at == index or words.same_line(at)) and not blocked[at]:
        fits = _is_name_word(words, at, begins=at == index) or (at > index and _is_enclosed(words, at))
        fits = fits or (titled and at == index and _may_follow_title(words, at)) or _is_small_name(words, at, index)
        fits = fits or (called and words.is_capital(at) and words.low[at] not in _never())
        if not fits or (at > index and not _touches(words, at)):
            break
        if at > index and len(words.low[at]) == 1 and degree_width(words, at) > 1:
            break
        at += 2 if _has_own_mark(words, at) else 1
    while at > index and words.low[at - 1] in PARTICLES:
        at -= 1
    return at if any(len(word) > 1 for word in words.low[index:at]) else index


def _is_small_name(words: Words, index: int, first: int) -> bool:
    """Whether a given name typed in small letters goes on with the name before it: "Joko sutrisno, M.M."."""
    low = words.low[index]
    plain = words.tokens[index].text == low and low.isalpha() and len(low) > SHORTEST_SMALL and index > first
    known = plain and is_telling_name(low) and low not in read_words("common_words") and not _is_ordinary(low)
    return known and is_given_name(words.low[index - 1])


def _has_own_mark(words: Words, index: int) -> bool:
    """Whether the next token is a mark of the name itself: "Muh. Zainuddin", "Asma' Khairiah"."""
    if index + 2 >= len(words) or not words.is_capital(index + 2) or not words.same_line(index + 2):
        return False
    attached = words.tokens[index].end == words.tokens[index + 1].start
    short = words.low[index] in short_muhammad() and words.has(index + 1, {"."})
    return attached and (short or words.has(index + 1, {"'", "’", "`"}))


def _may_follow_title(words: Words, index: int) -> bool:
    """Whether a common word is a name for standing between a title and another name: "Letkol Kav Gigih Prayudo"."""
    if not words.is_capital(index) or words.low[index] in _never() or words.low[index] in unit_words():
        return False
    return looks_like_name(words, index + 1) and words.same_line(index + 1)


def _is_enclosed(words: Words, index: int) -> bool:
    """Whether an ordinary word is a name for what is around it: "I Wayan Benda Artha", "Tirta Sastra, S.E."."""
    if not words.is_capital(index) or words.low[index] in _never() or not looks_like_name(words, index - 1):
        return False
    if words.has(index + 1, {","}) and degree_width(words, index + 2) and not degree_width(words, index):
        return True
    between = is_given_name(words.low[index - 1]) and words.is_capital(index + 1)
    return between and is_telling_name(words.low[index + 1]) and words.low[index] not in unit_words()


def _touches(words: Words, index: int) -> bool:
    """Whether a token follows the one before it without anything but spaces, and no sentence ended in between."""
    before = words.tokens[index - 1]
    marked = index > 1 and _has_own_mark(words, index - 2)
    return not words.text[before.end : words.tokens[index].start].strip() and (marked or before.text not in {".", ","})


def _is_name_word(words: Words, index: int, *, begins: bool) -> bool:
    token, low = words.tokens[index].text, words.low[index]
    if not begins and low in PARTICLES:
        return True
    if (
        not token[0].isupper()
        or not token.replace(".", "").replace("-", "").replace("'", "").replace("’", "").isalpha()
    ):
        return False
    if low in (_corps() if begins else read_words("ranks", "form")):
        return False
    if is_given_name(low) or len(low) == 1:
        return True
    # "KIM" is an institution, "Kim" a name.
    institution = (token.isupper() or len(low) > 4) and unit_forms().find((low,), 0)
    if institution or _is_ordinary(low) or is_degree(words, index):
        return False
    # Short unknown words all in capitals are abbreviations; after a name, two or three of them are initials.
    initials = not begins and len(token) <= 3 and is_given_name(words.low[index - 1])
    return initials or not (token.isupper() and len(token) <= 5)


def looks_like_name(words: Words, index: int) -> bool:
    """Whether the word at `index` might be a person's, known or not: capitalised and nothing else that is known."""
    return index < len(words) and index not in words.regions and _is_name_word(words, index, begins=True)


@lru_cache(maxsize=65_536)
def _is_ordinary(low: str) -> bool:
    """Whether a word is known as something else than a name."""
    if low in _never() or low in unit_words() or low in read_words("common_words"):
        return True
    return bool(_VERB_SHAPE.match(low))


def _skip_degrees(words: Words, index: int) -> int:
    """The index after degrees, each after a comma or a space: ", S.Sos., M.Si", " SE. MM"."""
    end = at = index
    while at < len(words) and words.same_line(at):
        if words.low[at] in {",", "."} and at + 1 < len(words):
            at += 1
            if words.low[at] in {",", "."}:
                at += 1
        width = degree_width(words, at) or _unknown_degree(words, at)
        if not width:
            break
        at += width
        end = at
    return end + (end > index and words.has(end, {"."}) and words.has(end + 1, {","}))


def _unknown_degree(words: Words, index: int) -> int:
    """1 where a short abbreviation in capitals stands before a comma and a known degree ("AB, MM")."""
    if index + 2 >= len(words) or words.low[index - 1] != "," or words.low[index + 1] != ",":
        return 0
    token = words.tokens[index].text.replace(".", "")
    short = token.isupper() and 2 <= len(token) <= 3 and not unit_forms().find(words.low, index)
    return int(short and degree_width(words, index + 2) > 0)


def degree_width(words: Words, index: int) -> int:
    """How many tokens the degree at `index` takes ("S. IK" two, "S.Sos." one), 0 where none stands there."""
    if index >= len(words) or not words.tokens[index].text[0].isupper():
        return 0
    if is_degree(words, index):
        return 1
    if len(words.low[index]) <= 2 and index + 1 < len(words) and words.is_capital(index + 1):
        if words.low[index] + words.low[index + 1] in read_words("degrees", "form"):
            return 2
        if words.has(index + 1, {"."}) and index + 2 < len(words):
            return 3 if words.low[index] + words.low[index + 2] in read_words("degrees", "form") else 0
    return 0


def is_degree(words: Words, index: int) -> bool:
    """Whether the token at `index` is written like an academic degree that the table knows."""
    token = words.tokens[index].text
    if words.low[index] not in read_words("degrees", "form"):
        return False
    return (
        "." in token
        or token.isupper()
        or (len(token) > 2 and token[1].isupper())
        or token in {"Akt", "Ak", "Lc", "Mec", "Apt", "Ners"}
    )


def is_telling_name(word: str) -> bool:
    """Whether a word is a name and hardly anything else (unlike "Dini", "Utama")."""
    return is_given_name(word) and word not in _names_that_are_words()


@lru_cache(maxsize=1)
def _names_that_are_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("given_names") if row["kind"] == "word")
