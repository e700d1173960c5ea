"""The name of a meeting: where the noun phrase round a word for its kind begins and ends."""

from __future__ import annotations

import re
from functools import cache

from retrieval.facts.kinds import KindMention
from retrieval.facts.page import Page, phrase_end
from retrieval.facts.phrases import cue_words, read_cues

# "Tourism Business Forum": in English names the kind comes last.
_ENGLISH_ORDER = re.compile(r"\b(?:[A-Z][\w-]*\s+){1,4}(?:Expo|Forum|Festival|Conference|Summit|Award|Workshop)$")


@cache
def _onward() -> re.Pattern[str]:
    """What a name goes on behind: "untuk" before a capital, "dalam rangka" before any word."""
    verb, capital = (cue_words("meeting_cues", role) for role in ("tie_verb", "tie_capital"))
    return re.compile(rf"\s+(?:{verb}\s+[^\s,.]+|{capital}(?=\s+(?-i:[A-Z])))\s", re.IGNORECASE)


def name_end(page: Page, mention: KindMention) -> int:
    """Where the name of a meeting ends that begins with a word for its kind ("Rapat Koordinasi ... Tahun 2025")."""
    limit = page.sentences[page.sentence_at(mention.start)].end
    end = _stretch(page.text, mention.end, limit=limit)
    while tie := _onward().match(page.text, end, limit):
        end = _stretch(page.text, tie.end(), limit=limit)
    return mention.start + len(page.text[mention.start : end].rstrip(" ,;:-–“\"'"))


def name_span(page: Page, mention: KindMention) -> tuple[int, int]:
    """The span of a name, which in English may begin before the word for its kind."""
    english = _ENGLISH_ORDER.search(page.text, max(0, mention.start - 60), mention.end)
    return english.start() if english else mention.start, name_end(page, mention)


def _stretch(text: str, start: int, *, limit: int) -> int:
    if text[start : start + 1] in {",", ".", ";", ":", ")", "”", '"', "/"}:
        return start
    return phrase_end(text, start, limit=limit, passable=frozenset(read_cues("meeting_cues", "tie")))
