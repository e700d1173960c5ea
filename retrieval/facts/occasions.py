"""Mentions gathered into meetings: the one that an article reports, and others with a date or place of their own."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.facts.events import Event, find_events, same_meeting
from retrieval.facts.kinds import GENERIC, find_meeting_kinds
from retrieval.facts.page import Page, is_verb
from retrieval.facts.places import VENUE, PlaceMention
from retrieval.language.dates import DateMention

# Below this an article only mentions meetings in passing; read off the other news of the development set.
_REPORTED = 5.0
# What a mention must reach without its date and place for an article to be worth a closer look.
_WORTH_READING = 2.5
_DATED, _PLACED, _HELD, _REPEATED = 1.5, 1.0, 0.5, 0.4
# A date long before publication is history and marks no meeting.
_FRESH_DAYS = 60
_NEAR_BEST = 3.5
# "memperingati Hari Pahlawan" says what was done, "Peringatan Hari Pahlawan" what it was called.
_VERBAL = 6


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting as gathered from its mentions: `event` reports it best, `name` names it best."""

    event: Event
    name: Event
    events: tuple[Event, ...]
    score: float

    @property
    def sentences(self) -> frozenset[int]:
        """The sentences that mention it."""
        return frozenset(event.sentence for event in self.events)


def find_candidates(page: Page, *, title: str = "") -> list[Event]:
    """The mentions of an article that seems to report a meeting, none for one that does not."""
    events = find_events(page, title=title)
    return events if any(event.score >= _WORTH_READING for event in events) else []


def gather_occasions(
    page: Page,
    events: Sequence[Event],
    *,
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    published: date | None = None,
) -> list[Occasion]:
    """The meetings that an article reports, the main one first; empty where it reports none."""
    fresh = [mention for mention in dates if mention.date and _is_fresh(mention.date, published)]
    support = _support(page, dates=fresh, places=places)
    occasions = sorted((_gather(page, group, support) for group in _group(page, events)), key=_rank)
    if not occasions or occasions[0].score < _REPORTED:
        return []
    main = occasions[0]
    return [main, *(other for other in occasions[1:] if _stands_alone(page, other, main=main, dates=dates))]


def _is_fresh(day: date, published: date | None) -> bool:
    return published is None or abs((published - day).days) <= _FRESH_DAYS


def _rank(occasion: Occasion) -> tuple[float, int]:
    return -occasion.score, occasion.event.start


def _group(page: Page, events: Sequence[Event]) -> list[list[Event]]:
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda event: (-event.score, event.start)):
        home = next((group for group in groups if same_meeting(group[0], event, text=page.text)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return groups


def _support(page: Page, *, dates: Sequence[DateMention], places: Sequence[PlaceMention]) -> Callable[[Event], float]:
    dated = {page.sentence_at(mention.start) for mention in dates}
    held = {page.sentence_at(place.start) for place in places if place.held and not place.passing}
    placed = {page.sentence_at(place.start) for place in places if place.sort == VENUE and not place.passing}

    def measure(event: Event) -> float:
        near = report(page, event.sentence)
        return event.score + _DATED * bool(near & dated) + _PLACED * bool(near & placed) + _HELD * bool(near & held)

    return measure


# A bare date or place behind a stray full stop: "Selasa (20/9/2016)."
_STUMP = 45
_CONTINUING = (
    "bertempat",
    "dengan tempat",
    "tempatnya",
    "yang di",
    "dan dihadiri",
    "di aula",
    "di ruang",
    "di gedung",
    "digelar",
    "dilaksanakan",
)


def report(page: Page, sentence: int) -> set[int]:
    """A sentence with the next where that only completes it, and with the one before where it points back to it."""
    back = sentence > 0 and (_BACK.match(page.slice(page.sentences[sentence])) or is_dateline(page, sentence - 1))
    before = {sentence - 1} if back else set()
    return {sentence} | before | ({sentence + 1} if continues(page, sentence + 1) else set())


_THE_EVENT = re.compile(
    r"(?:even|event|kegiatan|acara|agenda|hajatan|perhelatan|ajang)\b[^.,]{0,40}\b(?:ini|tersebut|itu)\b", re.IGNORECASE
)
_BACK = re.compile(r"(?:hal\s+)?(?:ini|itu|tersebut)\s|(?:kegiatan|acara)\s+(?:ini|itu|tersebut)\s", re.IGNORECASE)


def continues(page: Page, sentence: int) -> bool:
    """Whether a sentence only completes the one before it ("Bertempat di ...", "Yang diprakarsai oleh ...")."""
    if sentence >= len(page.sentences):
        return False
    if is_stump(page, sentence):
        return True
    opening = page.slice(page.sentences[sentence])[:40]
    first = next(iter(find_meeting_kinds(opening)), None)
    return opening.casefold().startswith(_CONTINUING) or (first is not None and first.start == 0)


def is_stump(page: Page, sentence: int) -> bool:
    """Whether a sentence is only a dateline or a date left over ("Merauke, 7 September 2021.")."""
    text = page.slice(page.sentences[sentence])
    return len(text) < _STUMP and any(letter.isdigit() for letter in text)


def is_dateline(page: Page, sentence: int) -> bool:
    """Whether a stump opens its paragraph, and so belongs to the sentence behind it."""
    before = page.text[: page.sentences[sentence].start].rstrip(" ")
    return is_stump(page, sentence) and (not before or before.endswith("\n"))


def _gather(page: Page, group: Sequence[Event], support: Callable[[Event], float]) -> Occasion:
    best = max(group, key=lambda event: (support(event), -event.start))
    score = support(best) + _REPEATED * math.log(len(group))
    named = [event for event in group if event.score >= best.score - _NEAR_BEST and not page.is_speech(event.start)]
    name = max(
        named or [best],
        key=lambda event: (_name_weight(page.text[event.start : event.end]) + event.score, -event.start),
    )
    return Occasion(best, name, tuple(sorted(group, key=lambda event: event.start)), score)


def _name_weight(name: str) -> float:
    words = name.split()
    return min(len(words), 16) + sum(word[0].isupper() for word in words[:16]) - _VERBAL * is_verb(words[0].casefold())


def _stands_alone(page: Page, other: Occasion, *, main: Occasion, dates: Sequence[DateMention]) -> bool:
    """Whether another meeting has a date of its own beside its mention, in a sentence that is not the main one's."""
    event = other.event
    if event.kind == GENERIC or other.score < _REPORTED or event.sentence in {main.event.sentence, main.name.sentence}:
        return False
    taken = {mention.date for mention in dates if page.sentence_at(mention.start) == main.event.sentence}
    own = {mention.date for mention in dates if mention.date and page.sentence_at(mention.start) == event.sentence}
    return bool(own - taken) and not page.is_speech(event.start)


def owner(page: Page, sentence: int, *, occasions: Sequence[Occasion]) -> int:
    """The ordinal of the meeting that a sentence is about: the one last mentioned in its paragraph, else the main one.

    A meeting still to come owns only the sentences that mention it.
    """
    pointing = bool(_THE_EVENT.match(page.slice(page.sentences[sentence])))
    for number in range(sentence, -1, -1):
        if (
            number != sentence
            and page.text.find("\n", page.sentences[number].end, page.sentences[number + 1].start) >= 0
        ):
            break
        for ordinal, occasion in enumerate(occasions):
            near = number == sentence or not occasion.event.announced or (pointing and number == sentence - 1)
            if near and number in occasion.sentences and not (ordinal and number in occasions[0].sentences):
                return ordinal
    return 0


def _ends_paragraph(page: Page, sentence: int) -> bool:
    return "\n" in page.text[page.sentences[sentence].end : page.sentences[sentence + 1].start]
