"""Mentions gathered into meetings: the one that an article reports, and others with a date or place of their own."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from retrieval.facts.events import Event, same_meeting
from retrieval.facts.kinds import GENERIC
from retrieval.facts.occasions import Occasion, report
from retrieval.facts.page import Mention, Page
from retrieval.facts.places import VENUE
from retrieval.language.dates import DateMention

# Below this an article only mentions meetings in passing; read off the other news of the development set.
_REPORTED = 5.0
_DATED, _PLACED, _HELD, _REPEATED = 1.5, 1.0, 0.5, 0.4
_LONGEST_NAME = 16


def gather_occasions(
    page: Page, events: Sequence[Event], *, dates: Sequence[DateMention], places: Sequence[Mention]
) -> list[Occasion]:
    """The meetings that an article reports, the main one first; empty where it reports none."""
    support = _support(page, dates=dates, places=places)
    occasions = [_gather(page, group, support) for group in _group(events)]
    reported = [occasion for occasion in occasions if occasion.score >= _REPORTED]
    reported.sort(key=lambda occasion: (-occasion.score, occasion.event.start))
    return reported[:1] + [other for other in reported[1:] if _stands_alone(page, other, main=reported[0], dates=dates)]


def _group(events: Sequence[Event]) -> list[list[Event]]:
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda event: (-event.score, event.start)):
        home = next((group for group in groups if same_meeting(group[0].kind, event.kind)), None)
        if home is None:
            groups.append(home := [])
        home.append(event)
    return groups


def _support(page: Page, *, dates: Sequence[DateMention], places: Sequence[Mention]) -> Callable[[Event], float]:
    dated = {page.sentence_at(mention.start) for mention in dates if mention.date}
    held = {page.sentence_at(place.start) for place in places if place.held}
    placed = {page.sentence_at(place.start) for place in places if place.sort == VENUE}

    def measure(event: Event) -> float:
        near = report(page, event.sentence)
        return event.score + _DATED * bool(near & dated) + _PLACED * bool(near & placed) + _HELD * bool(near & held)

    return measure


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
    days: defaultdict[int, set[date | None]] = defaultdict(set)
    for day in dates:
        days[page.sentence_at(day.start)].add(day.date)
    taken = days[main.event.sentence] | days[main.name.sentence] | {None}
    return other.event.kind != GENERIC and not days[other.event.sentence] <= taken
