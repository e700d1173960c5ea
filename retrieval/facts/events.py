"""Which meetings an article speaks of: every mention with its name to the letter, and how surely it is reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.facts.kinds import GENERIC, KindMention, find_meeting_kinds, kinds_compatible, meeting_kinds
from retrieval.facts.naming import name_span
from retrieval.facts.page import Page
from retrieval.facts.phrases import cue_pattern, cue_words

# What speaks for a mention being the meeting that the article reports; set by reading articles, not fitted.
_TITLE, _HELD, _ATTENDED, _PASSIVE, _NAMED = 2.0, 2.0, 1.0, 1.0, 0.5
_SPEECH, _APART, _NOT_NOW = -3.0, -2.0, -2.5
_LEAD = (2.0, 1.5, 1.2, 0.8, 0.5)
_LATER = -0.03
_CONNECTED = 0.75
# What a mention must reach without its date and place for an article to be worth a closer look.
_WORTH_READING = 2.5
# Shorter sentences are menus, bylines and datelines.
_FULL = 60
_MOST_NAMES = 4
# Letters before and behind a name that are looked at.
_BEFORE, _AROUND = 45, 60


@dataclass(frozen=True, slots=True)
class Event:
    """A mention of a meeting, `text[start:end]` its name; a greater `score` is a surer report."""

    start: int
    end: int
    kind: str
    sentence: int
    score: float


@cache
def _before(role: str) -> re.Pattern[str]:
    """A verb right before a name, or with one word between them ("membuka kegiatan ...")."""
    cue, follow = (cue_words("meeting_cues", part) for part in (role, "follow"))
    return re.compile(rf"(?<!\w){cue}(?:\s+(?:[a-z]+|{follow}))?\s+[“\"]?$", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){cue_words('meeting_cues', 'apart')}\s+$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    passive = cue_words("meeting_cues", "passive")
    return re.compile(rf"[\s,)”\"]*(?:[a-z]+\s+)?{passive}(?!\w)", re.IGNORECASE)


@cache
def _held_after() -> re.Pattern[str]:
    held = cue_words("place_cues", "held", "seat")
    return re.compile(rf"\s+(?:(?:yang|ini|tersebut|itu)\s+)*{held}(?!\w)", re.IGNORECASE)


def find_events(page: Page, *, title: str = "") -> list[Event]:
    """All mentions of meetings in an article's own words, in order.

    A mention inside another's name is part of it, but inside that of a general word ("acara rapat ...") the meeting.
    """
    titled = {mention.kind for mention in find_meeting_kinds(title)} - {GENERIC}
    events: list[Event] = []
    for mention in find_meeting_kinds(page.text):
        inside = events and mention.start < events[-1].end
        if inside and events[-1].kind != GENERIC:
            continue
        event = _weigh(page, mention, titled=titled)
        events = [*(events[:-1] if inside else events), *([event] if event else [])]
    return events


def find_candidates(page: Page, *, title: str = "") -> list[Event]:
    """The mentions of an article that seems to report a meeting, none for one that does not."""
    events = find_events(page, title=title)
    return events if any(event.score >= _WORTH_READING for event in events) else []


def _weigh(page: Page, mention: KindMention, *, titled: set[str]) -> Event | None:
    """A mention as an event; a general word is one only with a name of its own or where it is said to be held."""
    sentence, text = page.sentence_at(mention.start), page.text
    span = page.sentences[sentence]
    start, end = name_span(page, mention)
    names = sum(word[0].isupper() for word in text[mention.end : end].split())
    if mention.kind == GENERIC and names < 2 and not _held_after().match(text, mention.end, span.end):
        return None
    before = text[max(span.start, start - _BEFORE) : start]
    around = text[max(span.start, mention.start - _AROUND) : min(span.end, end + _AROUND)]
    score = meeting_kinds()[mention.kind].weight + _place_in_article(page, sentence) + _NAMED * min(names, _MOST_NAMES)
    score += _HELD if _before("hold").search(before) else _ATTENDED * bool(_before("attend").search(before))
    score += _PASSIVE * bool(_after().match(text, end, span.end)) + _APART * bool(_apart().search(before))
    score += _TITLE * any(same_meeting(mention.kind, kind) for kind in titled)
    score += _SPEECH * page.is_speech(mention.start)
    score += _NOT_NOW * bool(cue_pattern("meeting_cues", "past", "future").search(around))
    return Event(start, end, mention.kind, sentence, score)


def _place_in_article(page: Page, sentence: int) -> float:
    """What the lead is worth, counted over full sentences: menus and bylines come before it."""
    rank = sum(page.sentences[n].end - page.sentences[n].start >= _FULL for n in range(min(sentence, 12)))
    return _LEAD[rank] if rank < len(_LEAD) else _LATER * sentence


def same_meeting(kind: str, other: str) -> bool:
    """Whether mentions of two kinds can be one meeting: the kinds are near."""
    return kinds_compatible(kind, other) >= _CONNECTED
