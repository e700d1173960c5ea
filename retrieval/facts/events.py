"""Which meetings an article speaks of: every mention with its name to the letter, and how surely it is reported."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from retrieval.facts.kinds import GENERIC, KindMention, find_meeting_kinds, kinds_compatible, meeting_kinds
from retrieval.facts.naming import meeting_cue, name_end, name_span
from retrieval.facts.page import Page
from retrieval.facts.phrases import alternation, read_cues

# What speaks for a mention being the meeting that the article reports; set by reading articles, not fitted.
_TITLE, _HELD, _ATTENDED, _PASSIVE, _NAMED = 2.0, 2.0, 1.0, 1.0, 0.5
_SPEECH, _APART, _PAST, _ANNOUNCED = -3.0, -2.0, -2.5, -2.5
_LEAD = (2.0, 1.5, 1.2, 0.8, 0.5)
_LATER = -0.03
_CONNECTED = 0.75
# Shorter sentences are menus, bylines and datelines.
_FULL = 60
# From this score on a mention needs no help from unknown kinds.
_CLEAR = 4.0
_FIRST_SENTENCES = 4
_SHORTEST_NAME = 6
# Letters from one kind to the next in "evaluasi dan audiensi".
_SIDE_BY_SIDE = 22


@dataclass(frozen=True, slots=True)
class Event:
    """A mention of a meeting, `text[start:end]` its name; a greater `score` is a surer report.

    `announced` is True where the article says that it is still to come.
    """

    start: int
    end: int
    kind: str
    sentence: int
    score: float
    announced: bool


@cache
def _before(role: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){meeting_cue(role)}(?:\s+(?:[a-z]+|{meeting_cue('follow')}))?\s+[“\"]?$", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){meeting_cue('apart')}\s+$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[\s,)”\"]*(?:[a-z]+\s+)?{meeting_cue('passive')}(?!\w)", re.IGNORECASE)


@cache
def _held_after() -> re.Pattern[str]:
    held = alternation(read_cues("place_cues", "held") + read_cues("place_cues", "seat"))
    return re.compile(rf"\s+(?:(?:yang|ini|tersebut|itu)\s+)*{held}(?!\w)", re.IGNORECASE)


@cache
def _anywhere(role: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){meeting_cue(role)}(?!\w)", re.IGNORECASE)


def find_events(page: Page, *, title: str = "") -> list[Event]:
    """All mentions of meetings in an article's own words, in order; mentions inside another's name are part of it."""
    title_kinds = {mention.kind for mention in find_meeting_kinds(title)} - {GENERIC}
    events: list[Event] = []
    for mention in find_meeting_kinds(page.text):
        if events and mention.start < events[-1].end:
            events[-1] = _rename(events[-1], mention)
            continue
        event = None if _is_elsewhere(page.text, mention) else _weigh(page, mention, title_kinds=title_kinds)
        if event is not None:
            events.append(event)
    return _add_unknown(page, events) if not any(event.score >= _CLEAR for event in events) else events


def _add_unknown(page: Page, events: list[Event]) -> list[Event]:
    """Events of a kind that the table does not know ("menggelar paseban agung"), in the first sentences only."""
    for sentence in range(min(_FIRST_SENTENCES, len(page.sentences))):
        span = page.sentences[sentence]
        match = _holding().search(page.text, span.start, span.end)
        if match is None or page.is_speech(match.end()):
            continue
        end = name_end(page, KindMention(match.end(), match.end(), GENERIC))
        if end - match.end() >= _SHORTEST_NAME and not any(match.end() <= event.start < end for event in events):
            score = 1.0 + _place_in_article(page, sentence)
            events.append(Event(match.end(), end, GENERIC, sentence, score, announced=False))
    return events


@cache
def _holding() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){meeting_cue('hold_only')}\s+", re.IGNORECASE)


def _rename(event: Event, mention: KindMention) -> Event:
    """ "evaluasi dan audiensi" is an audiensi: the clearer of two kinds side by side names the event."""
    kinds = meeting_kinds()
    close = mention.start - event.start < _SIDE_BY_SIDE and event.kind != GENERIC
    if close and kinds[event.kind].weight == 1 and kinds[mention.kind].weight > 1:
        return replace(event, kind=mention.kind, score=event.score + kinds[mention.kind].weight - 1)
    return event


_ROOM = re.compile(r"\b(?:di)?(?:ruang|ruangan|gedung|aula|balai)\s*$", re.IGNORECASE)


def _is_elsewhere(text: str, mention: KindMention) -> bool:
    """Whether the word belongs to a room ("ruang rapat") or to what people do by themselves ("kunjungan wisatawan")."""
    idle = re.compile(rf"\s+{meeting_cue('idle_next')}\b", re.IGNORECASE)
    before = text[max(0, mention.start - 10) : mention.start]
    return bool(_ROOM.search(before)) or bool(idle.match(text, mention.end))


def _weigh(page: Page, mention: KindMention, *, title_kinds: set[str]) -> Event | None:
    sentence = page.sentence_at(mention.start)
    span, text = page.sentences[sentence], page.text
    start, end = name_span(page, mention) if mention.kind != GENERIC else (mention.start, mention.end)
    before = text[max(span.start, start - 45) : start]
    held = bool(_before("hold").search(before))
    if mention.kind == GENERIC:
        return _weigh_generic(page, mention, held=held, attended=bool(_before("attend").search(before)))
    announced = _is_announced(text, mention.start, end=end, span=(span.start, span.end))
    score = float(meeting_kinds()[mention.kind].weight) + _place_in_article(page, sentence)
    score += _TITLE * _fits_title(mention.kind, title_kinds) + _NAMED * min(_count_names(text[mention.end : end]), 4)
    score += _HELD if held else _ATTENDED * bool(_before("attend").search(before))
    score += _PASSIVE * bool(_after().match(text, end, span.end)) + _ANNOUNCED * announced
    score += _APART * bool(_apart().search(before)) + _SPEECH * page.is_speech(mention.start)
    score += _PAST * bool(_anywhere("past").search(text, max(span.start, mention.start - 60), min(span.end, end + 25)))
    return Event(start, end, mention.kind, sentence, score, announced)


def _weigh_generic(page: Page, mention: KindMention, *, held: bool, attended: bool) -> Event | None:
    """An event under a general word: named behind it ("menggelar acara Jagong Budaya"), or held without a name."""
    text, sentence = page.text, page.sentence_at(mention.start)
    start = mention.end + len(_SPACE_OR_QUOTE.match(text, mention.end).group())  # type: ignore[union-attr]
    if page.is_speech(start):
        return None
    end = name_end(page, KindMention(start, start, GENERIC))
    if (held or attended) and _has_own_name(text, start, end=end):
        score = (_HELD if held else _ATTENDED) + _NAMED + _place_in_article(page, sentence)
        return Event(start, end, GENERIC, sentence, score, announced=False)
    if _held_after().match(text, mention.end, page.sentences[sentence].end):
        return Event(
            mention.start, mention.end, GENERIC, sentence, 1.0 + _place_in_article(page, sentence), announced=False
        )
    return None


_SPACE_OR_QUOTE = re.compile(r"[ “\"]{0,3}")


def _has_own_name(text: str, start: int, *, end: int) -> bool:
    capital = text[start : start + 1].isupper() and _count_names(text[start:end]) > 1
    return capital and not _opens_with_kind(text[start : start + 60])


def _opens_with_kind(text: str) -> bool:
    first = next(iter(find_meeting_kinds(text)), None)
    return first is not None and first.start == 0 and meeting_kinds()[first.kind].weight > 0


def _place_in_article(page: Page, sentence: int) -> float:
    """What the lead is worth, counted over full sentences: menus and bylines come before it."""
    rank = sum(page.sentences[n].end - page.sentences[n].start >= _FULL for n in range(min(sentence, 12)))
    return _LEAD[rank] if rank < len(_LEAD) else _LATER * sentence


def _fits_title(kind: str, title_kinds: set[str]) -> bool:
    return any(kinds_compatible(kind, titled) >= _CONNECTED for titled in title_kinds)


def _count_names(phrase: str) -> int:
    return sum(word[0].isupper() for word in phrase.split() if word)


def _is_announced(text: str, start: int, *, end: int, span: tuple[int, int]) -> bool:
    future = _anywhere("future")
    return bool(
        future.search(text, max(span[0], start - 40), start) or future.search(text, end, min(span[1], end + 60))
    )


def same_meeting(one: Event, other: Event, *, text: str) -> bool:
    """Whether two mentions can be the same meeting: kinds that are near, and no name that speaks against it."""
    return (
        kinds_compatible(one.kind, other.kind) >= _CONNECTED
        or text[one.start : one.end] == text[other.start : other.end]
    )
