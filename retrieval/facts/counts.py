"""How many took part in a meeting, as written: "diikuti sekitar 140 orang peserta", "ratusan kades"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page
from retrieval.facts.phrases import alternation, read_cues

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d{1,6}"
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
    spelled = r"(?:\s*\([a-z ]{3,40}\))?"
    number = rf"(?P<number>{_NUMBER}){spelled}\s+(?:\w+\s+)??{units}"
    crowd = rf"(?P<crowd>{_words('crowd')})\s+(?:\w+\s+)??{units}"
    approx = rf"(?:{_words('approx')}\s+)*"
    behind = r"(?:(?<=diikuti\s)|(?<=dihadiri\s)|(?<=diikuti\soleh\s)|(?<=dihadiri\soleh\s))"
    joined = rf"{behind}{approx}(?P<joined>{_NUMBER})\s+[^\W\d]+(?:\s+(?-i:[A-Z])\w+)?"
    return re.compile(rf"(?<![\w.,/(\-])(?:{approx}(?:{number}|{crowd})|{joined})(?!\w)", re.IGNORECASE)


@cache
def _join() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('join')}(?!\w)", re.IGNORECASE)


def find_counts(page: Page) -> list[CountMention]:
    """Numbers of people beside a word of taking part in the same sentence, direct speech left out."""
    found = []
    for match in _count().finditer(page.text):
        sentence = page.sentences[page.sentence_at(match.start())]
        near = max(sentence.start, match.start() - _REACH), min(sentence.end, match.end() + _REACH)
        around = page.text[near[0] : match.start()] + " | " + page.text[match.end() : near[1]]
        own = "peserta" in match.group().casefold() or "undangan" in match.group().casefold()
        if (own or _join().search(around)) and not page.is_speech(match.start()):
            found.append(CountMention(match.start(), match.end(), exact=match.group("crowd") is None))
    return found
