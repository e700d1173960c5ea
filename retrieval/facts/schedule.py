"""When a meeting took place: one date chosen among all the dates of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from retrieval.facts.events import Event
from retrieval.facts.occasions import Occasion, report
from retrieval.facts.page import Page
from retrieval.facts.phrases import alternation, compile_phrases, read_cues
from retrieval.facts.places import PlaceMention
from retrieval.language.dates import DateMention, find_clocks

# What speaks for a date being the meeting's; set by reading articles.
_SAME_SENTENCE, _NEXT_SENTENCE, _MENTIONED, _OPENING = 4.0, 3.0, 2.0, 1.0
_HELD, _WEEKDAY, _MET, _IN_SPEECH, _RELATIVE = 1.5, 1.0, -4.0, -2.0, -2.0
_PLANNED, _AFTER_PUBLICATION, _PER_DAY, _MOST_DAYS = -2.5, -4.0, -0.04, 4.0
_FRESH_DAYS = 10
_PER_CHARACTER = -1 / 150
_ENOUGH = -2.0


@cache
def _asides() -> re.Pattern[str]:
    """Somebody was met or the thing happened before: dates behind these words are not the meeting's."""
    return compile_phrases(read_cues("place_cues", "met"))


@cache
def _future() -> re.Pattern[str]:
    return compile_phrases(read_cues("meeting_cues", "future"))


@cache
def _amid() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(read_cues('schedule_cues', 'amid'))}\b", re.IGNORECASE)


@cache
def _history() -> re.Pattern[str]:
    return compile_phrases(read_cues("schedule_cues", "history"))


def choose_date(
    page: Page,
    occasion: Occasion,
    *,
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    published: date | None,
) -> DateMention | None:
    """The date on which a meeting took place, or None where the article does not say."""
    held = {page.sentence_at(place.start) for place in places if place.held and not place.passing}
    scored = [
        (_weigh(page, mention, occasion=occasion, held=held, published=published), -mention.start, mention)
        for mention in dates
        if mention.date is not None
    ]
    best = max(scored, key=lambda item: item[:2], default=None)
    return best[2] if best is not None and best[0] >= _ENOUGH else None


def _weigh(page: Page, mention: DateMention, *, occasion: Occasion, held: set[int], published: date | None) -> float:
    sentence = page.sentence_at(mention.start)
    span = page.sentences[sentence]
    before = page.text[max(span.start, mention.start - 90) : mention.start]
    score = _nearness(page, mention, sentence=sentence, occasion=occasion) + _HELD * (sentence in held)
    score += _WEEKDAY * bool(mention.weekday) + _RELATIVE * mention.relative
    score += _OPENING * ((sentence < 3) + (sentence < 2 and bool(mention.weekday)))
    score += _MET * bool(_asides().search(before) and not _amid().search(before))
    score += _IN_SPEECH * page.is_speech(mention.start) + _PLANNED * bool(_history().search(before[-45:]))
    if not occasion.event.announced:
        after = page.text[mention.end : min(span.end, mention.end + 20)]
        score += _PLANNED * bool(_future().search(before[-60:] + " | " + after))
    return score + _distance_in_time(mention, published=published, announced=occasion.event.announced)


def _nearness(page: Page, mention: DateMention, *, sentence: int, occasion: Occasion) -> float:
    event = occasion.event
    if sentence == event.sentence:
        return _SAME_SENTENCE + max(-2.0, _PER_CHARACTER * _gap(event, mention))
    if sentence in report(page, event.sentence):
        return _NEXT_SENTENCE
    return _MENTIONED if sentence in occasion.sentences else 0.0


def _gap(event: Event, mention: DateMention) -> int:
    return max(mention.start - event.end, event.start - mention.end, 0)


def _distance_in_time(mention: DateMention, *, published: date | None, announced: bool) -> float:
    if published is None or mention.date is None:
        return 0.0
    days = (published - (mention.date_end or mention.date)).days
    if days < 0:
        running = mention.date <= published
        return 0.0 if announced or running or mention.clash else _AFTER_PUBLICATION
    return max(-_MOST_DAYS, _PER_DAY * max(0, days - _FRESH_DAYS))


_DAYS = {"dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10}
# "selama dua hari, mulai Selasa": how long it lasts, before the date of its first day.
_LASTING = re.compile(
    rf"\bselama\s+(?P<days>[2-9]|{'|'.join(_DAYS)})\s+(?:\([^)]*\)\s*)?hari\b[^.;\n]{{0,50}}?"
    r"\b(?:mulai|dimulai|sejak|terhitung|dari)\b[^.;\n]{0,25}$",
    re.IGNORECASE,
)


def last_day(page: Page, when: DateMention) -> date | None:
    """The last day of a meeting: as written, or told by how many days it lasts from the first on."""
    if when.date is None or when.date_end is not None:
        return when.date_end
    sentence = page.sentences[page.sentence_at(when.start)]
    lasting = _LASTING.search(page.text, sentence.start, when.start)
    if lasting is None:
        return None
    days = _DAYS.get(lasting["days"].casefold()) or int(lasting["days"])
    return when.date + timedelta(days=days - 1)


def choose_time(page: Page, occasion: Occasion, *, when: DateMention | None) -> str | None:
    """The hour at which a meeting began: beside its date, or where a sentence about it says so; else "pagi"."""
    if when is not None and when.time and when.time.startswith("pukul"):
        return when.time
    own = {near for number in occasion.sentences | {occasion.event.sentence} for near in report(page, number)}
    for number in sorted(own):
        span = page.sentences[number]
        for start, clock in find_clocks(page.text, span.start, span.end):
            before = page.text[max(span.start, start - _CLOCK_REACH) : start]
            told = _begins().search(before) and not _ends().search(before[-_ENDING_REACH:])
            if told and not page.is_speech(start):
                return clock
    return when.time if when is not None else None


@cache
def _begins() -> re.Pattern[str]:
    return compile_phrases(read_cues("schedule_cues", "begin"))


@cache
def _ends() -> re.Pattern[str]:
    return compile_phrases(read_cues("schedule_cues", "ending"))


_CLOCK_REACH, _ENDING_REACH = 110, 30
