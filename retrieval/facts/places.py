"""Where a meeting took place: "di / bertempat di / digelar di" and the noun phrase that names the place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page, phrase_end
from retrieval.facts.phrases import alternation, read_cues

# The class of a place: a venue answers "where", a town or village only where nothing better is named.
VENUE, NAMED, AREA, WIDE, VIRTUAL = "venue", "named", "area", "wide", "virtual"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, `text[start:end]`; `held` where a verb of holding leads to it ("digelar di ...")."""

    start: int
    end: int
    sort: str
    held: bool


@cache
def _words(role: str) -> str:
    return alternation(read_cues("place_cues", role))


@cache
def _part() -> re.Pattern[str]:
    """A comma behind which a place goes on: "Hotel Anu, Jalan Melati", "Balai Ladang, Waeapo Kecamatan Namlea"."""
    return re.compile(
        rf",\s*(?=(?-i:[A-Z][a-z]+\s+){{0,2}}(?:{_words('part')}|{_words(AREA)}|{_words(WIDE)})\s+(?-i:[A-Z0-9]))",
        re.IGNORECASE,
    )


@cache
def _lead() -> re.Pattern[str]:
    to, bare = rf"di(?:\s+|(?={_words(VENUE)}\b))", rf"(?:di\s+|\s*[:\-]?\s*(?={_words(VENUE)}\b))"
    held = rf"(?:{_words('held')}\s+{to}|{_words('seat')}\s*{bare})"
    return re.compile(rf"(?<!\w)(?:(?P<held>{held})|{to}|dari\s+(?={_words('from')}\b))[“\"]?", re.IGNORECASE)


@cache
def _head() -> re.Pattern[str]:
    """The first word of a place: what kind it is, or a capital."""
    kinds = "|".join(rf"(?P<{sort}>{_words(sort)}(?!\w))" for sort in (WIDE, AREA, VENUE))
    named = rf"(?P<{NAMED}>(?!{_words('not_place')}(?!\w))(?-i:(?=[^\W\da-z])))"
    return re.compile(rf"{kinds}|{named}", re.IGNORECASE)


@cache
def _virtual() -> re.Pattern[str]:
    return re.compile(rf"\b{_words('means')}\s+{_words(VIRTUAL)}\b", re.IGNORECASE)


def find_places(page: Page) -> list[PlaceMention]:
    """Every place that a preposition leads to, in order, physical ones and "via Zoom"."""
    found = [place for lead in _lead().finditer(page.text) if (place := _read_place(page, lead))]
    remote = [PlaceMention(*match.span(), VIRTUAL, held=False) for match in _virtual().finditer(page.text)]
    return sorted(found + remote, key=lambda place: place.start)


def _read_place(page: Page, lead: re.Match[str]) -> PlaceMention | None:
    text, start, held = page.text, lead.end(), lead["held"] is not None
    head = _head().match(text, start)
    if head is None:
        return None
    end = _place_end(text, start, limit=page.sentences[page.sentence_at(start)].end)
    if not (held or _is_specific(text[start:end])):
        return None
    return PlaceMention(start, end, str(head.lastgroup), held)


def _is_specific(place: str) -> bool:
    """Whether a phrase names one place: it has a name in it, or two nouns of place ("aula kantor camat")."""
    return any(letter.isupper() for letter in place) or len(_head().findall(place)) > 1


def _place_end(text: str, start: int, *, limit: int) -> int:
    end = phrase_end(text, start, limit=limit)
    while part := _part().match(text, end, limit):
        end = phrase_end(text, part.end(), limit=limit)
    return start + len(text[start:end].rstrip(" ,;-–"))
