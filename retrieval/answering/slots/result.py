"""What a slot gives back: a text and the evidence it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from data.facts import Fact, Meeting
from data.wording import answers as wording
from retrieval.answering.answer import Evidence, Status, evidence
from retrieval.answering.ranking.candidates import Candidate
from retrieval.language.dates import format_date


@dataclass(frozen=True, slots=True)
class Result:
    """A text for one thing asked, with its evidence; status ANSWERED unless the sources disagree or are silent.

    is_read: it stands on facts that were read, and not on sentences chosen for the question. certainty: the chance that
    it answers. proof: the sentence that says it, for where there is room. is_of_all: it lists everybody that was read,
    so that whoever else was there, by other articles, belongs beside it.
    """

    text: str
    evidence: tuple[Evidence, ...]
    status: Status = Status.ANSWERED
    is_read: bool = True
    certainty: float = 1.0
    proof: Evidence | None = None
    is_of_all: bool = False

    @property
    def shown(self) -> tuple[Evidence, ...]:
        """What it stands on, with the sentence that proves it."""
        return (*self.evidence, self.proof) if self.proof else self.evidence

    @property
    def proven(self) -> str:
        """The text with the sentence that says it."""
        return f"{self.text}\n{wording.proof(self.proof.quote)}" if self.proof else self.text


def result(text: str, candidate: Candidate, facts: Iterable[Fact]) -> Result:
    """A text that stands on read facts of one candidate."""
    return Result(text, tuple(evidence(candidate.article, fact) for fact in facts))


def add_meeting(text: str, candidate: Candidate, *, longest: float = inf) -> str:
    """A text with a line that says of which meeting it is, where both together have fewer characters than `longest`."""
    line = describe(candidate)
    return f"{text}\n{line}" if len(text) + len(line) < longest else text


def describe(candidate: Candidate) -> str:
    """The meeting with its date and place, on one line."""
    return say_line(candidate.meeting, title=candidate.article.title)


def say_line(meeting: Meeting | None, *, title: str) -> str:
    """A meeting, or else the article of this title, with its date and place, on one line."""
    name, place = (meeting.name, meeting.place) if meeting else ("", None)
    return wording.context(name or title, date=_day(meeting), place=place)


def call(candidate: Candidate) -> str:
    """The meeting's name with its date, for use inside a sentence."""
    name, day = wording.shorten(candidate.name, 110), _day(candidate.meeting)
    return f"{name} ({day})" if day else name


def _day(meeting: Meeting | None) -> str | None:
    return format_date(meeting.date, meeting.date_end) if meeting and meeting.date else None
