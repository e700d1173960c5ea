"""What is read out of an article: meetings, and facts that each stand on a span of its text.

Offsets are characters of the stored article text, half-open. A fact holds two spans: `start:end` is the
evidence shown to a reader (the sentence or clause that says so); `value_start:value_end` is the mention of the
value itself inside the text, or None where the value was normalised (an ISO date, a region).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """What a fact says about a meeting (or, for a statement, about what somebody said)."""

    ATTENDANCE = "attendance"
    STATEMENT = "statement"
    DATE = "date"
    PLACE = "place"
    ORGANISER = "organiser"
    THEME = "theme"
    PURPOSE = "purpose"
    AGENDA = "agenda"
    PARTICIPANTS = "participants"
    OUTCOME = "outcome"


class Capacity(StrEnum):
    """In which capacity a person or group took part. ABSENT is said by the article, never concluded."""

    PRESENT = "present"
    OPENED = "opened"
    CLOSED = "closed"
    LED = "led"
    SPOKE = "spoke"
    ACCOMPANIED = "accompanied"
    INVITED = "invited"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim and the span of the article that makes it.

    ATTENDANCE  value: the person ("H. Isah, S.Sos.I, M.Ag." as written) or, where no person is named, the office
                or group as written ("para camat se-Kabupaten Batang Hari"); person: the name without titles and
                degrees, or None; role: the office as written; represents: whom they stood in for, as written;
                capacity; certain is False for an ambiguous apposition.
                "Kapolres yang diwakili Iptu Saryono" gives value "Iptu Saryono", represents "Kapolres ...", PRESENT,
                and a second fact value "Kapolres ...", capacity ABSENT.
    STATEMENT   value: what was said, to the letter (one or two sentences); person and role: the speaker.
    DATE        value: ISO date; detail: None, or a clash as JSON
                {"written": "Rabu (10/09/2022)", "weekday": "Rabu", "likely": "2022-08-10", "why": "..."};
                certain is False where year or day was inferred from the publication date.
    others      value: the place, organiser, theme, purpose, agenda, number or outcome, to the letter.

    corrected: the day on which those who keep the archive corrected it; `start:end` is still the article's sentence,
    which says otherwise.
    """

    kind: FactKind
    value: str
    start: int
    end: int
    rule: str
    meeting: int | None = None
    value_start: int | None = None
    value_end: int | None = None
    person: str | None = None
    role: str | None = None
    represents: str | None = None
    capacity: Capacity | None = None
    certain: bool = True
    detail: str | None = None
    corrected: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting that an article reports; `ordinal` numbers the meetings of one article from 0 (the main one).

    `kind` is a key of the table of meeting kinds ("rakor", "paripurna", "fgd", ...); `name` is to the letter.
    `regions` are statistics-office codes ("1504"), most specific first. `date` is the first day, `date_end` the last.
    """

    ordinal: int
    name: str
    kind: str
    start: int
    end: int
    date: datetime.date | None = None
    date_end: datetime.date | None = None
    time: str | None = None
    place: str | None = None
    organiser: str | None = None
    theme: str | None = None
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read out of one article, by one version of the reader.

    proposed: what a language model alone claims, each with the sentence that has its words; nothing tells it as a fact.
    """

    article_id: str
    version: str
    meetings: tuple[Meeting, ...] = ()
    facts: tuple[Fact, ...] = ()
    regions: tuple[str, ...] = ()
    proposed: tuple[Fact, ...] = ()
