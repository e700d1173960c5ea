"""Runs of words that may be a person's name, with the titles before and the degrees after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.names import titles
from retrieval.language.placing import is_given_name
from retrieval.language.tables import read_table, read_words
from retrieval.language.units import unit_words
from retrieval.language.words import Words

MAX_NAME_WORDS = 6
LONGEST_ABBREVIATION = 5
"""Letters: an unknown word all in capitals up to this length is no name, but up to three are initials behind one."""

PARTICLES = frozenset({"bin", "binti", "van", "von", "de", "der", "dos", "da", "el", "al"})
SMALL_TITLES = frozenset({"dr", "drg", "drh", "apt", "ir"})
INSIDE_TITLES = frozenset({".", "(", ")", "purn", "p"})
"""What stands between a title and the name: "Mayjen TNI (Purn) Budi"."""

_NAME_SHAPE = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*")
_VERB_SHAPE = re.compile(r"^(?:me(?:m|n|ng|ny|l|r)\w{3,}|di\w{5,}|ber\w{4,}|ter\w{4,}|se\w{2,} \w+|\w+nya)$")


@dataclass(frozen=True, slots=True)
class Run:
    """A candidate: token indexes of titles, name and degrees (title <= first < last <= end)."""

    title: int
    first: int
    last: int
    end: int


def find_runs(words: Words, blocked: list[bool]) -> Iterator[Run]:
    """The runs of a text in order; `blocked` says of each token whether something else has it."""
    reached = 0
    for index, low in enumerate(words.low):
        if index >= reached and not blocked[index] and (words.is_capital(index) or low in SMALL_TITLES):
            first = _skip_titles(words, index, blocked)
            last = reached = _read_name(words, first, blocked, titled=first > index)
            if any(len(word) > 1 for word in words.low[first:last]):
                reached = _skip_degrees(words, last)
                yield Run(index, first, last, reached)


def _skip_titles(words: Words, index: int, blocked: list[bool]) -> int:
    """The index after honorifics and ranks ("Letkol Czi", "Drs.", "H.")."""
    at, (fitting, later) = index, _title_words()
    while words.has(at, fitting) and not blocked[at]:
        fitting = later
        at += 1
    return at


@lru_cache(maxsize=1)
def _title_words() -> tuple[frozenset[str], frozenset[str]]:
    """What a title begins with, and what it goes on with: a corps ("Inf", "Pol", "TNI") only follows a rank."""
    corps = {row["form"] for row in read_table("ranks") if row["kind"] == "corps"}
    return titles() - corps, titles() | INSIDE_TITLES


def _read_name(words: Words, index: int, blocked: list[bool], *, titled: bool) -> int:
    """The index after the longest run of name words from `index` on, or `index`; `titled`: a title stands before."""
    at = index + (titled and _may_follow_title(words, index) and not blocked[index])
    while at < min(len(words), index + MAX_NAME_WORDS) and not blocked[at]:
        if not _is_name_word(words, at, begins=at == index) or not (at == index or words.same_line(at)):
            break
        at += 1
    return at


def _may_follow_title(words: Words, index: int) -> bool:
    """Whether a common word is a name for standing between a title and another name: "Letkol Kav Gigih Prayudo"."""
    is_thing = words.low_at(index) in read_words("not_names") or words.low_at(index) in unit_words()
    return words.is_capital(index) and not is_thing and looks_like_name(words, index + 1)


def _is_name_word(words: Words, index: int, *, begins: bool) -> bool:
    token, low = words.tokens[index].text, words.low[index]
    if low in PARTICLES:
        return not begins
    if not token[0].isupper() or not _NAME_SHAPE.fullmatch(token) or low in read_words("ranks", "form"):
        return False
    if is_given_name(low) or len(low) == 1:
        return True
    longest_initials = 3 * is_given_name(words.low_at(index - 1))
    is_abbreviation = token.isupper() and longest_initials < len(token) <= LONGEST_ABBREVIATION
    return not (is_abbreviation or _is_ordinary(low) or is_degree(words, index))


def looks_like_name(words: Words, index: int) -> bool:
    """Whether the word at `index` might be a person's, known or not: capitalised and nothing else that is known."""
    return index < len(words) and index not in words.regions and _is_name_word(words, index, begins=True)


@lru_cache(maxsize=65_536)
def _is_ordinary(low: str) -> bool:
    """Whether a word is known as something else than a name."""
    return low in _known_words() or _VERB_SHAPE.match(low) is not None


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    institutions = (form for form in read_words("units", "form") if len(form) >= LONGEST_ABBREVIATION)
    tables = (read_words("not_names"), read_words("quantifiers"), read_words("common_words"), unit_words())
    return frozenset(institutions).union(*tables)


def _skip_degrees(words: Words, index: int) -> int:
    """The index after degrees, each after a comma or a space: ", S.Sos., M.Si", " SE. MM"."""
    end = at = index
    while words.has(at, {",", "."}) or is_degree(words, at):
        end = at + 1 if words.low[at] not in {",", "."} else end
        at += 1
    return end


def is_degree(words: Words, index: int) -> bool:
    """Whether the token at `index` is written like an academic degree that the table knows."""
    if not words.has(index, read_words("degrees", "form")):
        return False
    token = words.tokens[index].text
    return "." in token or not token.istitle()


def is_telling_name(word: str) -> bool:
    """Whether a word is a name and hardly anything else (unlike "Dini", "Utama")."""
    return is_given_name(word) and word not in _names_that_are_words()


@lru_cache(maxsize=1)
def _names_that_are_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("given_names") if row["kind"] == "word")
