"""A meeting's theme, purpose, place and organiser where cues and grammar read none: the tagger's surest stretch."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, FactKind
from retrieval.facts.page import Page
from retrieval.reading.spans import TaggedSpan, find_spans
from retrieval.reading.tagger import Tags

LEAST = 0.2
"""Chance from which a word belongs to a detail: only the surest stretch of an article is taken."""

SHORTEST = 4
RULE = "tagged"


def read_details(page: Page, tags: Tags, told: Sequence[Fact]) -> list[Fact]:
    """Facts of place, theme, purpose and organiser that the main meeting lacks; `meeting` is left None."""
    known = {fact.kind for fact in told if not fact.meeting}
    best: dict[FactKind, TaggedSpan] = {}
    for span in find_spans(page.text, tags, "detail", least=LEAST):
        kind = FactKind(span.kind.lower())
        if span.end - span.start >= SHORTEST and (kind not in best or span.chance > best[kind].chance):
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
