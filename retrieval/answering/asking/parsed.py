"""A question in formal spelling with all that tables and grammar know in it, each found once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from retrieval.answering.asking.cues import Cue, find_cues, question_words
from retrieval.facts.kinds import KindMention, find_meeting_kinds
from retrieval.language.dates import Period, find_periods
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import RegionMention, find_regions

Span = tuple[int, int]
"""Characters of a formal question, half-open."""

NOWHERE: Span = (0, 0)

Mention: TypeAlias = Cue | KindMention | OfficeMention | Period | RegionMention


@dataclass(frozen=True, slots=True)
class Parsed:
    """words: in small letters; asking: the question words; cues: those outside of dates ("tanggal 28 Mei" says one and
    asks for none); kinds: of meetings. All in the order of the question."""

    formal: str
    words: tuple[str, ...]
    asking: frozenset[str]
    cues: tuple[Cue, ...]
    kinds: tuple[KindMention, ...]
    regions: tuple[RegionMention, ...]
    periods: tuple[Period, ...]
    offices: tuple[OfficeMention, ...]

    @property
    def marks(self) -> tuple[Mention, ...]:
        """What says where and when."""
        return (*self.regions, *self.periods)


def parse(formal: str, today: date | None = None) -> Parsed:
    """What a formal question has; today: for "tahun lalu"."""
    words, periods = tuple(formal.casefold().split()), tuple(find_periods(formal, today))
    dated = {place for period in periods for place in range(period.start, period.end)}
    return Parsed(
        formal,
        words,
        frozenset(question_words(words)),
        tuple(cue for cue in find_cues(formal) if cue.start not in dated),
        tuple(find_meeting_kinds(formal)),
        tuple(find_regions(formal)),
        periods,
        tuple(find_offices(formal)),
    )


def spans(mentions: Iterable[Mention]) -> list[Span]:
    """Where mentions stand."""
    return [(one.start, one.end) for one in mentions]
