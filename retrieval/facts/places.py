"""Where a meeting took place: "di / bertempat di / digelar di" and the noun phrase that names the place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page, cue_set, phrase_end
from retrieval.facts.phrases import alternation, compile_phrases, read_cues

# The class of a place: a venue answers "where", a town or village only where nothing better is named.
VENUE, NAMED, AREA, VIRTUAL = "venue", "named", "area", "virtual"
_JOINED = cue_set("joiner")
_PART = re.compile(
    r",\s*(?=(?:(?-i:[A-Z][a-z]+)\s+){0,2}"
    r"(?:jl\.?|jln\.?|jalan|desa|kelurahan|kecamatan|kec\.|kabupaten|kota|komplek|kompleks|kantor|gedung|hotel|lantai)"
    r"\s+(?-i:[A-Z0-9]))",
    re.IGNORECASE,
)

# Up to the first lower-case word: behind the name of a town the sentence goes on.
_NAMES = re.compile(r"(?:[^\W\d_]*[^\w\s]*[\s]*)?(?:(?![a-z])\S+\s*|dan\s+(?=[A-Z]))*")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, `text[start:end]`; `held` where a verb of holding leads to it ("digelar di ...")."""

    start: int
    end: int
    sort: str
    held: bool
    passing: bool


@cache
def _lead() -> re.Pattern[str]:
    roles = {role: alternation(read_cues("place_cues", role)) for role in ("held", "seat", "from", VENUE)}
    to, bare = rf"di(?:[\s\u00a0]+|(?={roles[VENUE]}\b))", rf"(?:di[\s\u00a0]+|\s*[:\-]?\s*(?={roles[VENUE]}\b))"
    held = rf"(?:{roles['held']}\s+{to}|{roles['seat']}\s*{bare})"
    remote = rf"dari[\s\u00a0]+(?={roles['from']}\b)"
    return re.compile(rf"(?<!\w)(?:(?P<held>{held})|{to}|{remote})[“\"]?", re.IGNORECASE)


@cache
def _head() -> re.Pattern[str]:
    roles = {role: alternation(read_cues("place_cues", role)) for role in (VENUE, AREA)}
    return re.compile(rf"(?:(?P<area>{roles[AREA]})|(?P<venue>{roles[VENUE]}))(?!\w)", re.IGNORECASE)


@cache
def _virtual() -> re.Pattern[str]:
    means, media = alternation(read_cues("place_cues", "means")), alternation(read_cues("place_cues", VIRTUAL))
    return re.compile(rf"\b{means}\s+(?P<media>{media})\b", re.IGNORECASE)


@cache
def _asides() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    met, amid = compile_phrases(read_cues("place_cues", "met")), compile_phrases(read_cues("schedule_cues", "amid"))
    return met, amid, re.compile(rf"\b{alternation(read_cues('place_cues', 'passing'))}\s+$", re.IGNORECASE)


def find_places(page: Page) -> list[PlaceMention]:
    """Every place that a preposition leads to, in order, physical ones and "via Zoom"."""
    found = [place for lead in _lead().finditer(page.text) if (place := _read_place(page, lead))]
    found += [
        PlaceMention(match.start(), match.end(), VIRTUAL, held=False, passing=False)
        for match in _virtual().finditer(page.text)
    ]
    return sorted(found, key=lambda place: place.start)


def _read_place(page: Page, lead: re.Match[str]) -> PlaceMention | None:
    text, start = page.text, lead.end()
    sort = _sort_place(text, start)
    if sort is None:
        return None
    sentence = page.sentences[page.sentence_at(start)]
    end = _place_end(text, start, limit=sentence.end, sort=sort)
    held = bool(lead.group("held"))
    if end <= start or not (held or _is_specific(text[start:end])):
        return None
    before = text[max(sentence.start, lead.start() - 90) : lead.start()]
    return PlaceMention(start, end, sort, held=held, passing=_is_passing(before))


def _is_passing(before: str) -> bool:
    """Whether somebody was met or comes from there: no place of a meeting, unless met "seusai rapat"."""
    met, amid, passing = _asides()
    if _habit().search(before[-45:]):
        return True
    return bool(met.search(before[-60:]) and not amid.search(before)) or bool(passing.search(before))


@cache
def _habit() -> re.Pattern[str]:
    """ "kajian setiap Sabtu di masjid Anu": what goes on there is no meeting of its own."""
    return compile_phrases(read_cues("place_cues", "habit"))


def _is_specific(place: str) -> bool:
    """Whether a phrase names one place: it has a name in it, or two nouns of place ("aula kantor camat")."""
    return any(letter.isupper() for letter in place) or len(_head().findall(place)) > 1


@cache
def cue_set_places() -> frozenset[str]:
    """Words that follow "di" without naming a place ("di tengah", "di era")."""
    return frozenset(read_cues("place_cues", "not_place"))


def _sort_place(text: str, start: int) -> str | None:
    head = _head().match(text, start)
    if head:
        return AREA if head.group("area") else VENUE
    word = re.match(r"[^\W\d][\w\-’']*", text[start : start + 40])
    if word is None or not word.group()[0].isupper() or word.group().casefold() in cue_set_places():
        return None
    return NAMED


def _place_end(text: str, start: int, *, limit: int, sort: str) -> int:
    end = phrase_end(text, start, limit=limit, passable=_JOINED)
    if sort != VENUE:
        end = start + len(_NAMES.match(text[start:end]).group())  # type: ignore[union-attr]
    while (part := _PART.match(text, end, limit)) is not None:
        longer = phrase_end(text, part.end(), limit=limit, passable=_JOINED)
        if longer <= part.end():
            break
        end = longer
    return start + len(text[start:end].rstrip(" ,;-–"))
