"""A meeting's agenda, purpose, place and organiser where cues and grammar read none: the tagger's surest stretch."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, FactKind, Meeting
from retrieval.facts.page import Page
from retrieval.reading.tagging.spans import TaggedSpan, find_spans
from retrieval.reading.tagging.tagger import Tags

LEAST_WORD = 0.05
"""Chance of a word that belongs to a detail."""

_KINDS = {
    "PLACE": FactKind.PLACE,
    "THEME": FactKind.AGENDA,
    "PURPOSE": FactKind.PURPOSE,
    "ORGANISER": FactKind.ORGANISER,
}
"""What readers call a theme is mostly what was on the agenda; a theme in its own words is for the tables to read."""

LEAST = {FactKind.PLACE: 0.1, FactKind.AGENDA: 0.05, FactKind.PURPOSE: 0.05, FactKind.ORGANISER: 0.05}
"""Mean chance from which a stretch, the surest of an article, is taken: more right than wrong on kept articles."""

FEWEST_WORDS = 2
"""Of anything but a place, a single word is a piece of something longer."""
RULE = "tagged"


def read_details(page: Page, tags: Tags, told: Sequence[Fact], main: Meeting) -> list[Fact]:
    """Facts of place, agenda, purpose and organiser that the main meeting lacks; `meeting` is left None.

    A piece of the meeting's own name is no organiser, and what a bracket cuts is nothing.
    """
    known = {fact.kind for fact in told if not fact.meeting}
    known |= {FactKind.AGENDA} if FactKind.THEME in known else set()
    best: dict[FactKind, TaggedSpan] = {}
    for span in find_spans(page.text, tags, "detail", least=LEAST_WORD):
        kind = _KINDS[span.kind]
        value = page.text[span.start : span.end]
        is_whole = kind is FactKind.PLACE or len(value.split()) >= FEWEST_WORDS
        is_whole = is_whole and value.count("(") == value.count(")")
        if kind is FactKind.ORGANISER and span.start < main.end and main.start < span.end:
            continue
        if is_whole and span.chance >= max(LEAST[kind], best[kind].chance if kind in best else 0.0):
            best[kind] = span
    return [_to_fact(page, kind, span) for kind, span in best.items() if kind not in known]


def _to_fact(page: Page, kind: FactKind, span: TaggedSpan) -> Fact:
    sentence = page.sentences[page.sentence_at(span.start)]
    return Fact(
        kind=kind,
        value=page.text[span.start : span.end],
        start=min(sentence.start, span.start),
        end=max(sentence.end, span.end),
        rule=f"{kind}.{RULE}",
        value_start=span.start,
        value_end=span.end,
    )
