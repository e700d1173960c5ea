"""Whether an article reports an event of a kind that no table knows, and the words that name it. Pure."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.errors import ModelError
from data.wording import index as wording
from retrieval.facts.events import Event
from retrieval.facts.kinds import GENERIC, KindMention
from retrieval.facts.naming import name_end
from retrieval.facts.page import Page, is_verb
from retrieval.language.stems import stem
from retrieval.language.tables import read_words
from retrieval.reading.tagging.tagger import TAGGER

REPORTING = "reporting.json"
REPORTED = 5.0
"""The score of an event that the words of its article report: enough by itself."""

_OPENING, _WORDS = 900, 70
"""Characters of an article, and words of them in small letters, that say what it is about; names do not."""

_WORD = re.compile(r"(?<![\w.])[a-z]{2,}(?!\w)")
_FULL, _FIRST_SENTENCES = 60, 4
"""Characters of a sentence that is no byline, and how many sentences may report the event."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """Weights of the stems of an article's opening for it reporting an event; `least` is the chance that is enough."""

    weights: dict[str, float]
    bias: float
    least: float

    def reports(self, text: str) -> bool:
        """Whether an article reports an event."""
        total = self.bias + sum(self.weights.get(word, 0.0) for word in opening_stems(text))
        return 1 / (1 + math.exp(-total)) >= self.least


def opening_stems(text: str) -> frozenset[str]:
    """The stems of an article's first words in small letters."""
    return frozenset(map(stem, _WORD.findall(text, 0, _OPENING)[:_WORDS]))


def opening_event(page: Page, reporting: Reporting) -> Event | None:
    """The event of an article that tells what was done: of its first verbs the one that speaks most for an event, with
    what follows it; None without one."""
    clauses = [
        clause for number in range(min(_FIRST_SENTENCES, len(page.sentences))) for clause in _clauses(page, number)
    ]
    return max(clauses, key=lambda event: reporting.weights.get(_first_stem(page, event), 0.0), default=None)


def _clauses(page: Page, number: int) -> Iterator[Event]:
    """The verbs of a sentence, each with what is done."""
    sentence = page.sentences[number]
    if sentence.end - sentence.start < _FULL or page.is_speech(sentence.start):
        return
    for verb in filter(_is_deed, _WORD.finditer(page.text, sentence.start, sentence.end)):
        end = name_end(page, KindMention(verb.start(), verb.end(), GENERIC))
        if end > verb.end():
            yield Event(verb.start(), end, GENERIC, number, REPORTED)


def _first_stem(page: Page, event: Event) -> str:
    return stem(page.text[event.start : event.end].split()[0])


def _is_deed(word: re.Match[str]) -> bool:
    verb = word.group()
    return verb.startswith("me") and is_verb(verb) and stem(verb) not in read_words("speech_verbs")


@cache
def shipped_reporting() -> Reporting:
    """The weights that come with Notula; ModelError where they are missing or damaged."""
    return read_reporting(TAGGER / REPORTING)


def read_reporting(path: Path) -> Reporting:
    """The weights of a file; ModelError where it is missing or damaged."""
    try:
        return Reporting(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(wording.tagger_damaged(path.parent.name)) from error
