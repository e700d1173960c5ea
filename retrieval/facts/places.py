"""Where a meeting took place: "di / bertempat di / digelar di", the noun phrase that names it, and which one it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.facts.occasions import Occasion, report
from retrieval.facts.page import Mention, Page, phrase_end
from retrieval.facts.phrases import cue_words
from retrieval.language.dates import DateMention

# The class of a place: a venue answers "where", a town or village only where nothing better is named.
VENUE, NAMED, AREA, WIDE, VIRTUAL = "venue", "named", "area", "wide", "virtual"

# What speaks for a place being the meeting's; set by reading articles.
_SORTS = {VENUE: 3.0, NAMED: 1.2, VIRTUAL: 0.8, AREA: 0.5, WIDE: -1.0}
_REPORT, _HELD, _WITH_DATE, _IN_SPEECH, _LATER = 3.0, 1.5, 1.0, -2.5, -0.12
_ENOUGH = 3.3
# A second place near by ("dipusatkan di ..., diikuti dari ...") is kept when it is nearly as good.
_SECOND = 3.0
_ANSWERS = {VENUE, VIRTUAL}


def _words(*roles: str) -> str:
    return cue_words("place_cues", *roles)


@cache
def _part() -> re.Pattern[str]:
    """A comma behind which a place goes on: "Hotel Anu, Jalan Melati", "Balai Ladang, Waeapo Kecamatan Namlea"."""
    part = _words("part", AREA, WIDE)
    return re.compile(rf",\s*(?=(?-i:[A-Z][a-z]+\s+){{0,2}}{part}\s+(?-i:[A-Z0-9]))", re.IGNORECASE)


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


def find_places(page: Page) -> list[Mention]:
    """Every place that a preposition leads to, in order, physical ones and "via Zoom"."""
    found = [place for lead in _lead().finditer(page.text) if (place := _read_place(page, lead))]
    remote = [Mention(*match.span(), VIRTUAL) for match in _virtual().finditer(page.text)]
    return sorted(found + remote, key=lambda place: place.start)


def _read_place(page: Page, lead: re.Match[str]) -> Mention | None:
    text, start, held = page.text, lead.end(), lead["held"] is not None
    head = _head().match(text, start)
    if head is None:
        return None
    end = _place_end(text, start, limit=page.sentences[page.sentence_at(start)].end)
    is_place = held or _is_specific(text[start:end])
    return Mention(start, end, str(head.lastgroup), lead.start(), held) if is_place else None


def _is_specific(place: str) -> bool:
    """Whether a phrase names one place: it has a name in it, or two nouns of place ("aula kantor camat")."""
    return any(letter.isupper() for letter in place) or len(_head().findall(place)) > 1


def _place_end(text: str, start: int, *, limit: int) -> int:
    end = phrase_end(text, start, limit=limit)
    while part := _part().match(text, end, limit):
        end = phrase_end(text, part.end(), limit=limit)
    return start + len(text[start:end].rstrip(" ,;-–"))


def choose_places(
    page: Page, occasion: Occasion, *, places: Sequence[Mention], when: DateMention | None
) -> list[Mention]:
    """The place of a meeting and, after it, a second one named near it; empty where none is stated."""
    near = report(page, occasion.event.sentence)
    dated = page.sentence_at(when.start) if when else -1

    def weigh(place: Mention) -> float:
        sentence = page.sentence_at(place.start)
        score = _SORTS[place.sort] + _REPORT * (sentence in near) + _HELD * place.held
        return score + _WITH_DATE * (sentence == dated) + _LATER * sentence + _IN_SPEECH * page.is_speech(place.start)

    ranked = sorted((place for place in places if weigh(place) >= _ENOUGH), key=weigh, reverse=True)
    beside = report(page, page.sentence_at(ranked[0].start)) if ranked else set()
    seconds = [place for place in ranked[1:] if place.sort in _ANSWERS and page.sentence_at(place.start) in beside]
    return ranked[:1] + [place for place in seconds[:1] if weigh(place) >= weigh(ranked[0]) - _SECOND]
