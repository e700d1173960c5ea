"""What a question asks for, once it is understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.facts import Capacity
from data.store import Part
from retrieval.language.dates import Period
from retrieval.language.offices import OfficeMention


class Kind(StrEnum):
    """What is asked, as INTERFACE names it in an answer."""

    ATTENDEES = "attendees"
    WHEN = "when"
    WHERE = "where"
    TOPIC = "topic"
    PURPOSE = "purpose"
    ORGANISER = "organiser"
    OPENER_OR_LEADER = "opener_or_leader"
    STATEMENT = "statement"
    REPRESENTING = "representing"
    LIST = "list"
    COUNT = "count"
    PERSON = "person"
    SUMMARY = "summary"
    PASSAGE = "passage"


LISTS = frozenset({Kind.LIST, Kind.COUNT})
"""What ranges over meetings."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a question is about, with its equivalent wordings.

    text: as asked, in formal spelling. forms: each a tuple of stems that all have to occur for the form to count.
    is_kind: the word names a kind of meeting, which is compared by the table of kinds instead of by words.
    """

    text: str
    forms: tuple[tuple[str, ...], ...]
    is_kind: bool = False


class Way(StrEnum):
    """How a question counts: how often, most of all, one beside another, in which share of all."""

    TIMES = "times"
    MOST = "most"
    COMPARED = "compared"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Counting:
    """What a question counts: meetings at which somebody had one of the parts; of no parts, meetings themselves.

    digits: those of the codes of the regions that are ranked, 0 where people are; spans: the words that say all this.
    """

    way: Way
    parts: tuple[Part, ...] = ()
    digits: int = 0
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood.

    text: as typed; formal: in formal spelling, what is searched. wanted: what is asked, the first first; a second one
    where two questions came in one. asked_offices: offices whose holder is asked for or whose words are wanted,
    office_words: their wording; asked_groups: other words for those asked about ("LSM mana", "siapa moderator").
    asked_concepts: those of the concepts that ask for something besides naming the meeting. regions: statistics-
    office codes. capacity: opened, led or closed where the question says which. counting: what
    it counts beyond the meetings of a list. is_yes_no, is_quantity ("berapa"):
    the shape of the answer. is_latest: it is about the latest meeting that fits. is_english: its words are
    no article's. is_explicit: the question itself
    says what it asks; inherited: some of it comes from an earlier question. earlier: that question, where both are
    about one meeting. is_another: it asks about another meeting than that; instead: itself without the words that
    named the earlier one. after: the question as a follow-up, where it says enough to stand alone and names no place or
    time.
    unused: words that the archive does not know.
    """

    text: str
    formal: str
    wanted: tuple[Kind, ...]
    concepts: tuple[Concept, ...] = ()
    asked_concepts: tuple[Concept, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    asked_offices: tuple[OfficeMention, ...] = ()
    office_words: tuple[str, ...] = ()
    asked_groups: tuple[Concept, ...] = ()
    capacity: Capacity | None = None
    counting: Counting | None = None
    is_yes_no: bool = False
    is_quantity: bool = False
    is_latest: bool = False
    is_english: bool = False
    is_explicit: bool = False
    inherited: bool = False
    earlier: Query | None = None
    is_another: bool = False
    instead: Query | None = None
    after: Query | None = None
    unused: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What is asked first."""
        return self.wanted[0]

    @property
    def telling(self) -> tuple[Concept, ...]:
        """The concepts that say more than the kind of meeting: "tema upacaranya apa" has none."""
        return tuple(concept for concept in self.concepts if not concept.is_kind)

    @property
    def asked_with_words(self) -> tuple[tuple[OfficeMention, str], ...]:
        """Each office asked for with its wording, "" where that is not known."""
        unknown = ("",) * (len(self.asked_offices) - len(self.office_words))
        return tuple(zip(self.asked_offices, (*self.office_words, *unknown), strict=True))
