"""Regions named in articles and questions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from retrieval.language.regions.gazetteer import Name, is_within, lengths, names, region
from retrieval.language.tables import read_table, read_words

QUESTION_CHARACTERS = 300
"""A one-line text up to this length may be a question typed without capitals."""


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
_DOTTED = frozenset(
    {"kab", "kec", "prov", "kep", "tj", "tg", "kel", "ds", "jl", "jln", "gg", "dsn", "kp", "p", "d", "i"}
)
_LEVEL_WORDS = frozenset(
    {"kabupaten", "kab", "kota", "kotamadya", "kodya", "provinsi", "propinsi", "prov", "kecamatan", "kec", "distrik"}
)
_LISTING = frozenset({",", "dan", ", dan", "serta", "&", ", serta"})
_NO_CUE = frozenset({"", "near", "other"})


class _Page:
    """A text and its words: folded, with their offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _WORD.finditer(text)]
        lowered = text.lower() if len(text.lower()) == len(text) else text
        self.words = [lowered[start:end] for start, end in self.spans]
        if _APOSTROPHE.search(text):
            self.words = [_APOSTROPHE.sub("", word) for word in self.words]

    def word(self, index: int) -> str:
        """The folded word at an index, "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_touching(self, index: int) -> bool:
        """Whether a word follows the one before it closely: spaces, a hyphen, the dot of an abbreviation."""
        if not 0 < index < len(self.words):
            return False
        gap = self.text[self.spans[index - 1][1] : self.spans[index][0]]
        if gap == " " or _GAP.fullmatch(gap):
            return True
        return self.words[index - 1] in _DOTTED and gap.strip() == "." and "\n" not in gap

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
    if not chosen and len(text) <= QUESTION_CHARACTERS and "\n" not in text:
        chosen = [candidate for candidate in candidates if _fits_question(page, candidate)]
    return [RegionMention(candidate.start, candidate.end, codes) for candidate, codes in _settle(chosen)]


def _find_candidates(page: _Page) -> list[_Candidate]:
    candidates: list[_Candidate] = []
    known, after = lengths(), 0
    for index, word in enumerate(page.words):
        if index < after or word not in known:
            continue
        candidate = _match_longest(page, index, counts=known[word], before=candidates[-1:])
        if candidate:
            candidates.append(candidate)
            after = candidate.last
    return [candidate for candidate in candidates if candidate.codes]


def _match_longest(page: _Page, index: int, *, counts: tuple[int, ...], before: list[_Candidate]) -> _Candidate | None:
    listed = names()
    for count in counts:
        last = index + count
        name = listed.get(tuple(page.words[index:last])) if last <= len(page.words) else None
        if name is None or not all(page.is_touching(place) for place in range(index + 1, last)):
            continue
        candidate = _read_candidate(page, index, last=last, name=name)
        if not candidate.codes and before:
            candidate = _continue_listing(page, candidate, before[0])
        if name.needs == "acronym" and count > 1 and not candidate.is_certain:
            continue  # "di Yogyakarta" is in it, "DI Yogyakarta" is its name
        if candidate.codes or candidate.cue == "other":
            return candidate
    return None


def _read_candidate(page: _Page, index: int, *, last: int, name: Name) -> _Candidate:
    cue = _find_cue(page, index, name)
    if cue == "regency_first" and page.word(last) == "kota" and page.is_touching(last):
        cue, last = "city", last + 1
    start, end = page.spans[index][0], page.spans[last - 1][1]
    is_certain = cue not in _NO_CUE or _stands_alone(page, index, last=last, needs=name.needs, cue=cue)
    codes = _choose_codes(_where_said(name, page.word(index - 1)), cue, is_capital=page.text[start:end].istitle())
    is_office = page.word(index - 2) in {"wali", "wakil"}
    if cue not in _NO_CUE and page.word(index - 1) in _LEVEL_WORDS and not is_office:
        start = page.spans[index - 1][0]
    return _Candidate(start, end, last, name, cue, is_certain, codes)


def _find_cue(page: _Page, index: int, name: Name) -> str:
    if not page.is_touching(index) or page.text[page.spans[index][0] - 1] == "/":
        return ""
    cue = _cues().get(page.word(index - 1), "")
    if {page.word(index - 1), page.word(index - 2)} == {"kabupaten", "kota"}:
        return "any"
    if cue == "province" and name.needs and not any(_level(code) == "province" for code in name.regions):
        return ""  # "Polda Metro Jaya"
    return cue


def _choose_codes(name: Name, cue: str, *, is_capital: bool) -> tuple[str, ...]:
    if cue == "other":
        return ()
    if cue == "district" and name.districts:
        return name.districts
    if not name.regions:
        return name.districts if name.is_distinct and is_capital else ()
    if cue in {"regency_first", "district"}:
        return tuple(sorted(name.regions, key=lambda code: _level(code) != "regency"))
    return tuple(code for code in name.regions if _level(code) == cue) or name.regions


def _where_said(name: Name, word: str) -> Name:
    """Without the districts of provinces that do not call them so: "Distrik Jayapura" is none on Sumatra."""
    provinces = _local_words().get(word)
    if provinces is None or not name.regions:
        return name
    return replace(name, districts=tuple(code for code in name.districts if code[:2] in provinces))


@cache
def _local_words() -> dict[str, frozenset[str]]:
    return {row["word"]: frozenset(row["provinces"].split(",")) for row in read_table("district_words")}


def _level(code: str) -> str:
    found = region(code)
    return found.level if found else ""


def _parent(code: str) -> str | None:
    found = region(code)
    return found.parent if found else None


def _stands_alone(page: _Page, index: int, *, last: int, needs: str, cue: str) -> bool:
    """Whether a name without a cue is certain: not doubtful, or written with the capitals that it needs."""
    first = page.text[slice(*page.spans[index])]
    if needs == "capital":
        return first[0].isupper()
    if needs == "acronym":
        return first.isupper() and len(first) > 1
    if needs == "announced":
        return False
    is_last = not page.is_touching(last) or not page.is_capital(last)
    return not needs or (cue == "near" and first[0].isupper() and is_last)


def _continue_listing(page: _Page, candidate: _Candidate, before: _Candidate) -> _Candidate:
    """A district named behind another one of the same regency: "Kecamatan Mekar, Sari Jaya dan Suka Rame"."""
    between = page.text[before.end : candidate.start].strip()
    if before.cue != "district" or between not in _LISTING or not page.text[candidate.start].isupper():
        return candidate
    parents = {_parent(code) for code in before.codes}
    codes = tuple(code for code in candidate.name.districts if _parent(code) in parents)
    return replace(candidate, codes=codes, cue="district", is_certain=True)


def _fits_question(page: _Page, candidate: _Candidate) -> bool:
    """Whether a small letter will do, no other region being named: the name ends the phrase it stands in."""
    following = page.word(candidate.last)
    if page.text[candidate.start].isupper() or (following and page.is_capital(candidate.last)):
        return False
    if candidate.name.needs == "capital":
        return True
    is_last = not following or following.isdigit() or following in read_words("stopwords")
    return is_last and (candidate.cue == "near" or candidate.name.needs == "acronym" or not following)


def _settle(chosen: list[_Candidate]) -> list[tuple[_Candidate, tuple[str, ...]]]:
    """Ambiguous names by their surroundings: first the codes that the text names elsewhere, or that lie in such."""
    sure = {candidate.codes[0] for candidate in chosen if len(candidate.codes) == 1}
    settled = []
    for candidate in chosen:
        codes = candidate.codes
        if candidate.cue in {"", "near", "area"}:
            # "Sukoharjo" in an article on Wonosobo is Wonosobo's district before it is the regency.
            local = (code for code in candidate.name.districts if _parent(code) in sure.difference(codes))
            codes = tuple(dict.fromkeys((*local, *codes)))
        fitting = [code for code in codes if any(is_within(code, other) for other in sure)]
        is_district = candidate.cue == "district" and fitting
        settled.append((candidate, tuple(fitting) if is_district else tuple(dict.fromkeys((*fitting, *codes)))))
    return settled
