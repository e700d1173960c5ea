"""Where a meeting took place: one place chosen among all the places of an article."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.facts.occasions import Occasion, report
from retrieval.facts.page import Page
from retrieval.facts.places import AREA, NAMED, VENUE, VIRTUAL, WIDE, PlaceMention
from retrieval.language.dates import DateMention

# What speaks for a place being the meeting's; set by reading articles.
_SORTS = {VENUE: 3.0, NAMED: 1.2, VIRTUAL: 0.8, AREA: 0.5, WIDE: -1.0}
_REPORT, _HELD, _WITH_DATE, _IN_SPEECH, _LATER = 3.0, 1.5, 1.0, -2.5, -0.12
_ENOUGH = 3.3
# A second place near by ("dipusatkan di ..., diikuti dari ...") is kept when it is nearly as good.
_SECOND = 3.0
_ANSWERS = {VENUE, VIRTUAL}


def choose_places(
    page: Page, occasion: Occasion, *, places: Sequence[PlaceMention], when: DateMention | None
) -> list[PlaceMention]:
    """The place of a meeting and, after it, a second one named near it; empty where none is stated."""
    near = report(page, occasion.event.sentence)
    dated = page.sentence_at(when.start) if when else -1

    def weigh(place: PlaceMention) -> float:
        sentence = page.sentence_at(place.start)
        score = _SORTS[place.sort] + _REPORT * (sentence in near) + _HELD * place.held
        return score + _WITH_DATE * (sentence == dated) + _LATER * sentence + _IN_SPEECH * page.is_speech(place.start)

    ranked = sorted((place for place in places if weigh(place) >= _ENOUGH), key=weigh, reverse=True)
    beside = report(page, page.sentence_at(ranked[0].start)) if ranked else set()
    seconds = [place for place in ranked[1:] if place.sort in _ANSWERS and page.sentence_at(place.start) in beside]
    return ranked[:1] + [place for place in seconds[:1] if weigh(place) >= weigh(ranked[0]) - _SECOND]
