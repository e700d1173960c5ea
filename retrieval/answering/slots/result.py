"""What a slot gives back: a text and the evidence it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.facts import Fact
from data.wording import answers as wording
from retrieval.answering.answer import Evidence, Status, evidence
from retrieval.answering.ranking.candidates import Candidate
from retrieval.language.dates import format_date


@dataclass(frozen=True, slots=True)
class Result:
    """A text for one thing asked, with its evidence; status ANSWERED unless the sources disagree or are silent.

    is_read: it stands on facts that were read, and not on sentences chosen for the question. certainty: the chance that
    it answers. proof: the sentence that says it, for where there is room.
    """

    text: str
    evidence: tuple[Evidence, ...]
    status: Status = Status.ANSWERED
    is_read: bool = True
    certainty: float = 1.0
    proof: Evidence | None = None

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


def describe(candidate: Candidate) -> str:
    """The meeting with its date and place, on one line."""
    meeting = candidate.meeting
    day = format_date(meeting.date, meeting.date_end) if meeting and meeting.date else None
    return wording.context(candidate.name, date=day, place=meeting.place if meeting else None)


def call(candidate: Candidate) -> str:
    """The meeting's name with its date, for use inside a sentence."""
    meeting = candidate.meeting
    day = format_date(meeting.date, meeting.date_end) if meeting and meeting.date else None
    name = wording.shorten(candidate.name, 110)
    return f"{name} ({day})" if day else name
