"""How many took part in a meeting, as written: "diikuti sekitar 140 orang peserta", "ratusan kades"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.facts.occasions import Occasion
from retrieval.facts.page import Mention, Page
from retrieval.facts.phrases import cue_pattern, cue_words

EXACT, CROWD = "number", "crowd"
_REACH = 70
_FARTHEST_SENTENCE = 8


@cache
def _count() -> re.Pattern[str]:
    unit, approx, crowd = (cue_words("count_cues", role) for role in ("unit", "approx", CROWD))
    number = rf"(?P<{EXACT}>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}})(?:\s*\([a-z ]{{3,40}}\))?"
    counted = rf"(?:{approx}\s+)*(?:{number}|(?P<{CROWD}>{crowd}))\s+(?:\w+\s+)??{unit}(?:\s+{unit})*"
    return re.compile(rf"(?<![\w.,/(\-]){counted}(?!\w)", re.IGNORECASE)


def find_counts(page: Page) -> Iterator[Mention]:
    """Numbers of people beside a word of taking part in the same sentence, direct speech left out."""
    for match in _count().finditer(page.text):
        sentence = page.sentences[page.sentence_at(match.start())]
        near = max(sentence.start, match.start() - _REACH), min(sentence.end, match.end() + _REACH)
        if cue_pattern("count_cues", "join").search(page.text, *near) and not page.is_speech(match.start()):
            yield Mention(*match.span(), str(match.lastgroup))


def choose_counts(page: Page, occasion: Occasion, *, counts: Sequence[Mention]) -> list[Mention]:
    """The two numbers of participants nearest to the report of a meeting, exact ones before "ratusan"."""

    def rank(count: Mention) -> tuple[int, bool]:
        return abs(page.sentence_at(count.start) - occasion.event.sentence), count.sort == CROWD

    return [count for count in sorted(counts, key=rank) if rank(count)[0] <= _FARTHEST_SENTENCE][:2]
