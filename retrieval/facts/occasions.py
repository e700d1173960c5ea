"""One meeting of an article as gathered from its mentions, and which sentences speak of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.facts.events import Event
from retrieval.facts.kinds import GENERIC, find_meeting_kinds
from retrieval.facts.page import Page
from retrieval.facts.phrases import cue_pattern

# Behind a general word that means the meeting just spoken of: "kegiatan ini", "acara yang ...", or a name.
_POINTING = re.compile(r"\s+(?:(?:ini|tersebut|itu|yang)\b|[A-Z])|\s*$")
_BACK = re.compile(r"(?:(?:hal|kegiatan|acara)\s+)?(?:ini|itu|tersebut)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One meeting as gathered from its mentions: `event` reports it best, `name` names it best."""

    event: Event
    name: Event
    events: tuple[Event, ...]
    score: float

    @property
    def sentences(self) -> frozenset[int]:
        """The sentences that mention it."""
        return frozenset(event.sentence for event in self.events)


def report(page: Page, sentence: int) -> set[int]:
    """A sentence with the next where that only completes it, and with the one before where it points back to it."""
    back = sentence > 0 and _BACK.match(page.slice(page.sentences[sentence]))
    ahead = sentence + 1 < len(page.sentences) and _completes(page, sentence + 1)
    return {sentence, sentence - bool(back), sentence + ahead}


def _completes(page: Page, sentence: int) -> bool:
    """Whether a sentence only completes the one before it ("Bertempat di ...", "Rapat yang dihadiri ...")."""
    start = page.sentences[sentence].start
    continuing = cue_pattern("meeting_cues", "continuing").match(page.text, start)
    return bool(continuing) or any(kind.start == 0 for kind in find_meeting_kinds(page.text[start : start + 40])[:1])


def mentions_meeting(page: Page, occasion: Occasion, start: int, end: int) -> bool:
    """Whether a stretch of text mentions a meeting, or points to it with a general word ("kegiatan ini")."""
    general = (kind for kind in find_meeting_kinds(page.text[start:end]) if kind.kind == GENERIC)
    return any(start <= event.start < end for event in occasion.events) or any(
        _POINTING.match(page.text, start + kind.end, end) for kind in general
    )


def owner(page: Page, sentence: int, *, occasions: Sequence[Occasion]) -> int:
    """The ordinal of the meeting last mentioned up to a sentence in its paragraph, the main one's without."""
    first = page.sentence_at(page.text.rfind("\n", 0, page.sentences[sentence].start) + 1)
    told = (
        ordinal
        for number in range(sentence, first - 1, -1)
        for ordinal, occasion in enumerate(occasions)
        if number in occasion.sentences
    )
    return next(told, 0)
