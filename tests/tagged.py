"""Tags made by hand: what a tagger would say of a text, word by word, with one chance for all."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from retrieval.reading.labels import HEADS
from retrieval.reading.tagger import Tags

SURE = 0.95


def tag(text: str, marks: Mapping[str, Mapping[str, str]], *, chance: float = SURE) -> Tags:
    """`marks`: {head: {phrase: kind}}; words beside the phrases are surely of no kind, and every name took part."""
    offsets = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    chances = {head: np.full((len(offsets), len(classes)), 1e-4, np.float32) for head, classes in HEADS.items()}
    for head, classes in HEADS.items():
        chances[head][:, len(classes) - 1 if classes == ("no", "yes") else 0] = SURE
    for head, phrases in marks.items():
        for phrase, kind in phrases.items():
            start = text.index(phrase)
            for row, (first, _) in enumerate(offsets):
                if start <= first < start + len(phrase):
                    part = "B" if first == start else "I"
                    chances[head][row] = 1e-4
                    chances[head][row, HEADS[head].index(f"{part}-{kind}")] = chance
                    chances[head][row, 0] = 1 - chance
    return Tags(np.array(offsets, dtype=np.int64).reshape(-1, 2), chances)
