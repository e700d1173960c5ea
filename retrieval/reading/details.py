"""A meeting's theme, purpose, place and organiser where cues and grammar read none: the tagger's surest stretch."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, FactKind
from retrieval.facts.page import Page
from retrieval.reading.spans import TaggedSpan, find_spans
from retrieval.reading.tagger import Tags

LEAST_WORD, LEAST = 0.1, 0.3
"""Chance of a word that belongs to a detail; mean chance of a stretch that is taken, the surest of an article."""

FEWEST_WORDS = 2
"""Of anything but a place, a single word is a piece of something longer."""
RULE = "tagged"


def read_details(page: Page, tags: Tags, told: Sequence[Fact]) -> list[Fact]:
    """Facts of place, theme, purpose and organiser that the main meeting lacks; `meeting` is left None."""
    known = {fact.kind for fact in told if not fact.meeting}
    best: dict[FactKind, TaggedSpan] = {}
    for span in find_spans(page.text, tags, "detail", least=LEAST_WORD):
        kind = FactKind(span.kind.lower())
        words = len(page.text[span.start : span.end].split())
        is_whole = kind is FactKind.PLACE or words >= FEWEST_WORDS
        if is_whole and span.chance >= max(LEAST, best[kind].chance if kind in best else 0.0):
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
