"""When a meeting took place: one date chosen among all the dates of an article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.facts.occasions import Occasion, report
from retrieval.facts.page import Mention, Page
from retrieval.facts.phrases import cue_pattern
from retrieval.language.dates import DateMention, find_clocks

# What speaks for a date being the meeting's; set by reading articles.
_REPORT, _OPENING, _WEEKDAY, _HELD, _ELSEWHEN, _STALE = 3.5, 1.0, 1.0, 1.5, -2.5, -4.0
# Days before publication within which a meeting is news.
_FRESH_DAYS = 60
_ENOUGH = -2.0
# Letters before a date and a clock that are looked at, and sentences that open an article.
_BEFORE, _CLOCK_REACH, _FIRST_SENTENCES = 60, 110, 3


def choose_date(
    page: Page,
    occasion: Occasion,
    *,
    dates: Sequence[DateMention],
    places: Sequence[Mention],
    published: date | None,
) -> DateMention | None:
    """The date on which a meeting took place, or None where the article does not say."""
    near = report(page, occasion.event.sentence)
    held = {page.sentence_at(place.start) for place in places if place.held}

    def weigh(mention: DateMention) -> float:
        sentence = page.sentence_at(mention.start)
        before = page.text[max(page.sentences[sentence].start, mention.start - _BEFORE) : mention.start]
        told = bool(mention.weekday)
        score = _REPORT * (sentence in near) + _HELD * (sentence in held) + _WEEKDAY * told
        score += _OPENING * (sentence < _FIRST_SENTENCES) * (1 + told)
        score += _ELSEWHEN * bool(cue_pattern("schedule_cues", "history").search(before))
        return score + _STALE * (published is not None and not _is_news(mention.date, published))

    written = [mention for mention in dates if mention.date is not None]
    best = max(written, key=lambda mention: (weigh(mention), -mention.start), default=None)
    return best if best is not None and weigh(best) >= _ENOUGH else None


def _is_news(day: date | None, published: date) -> bool:
    return day is not None and 0 <= (published - day).days <= _FRESH_DAYS


def choose_time(page: Page, occasion: Occasion, *, when: DateMention | None) -> str | None:
    """The hour at which a meeting began: beside its date, or where a sentence about it says so; else "pagi"."""
    beside = when.time if when is not None else None
    if beside and beside.startswith("pukul"):
        return beside
    own = {near for number in occasion.sentences for near in report(page, number)}
    begins = cue_pattern("schedule_cues", "begin")
    told = (
        clock
        for span in (page.sentences[number] for number in sorted(own))
        for start, clock in find_clocks(page.text, span.start, span.end)
        if begins.search(page.text, max(span.start, start - _CLOCK_REACH), start) and not page.is_speech(start)
    )
    return next(told, beside)
