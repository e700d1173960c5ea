"""A report on one meeting, each line with its sources; what no article says stays visibly open. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.facts import Fact, FactKind
from data.quoting import link_to_span
from data.wording import answers
from data.wording import takeaway as wording
from retrieval.language.dates import format_date
from retrieval.takeaway.attendance import AttendanceRow, Presence, attendance_of
from retrieval.takeaway.clipping import call, say_day
from retrieval.takeaway.document import Document, Frame, Line, Source, Style, printable
from retrieval.takeaway.selection import Event, Selection, Telling, mark_corrected

_KINDS = {
    "purpose": (FactKind.PURPOSE,),
    "topics": (FactKind.THEME, FactKind.AGENDA),
    "outcomes": (FactKind.OUTCOME,),
}


@dataclass(slots=True)
class _Lines:
    """What is said under one heading: each text once, with the numbers of the sources that say so."""

    notes: dict[str, list[int]] = field(default_factory=dict)

    def say(self, text: str | None, note: int) -> None:
        """Add a text, or one more source of it."""
        if text and printable(text):
            known = self.notes.setdefault(printable(text), [])
            known.extend({note} - {*known})

    def lines(self) -> Iterator[Line]:
        """The texts in the order they were first said."""
        for text, notes in self.notes.items():
            yield Line(text, notes=tuple(notes))


def report_on(event: Event, *, frame: Frame, summary: str = "") -> Document:
    """The report; sources are the articles in the order of the event's accounts. `summary` stands above its parts."""
    name = next((one.meeting.name for one in event.tellings if one.meeting.name), event.tellings[0].article.title)
    blocks = [Line(wording.REPORT, Style.TITLE), Line(printable(name), Style.HEADING)]
    if summary:
        blocks += [Line(wording.SUMMED_UP, Style.HEADING), Line(printable(summary))]
    for part, lines in _parts(event).items():
        blocks.append(Line(wording.SECTIONS[part], Style.HEADING))
        blocks += list(lines.lines()) or [Line(_open(part), Style.OPEN)]
    return Document(wording.REPORT, blocks, [_source(telling) for telling in event.tellings], frame)


def _open(part: str) -> str:
    return {"basis": wording.BASIS_OPEN, "people": wording.NOBODY}.get(part, wording.OPEN)


def _parts(event: Event) -> dict[str, _Lines]:
    parts = {part: _Lines() for part in wording.SECTIONS}
    for note, telling in enumerate(event.tellings, start=1):
        meeting = telling.meeting
        day = format_date(meeting.date, meeting.date_end) if meeting.date else None
        when = wording.at_hour(day, meeting.time) if day else None
        parts["when"].say(telling.mark(when, FactKind.DATE), note)
        parts["where"].say(telling.mark(meeting.place, FactKind.PLACE), note)
        parts["organiser"].say(telling.mark(meeting.organiser, FactKind.ORGANISER), note)
        parts["topics"].say(telling.mark(meeting.theme, FactKind.THEME), note)
        for part, kinds in _KINDS.items():
            for fact in telling.facts(*kinds):
                parts[part].say(mark_corrected(fact.value, fact.corrected), note)
        for fact in telling.facts(FactKind.STATEMENT):
            parts["statements"].say(_say_statement(fact), note)
    numbers = {telling.place: note for note, telling in enumerate(event.tellings, start=1)}
    for row in attendance_of(event, Selection()):
        parts["people"].say(_say_participant(row), numbers[row.id])
    return parts


def _say_statement(fact: Fact) -> str | None:
    """A statement with its speaker; None where it may be another's."""
    speaker = answers.person(fact.person or fact.role or "", role=fact.role, represents=None, doing=None)
    is_quote = fact.rule.startswith("statement.quote")
    return wording.said(speaker, fact.value, is_quote=is_quote) if fact.certain else None


def _say_participant(row: AttendanceRow) -> str:
    doing = (
        answers.DOING.get(row.capacity or "") if row.presence is Presence.PRESENT else wording.PRESENCES[row.presence]
    )
    return answers.person(row.name or row.office, role=row.office, represents=row.represents or None, doing=doing)


def _source(telling: Telling) -> Source:
    article = telling.article
    parts = (call(article), printable(article.publisher), say_day(article))
    # A press on the note leads to where the article tells of the meeting.
    link = link_to_span(article.url, article.text, telling.meeting.start, telling.meeting.end) or article.url or ""
    return Source(", ".join(part for part in parts if part), printable(link))
