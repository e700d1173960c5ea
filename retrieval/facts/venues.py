"""Where a meeting took place: one place chosen among all the places of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.facts.occasions import Occasion, report
from retrieval.facts.page import Page
from retrieval.facts.phrases import compile_phrases, read_cues
from retrieval.facts.places import AREA, NAMED, VENUE, VIRTUAL, PlaceMention
from retrieval.language.dates import DateMention

# What speaks for a place being the meeting's; set by reading articles.
_SORTS = {VENUE: 3.0, NAMED: 1.2, VIRTUAL: 0.8, AREA: 0.5}
_HELD, _SAME_SENTENCE, _NEXT_SENTENCE, _MENTIONED, _WITH_DATE = 1.5, 3.0, 3.0, 1.5, 1.0
_PASSING, _IN_SPEECH, _PLANNED, _WIDE, _LATER = -5.0, -2.5, -1.5, -1.5, -0.12
_ENOUGH = 3.3
# A second place near by ("dipusatkan di ..., diikuti dari ...") is kept when it is nearly as good.
_SECOND = 3.0


@cache
def _future() -> re.Pattern[str]:
    return compile_phrases(read_cues("meeting_cues", "future"))


@cache
def _wide() -> re.Pattern[str]:
    return compile_phrases(read_cues("place_cues", "wide"))


def choose_places(
    page: Page, occasion: Occasion, *, places: Sequence[PlaceMention], when: DateMention | None
) -> list[PlaceMention]:
    """The place of a meeting and, after it, a second one named near it; empty where none is stated."""
    dated = page.sentence_at(when.start) if when else -1
    scored = [(_weigh(page, place, occasion=occasion, dated=dated), -place.start, place) for place in places]
    ranked = sorted((item for item in scored if item[0] >= _ENOUGH), key=lambda item: item[:2], reverse=True)
    if not ranked:
        return []
    best = ranked[0]
    near = report(page, page.sentence_at(best[2].start)) | occasion.sentences
    seconds = [
        place
        for score, _, place in ranked[1:]
        if score >= best[0] - _SECOND and place.sort in {VENUE, VIRTUAL} and page.sentence_at(place.start) in near
    ]
    return [best[2], *seconds[:1]]


def _weigh(page: Page, place: PlaceMention, *, occasion: Occasion, dated: int) -> float:
    sentence = page.sentence_at(place.start)
    span = page.sentences[sentence]
    score = _SORTS[place.sort] + _HELD * place.held + _PASSING * place.passing + _LATER * sentence
    score += _nearness(page, sentence, occasion=occasion) + _WITH_DATE * (sentence == dated)
    score += _IN_SPEECH * page.is_speech(place.start)
    score += _WIDE * bool(not place.held and _wide().match(page.text, place.start, place.end))
    if not occasion.event.announced:
        score += _PLANNED * bool(_future().search(page.text, max(span.start, place.start - 70), place.start))
    return score


def _nearness(page: Page, sentence: int, *, occasion: Occasion) -> float:
    if sentence == occasion.event.sentence:
        return _SAME_SENTENCE
    if sentence in report(page, occasion.event.sentence):
        return _NEXT_SENTENCE
    return _MENTIONED if sentence in occasion.sentences else 0.0
