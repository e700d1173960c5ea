"""Tags made by hand: what a tagger would say of a text, word by word, with one chance for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from retrieval.language.offices import find_offices
from retrieval.language.people import find_people
from retrieval.reading.tagging.labels import HEADS
from retrieval.reading.tagging.tagger import Tags

SURE = 0.95
CALLED = {"PERSON": "NAME"}
NAMING = {"called", "named"}


def tag(text: str, marks: Mapping[str, Mapping[str, str]], *, chance: float = SURE) -> Tags:
    """`marks`: {head: {phrase: kind}}; words beside the phrases are surely of no kind, and every name took part. Who is
    named is called so, wherever the name stands."""
    called = {phrase: CALLED.get(kind, kind) for phrase, kind in marks.get("named", {}).items()}
    marks = {"called": called, **marks}
    spans = [
        (head, start, start + len(phrase), kind)
        for head, phrases in marks.items()
        for phrase, kind in phrases.items()
        for start in _where(text, phrase, everywhere=head in NAMING)
    ]
    return _tag(text, spans, chance)


def _where(text: str, phrase: str, *, everywhere: bool) -> list[int]:
    starts = [match.start() for match in re.finditer(re.escape(phrase), text)]
    return starts if everywhere else starts[:1]


def tag_known(text: str) -> Tags:
    """Tags of a text whose people and offices are those that tables and grammar know."""
    people = [
        (start, start + len(one.name)) for one in find_people(text) for start in [text.index(one.name, one.start)]
    ]
    offices = [(one.start, one.end) for one in find_offices(text) if not one.group]
    return _tag(
        text,
        [*(("called", *span, "NAME") for span in people), *(("called", *span, "OFFICE") for span in offices)],
        SURE,
    )


def _tag(text: str, spans: Iterable[tuple[str, int, int, str]], chance: float) -> Tags:
    offsets = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    chances = {head: np.full((len(offsets), len(classes)), 1e-4, np.float32) for head, classes in HEADS.items()}
    for head, classes in HEADS.items():
        chances[head][:, len(classes) - 1 if classes == ("no", "yes") else 0] = SURE
    for head, start, end, kind in spans:
        for row, (first, _) in enumerate(offsets):
            if start <= first < end:
                part = "B" if first == start else "I"
                chances[head][row] = 1e-4
                chances[head][row, HEADS[head].index(f"{part}-{kind}")] = chance
                chances[head][row, 0] = 1 - chance
    return Tags(np.array(offsets, dtype=np.int64).reshape(-1, 2), chances)
