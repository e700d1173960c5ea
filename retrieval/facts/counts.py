"""How many took part in a meeting, as written: "diikuti sekitar 140 orang peserta", "ratusan kades"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page
from retrieval.facts.phrases import alternation, cue_pattern, read_cues

_REACH = 70


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of participants, `text[start:end]`; `exact` is False for "ratusan"."""

    start: int
    end: int
    exact: bool


@cache
def _words(role: str) -> str:
    return alternation(read_cues("count_cues", role))


@cache
def _count() -> re.Pattern[str]:
    units = rf"{_words('unit')}(?:\s+{_words('unit')})*"
    number = r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6})(?:\s*\([a-z ]{3,40}\))?"
    counted = rf"(?:{_words('approx')}\s+)*(?:{number}|{_words('crowd')})\s+(?:\w+\s+)??{units}"
    return re.compile(rf"(?<![\w.,/(\-]){counted}(?!\w)", re.IGNORECASE)


def find_counts(page: Page) -> Iterator[CountMention]:
    """Numbers of people beside a word of taking part in the same sentence, direct speech left out."""
    for match in _count().finditer(page.text):
        sentence = page.sentences[page.sentence_at(match.start())]
        near = max(sentence.start, match.start() - _REACH), min(sentence.end, match.end() + _REACH)
        if cue_pattern("count_cues", "join").search(page.text, *near) and not page.is_speech(match.start()):
            yield CountMention(*match.span(), exact=match["number"] is not None)
