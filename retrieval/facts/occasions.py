"""Mentions gathered into meetings: the one that an article reports, and others with a date or place of their own."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.facts.events import Event, find_events, same_meeting
from retrieval.facts.kinds import GENERIC, find_meeting_kinds
from retrieval.facts.page import Page
from retrieval.facts.phrases import cue_pattern
from retrieval.facts.places import VENUE, PlaceMention
from retrieval.language.dates import DateMention

# Below this an article only mentions meetings in passing; read off the other news of the development set.
_REPORTED = 5.0
# What a mention must reach without its date and place for an article to be worth a closer look.
_WORTH_READING = 2.5
_DATED, _PLACED, _HELD, _REPEATED = 1.5, 1.0, 0.5, 0.4
_LONGEST_NAME = 16
# Behind a general word that means the meeting just spoken of: "kegiatan ini", "acara yang ...", or a name.
_POINTING = re.compile(r"\s+(?:(?:ini|tersebut|itu|yang)\b|[A-Z])|\s*$")
_BACK = re.compile(r"(?:(?:hal|kegiatan|acara)\s+)?(?:ini|itu|tersebut)\s", re.IGNORECASE)


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
    page: Page, events: Sequence[Event], *, dates: Sequence[DateMention], places: Sequence[PlaceMention]
) -> list[Occasion]:
    """The meetings that an article reports, the main one first; empty where it reports none."""
    support = _support(page, dates=dates, places=places)
    occasions = sorted((_gather(page, group, support) for group in _group(page, events)), key=_rank)
    reported = [occasion for occasion in occasions if occasion.score >= _REPORTED]
    return [
        *reported[:1],
        *(other for other in reported[1:] if _stands_alone(page, other, main=reported[0], dates=dates)),
    ]


def _rank(occasion: Occasion) -> tuple[float, int]:
    return -occasion.score, occasion.event.start


def _group(page: Page, events: Sequence[Event]) -> list[list[Event]]:
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda event: (-event.score, event.start)):
        home = next((group for group in groups if same_meeting(group[0], event, text=page.text)), None)
        if home is None:
            groups.append(home := [])
        home.append(event)
    return groups


def _support(page: Page, *, dates: Sequence[DateMention], places: Sequence[PlaceMention]) -> Callable[[Event], float]:
    dated = {page.sentence_at(mention.start) for mention in dates if mention.date}
    held = {page.sentence_at(place.start) for place in places if place.held}
    placed = {page.sentence_at(place.start) for place in places if place.sort == VENUE}

    def measure(event: Event) -> float:
        near = report(page, event.sentence)
        return event.score + _DATED * bool(near & dated) + _PLACED * bool(near & placed) + _HELD * bool(near & held)

    return measure


def report(page: Page, sentence: int) -> set[int]:
    """A sentence with the next where that only completes it, and with the one before where it points back to it."""
    back = sentence > 0 and _BACK.match(page.slice(page.sentences[sentence]))
    ahead = sentence + 1 < len(page.sentences) and _completes(page, sentence + 1)
    return {sentence, sentence - bool(back), sentence + ahead}


def _completes(page: Page, sentence: int) -> bool:
    """Whether a sentence only completes the one before it ("Bertempat di ...", "Rapat yang dihadiri ...")."""
    start = page.sentences[sentence].start
    continuing = cue_pattern("meeting_cues", "continuing").match(page.text, start)
    return bool(continuing) or any(kind.start == 0 for kind in find_meeting_kinds(page.text[start : start + 40])[:1])


def _gather(page: Page, group: Sequence[Event], support: Callable[[Event], float]) -> Occasion:
    best = max(group, key=lambda event: (support(event), -event.start))
    name = max(group, key=lambda event: (_name_weight(page.text[event.start : event.end]) + event.score, -event.start))
    score = support(best) + _REPEATED * math.log(len(group))
    return Occasion(best, name, tuple(sorted(group, key=lambda event: event.start)), score)


def _name_weight(name: str) -> float:
    """How much a name says: its words, those with a capital twice."""
    words = name.split()[:_LONGEST_NAME]
    return len(words) + sum(word[0].isupper() for word in words)


def _stands_alone(page: Page, other: Occasion, *, main: Occasion, dates: Sequence[DateMention]) -> bool:
    """Whether another meeting has a date of its own beside its mention, in a sentence that is not the main one's."""
    event, taken = other.event, {main.event.sentence, main.name.sentence}
    if event.kind == GENERIC or event.sentence in taken or page.is_speech(event.start):
        return False
    days = [{day.date for day in dates if page.sentence_at(day.start) == number} for number in (event.sentence, *taken)]
    return bool(days[0].difference(*days[1:], {None}))


def mentions_meeting(page: Page, occasion: Occasion, start: int, end: int) -> bool:
    """Whether a stretch of text mentions a meeting, or points to it with a general word ("kegiatan ini")."""
    general = (kind for kind in find_meeting_kinds(page.text[start:end]) if kind.kind == GENERIC)
    return any(start <= event.start < end for event in occasion.events) or any(
        _POINTING.match(page.text, start + kind.end, end) for kind in general
    )


def owner(page: Page, sentence: int, *, occasions: Sequence[Occasion]) -> int:
    """The ordinal of the meeting last mentioned up to a sentence in its paragraph, the main one's without."""
    first = page.sentence_at(page.text.rfind("\n", 0, page.sentences[sentence].start) + 1)
    told = (
        ordinal
        for number in range(sentence, first - 1, -1)
        for ordinal, occasion in enumerate(occasions)
        if number in occasion.sentences
    )
    return next(told, 0)
