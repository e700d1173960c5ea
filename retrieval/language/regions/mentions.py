"""Regions named in articles and questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.language.regions.gazetteer import Name, is_within, lengths, level_of, names
from retrieval.language.tables import read_table, read_words


@dataclass(frozen=True, slots=True)
class RegionMention:
    """Where a text names a region, its level word included ("Kab. Wonosobo"); an ambiguous name's codes best first."""

    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name at `start:end`, words `first:last`; `cue` is what the word before it announces."""

    start: int
    end: int
    last: int
    name: Name
    cue: str
    is_certain: bool
    codes: tuple[str, ...]


_WORD = re.compile(r"\w+(?:['’‘`]\w+)*")
_APOSTROPHE = re.compile("['’‘`]")
_GAP = re.compile(r"[^\S\n]{0,3}|[^\S\n]?[-–/][^\S\n]?")
_DOT_AND_GAP = re.compile(r"\.?[^\S\n]*")
_DOTTED = frozenset(
    {"kab", "kec", "prov", "kep", "tj", "tg", "kel", "ds", "jl", "jln", "gg", "dsn", "kp", "p", "d", "i"}
)
_LEVEL_WORDS = frozenset(
    {"kabupaten", "kab", "kota", "kotamadya", "kodya", "provinsi", "propinsi", "prov", "kecamatan", "kec", "distrik"}
)
_NO_CUE = frozenset({"", "near", "other"})


class _Page:
    """A text and its words: folded, with their offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.words = [_APOSTROPHE.sub("", text[start:end].lower()) for start, end in self.spans]

    def word(self, index: int) -> str:
        """The folded word at an index, "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_touching(self, index: int) -> bool:
        """Whether a word follows the one before it closely: spaces, a hyphen, the dot of an abbreviation."""
        if not 0 < index < len(self.words):
            return False
        gap = self.text[self.spans[index - 1][1] : self.spans[index][0]]
        allowed = _DOT_AND_GAP if self.words[index - 1] in _DOTTED else _GAP
        return allowed.fullmatch(gap) is not None

    def is_capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.spans[index][0]].isupper()


@cache
def _cues() -> dict[str, str]:
    return {row["word"]: row["means"] for row in read_table("region_cues")}


def find_regions(text: str) -> list[RegionMention]:
    """The regions that a text names, in order, without overlap.

    A name that is also a common word or a person's name needs a capital or a word such as "Bupati" before it; in a
    short text without any other region it is read without. Districts need a cue ("Kecamatan") or a distinct name.
    """
    page = _Page(text)
    candidates = _find_candidates(page)
    certain = {code for candidate in candidates if candidate.is_certain for code in candidate.codes}
    chosen = [
        candidate
        for candidate in candidates
        # A doubtful name is believed where the same text announces it elsewhere: "Kabupaten Banjar ... Banjar".
        if candidate.is_certain or (text[candidate.start].isupper() and certain.intersection(candidate.codes))
    ]
    if not chosen and "\n" not in text:
        chosen = [candidate for candidate in candidates if _fits_question(page, candidate)]
    sure = {candidate.codes[0] for candidate in chosen if len(candidate.codes) == 1}
    return [RegionMention(candidate.start, candidate.end, _settle(candidate, sure)) for candidate in chosen]


def _find_candidates(page: _Page) -> list[_Candidate]:
    candidates: list[_Candidate] = []
    after = 0
    for index, word in enumerate(page.words):
        if index >= after and word in lengths():
            found = _match_longest(page, index, counts=lengths()[word])
            candidates += found
            after = found[0].last if found else after
    return candidates


def _match_longest(page: _Page, index: int, *, counts: tuple[int, ...]) -> list[_Candidate]:
    """The longest name that begins at a word, in a list, or none; "di Yogyakarta" is not "DI Yogyakarta"."""
    for count in counts:
        last = index + count
        name = names().get(tuple(page.words[index:last]))
        if name and all(map(page.is_touching, range(index + 1, last))):
            candidate = _read_candidate(page, index, last=last, name=name)
            if candidate.codes and (candidate.is_certain or name.needs != "acronym" or count == 1):
                return [candidate]
    return []


def _read_candidate(page: _Page, index: int, *, last: int, name: Name) -> _Candidate:
    cue = _cues().get(page.word(index - 1), "") if page.is_touching(index) else ""
    if cue == "regency_first" and page.word(last) == "kota":
        cue, last = "city", last + 1
    is_level = bool(cue) and page.word(index - 1) in _LEVEL_WORDS and page.word(index - 2) not in {"wali", "wakil"}
    start, end = page.spans[index - is_level][0], page.spans[last - 1][1]
    is_certain = cue not in _NO_CUE or _stands_alone(page, index, last=last, needs=name.needs, cue=cue)
    is_capital = page.text[page.spans[index][0] : end].istitle()
    return _Candidate(start, end, last, name, cue, is_certain, _choose_codes(name, cue, is_capital=is_capital))


def _choose_codes(name: Name, cue: str, *, is_capital: bool) -> tuple[str, ...]:
    if cue == "other":
        return ()
    if not name.regions or (cue == "district" and name.districts):
        return name.districts if cue == "district" or (name.is_distinct and is_capital) else ()
    level = "regency" if cue in {"regency_first", "district"} else cue
    fitting = [code for code in name.regions if level_of(code) == level]
    others = name.regions if cue != level or not fitting else ()
    return tuple(dict.fromkeys((*fitting, *others)))


def _stands_alone(page: _Page, index: int, *, last: int, needs: str, cue: str) -> bool:
    """Whether a name without a cue is certain: not doubtful, or written with the capitals that it needs."""
    first = page.text[slice(*page.spans[index])]
    is_last = not page.is_touching(last) or not page.is_capital(last)
    fulfilled = {
        "": True,
        "capital": first[0].isupper(),
        "acronym": first.isupper(),
        "cue": cue == "near" and first[0].isupper() and is_last,
    }
    return fulfilled.get(needs, False)


def _fits_question(page: _Page, candidate: _Candidate) -> bool:
    """Whether a small letter will do, no other region being named: the name ends the phrase it stands in."""
    following, needs = page.word(candidate.last), candidate.name.needs
    is_last = following.isdigit() or following in read_words("stopwords")
    fits = needs in {"capital", "acronym"} or not following or (candidate.cue == "near" and is_last)
    return fits and page.text[candidate.start].islower()


def _settle(candidate: _Candidate, sure: set[str]) -> tuple[str, ...]:
    """An ambiguous name by its surroundings: first the codes that the text names elsewhere, or that lie in such."""
    fitting = [code for code in candidate.codes if any(is_within(code, other) for other in sure)]
    if fitting and candidate.cue == "district":
        return tuple(fitting)
    return tuple(dict.fromkeys((*fitting, *candidate.codes)))
