"""Who was at an event, one row for each person, office or group: three values, and what says so. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.facts import Capacity, Fact, FactKind
from data.quoting import link_to_span
from retrieval.answering.answers.holders import holds, in_other_region, names_office, said_of
from retrieval.answering.slots.people import group_people, name_fully
from retrieval.language.names import fold_name, is_called
from retrieval.language.offices import OfficeMention
from retrieval.language.people import same_person
from retrieval.language.stems import analyse
from retrieval.takeaway.document import printable
from retrieval.takeaway.selection import Event, Selection, Telling, mark_corrected


class Presence(StrEnum):
    """What the articles say of somebody's presence; NOT_MENTIONED is no absence."""

    PRESENT = "present"
    REPRESENTED = "represented"
    ABSENT = "absent"
    NOT_MENTIONED = "not_mentioned"


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One line of a recapitulation.

    capacity: as which somebody was present; deputies: who stood in for whoever was represented; represents: for whom
    somebody present stood in. quotation and link are empty where nothing is said.
    """

    day: date | None
    meeting: str
    place: str
    office: str
    name: str
    presence: Presence
    capacity: Capacity | None = None
    represents: str = ""
    deputies: str = ""
    quotation: str = ""
    publisher: str = ""
    link: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """All that an event's articles say of one person, office or group as attending.

    told: their facts, each with its article's account; sent: the facts of who stood in for them.
    """

    told: tuple[tuple[Telling, Fact], ...]
    presence: Presence
    sent: tuple[tuple[Telling, Fact], ...] = ()

    @property
    def facts(self) -> list[Fact]:
        """What is said of them."""
        return [fact for _, fact in self.told]

    @property
    def there(self) -> list[Fact]:
        """What is said of their being there."""
        return [fact for fact in self.facts if fact.capacity is not Capacity.ABSENT]

    @property
    def best(self) -> tuple[Telling, Fact]:
        """The fact that says most, with its account."""
        told = [one for one in self.told if one[1].capacity is not Capacity.ABSENT] or self.told
        return max(told, key=lambda one: (one[1].capacity is not Capacity.PRESENT, len(one[1].value)))

    @property
    def office(self) -> str:
        """Their office as written most fully; where nobody is named, whoever is meant."""
        written = max((fact.role for fact in self.facts if fact.role), key=len, default="")
        return written or ("" if self.best[1].person else self.best[1].value)

    @property
    def name(self) -> str:
        """Their name in full, empty where it is not given."""
        return name_fully(self.best[1]) if self.best[1].person else ""

    @property
    def represents(self) -> str:
        """For whom they stood in."""
        return next((fact.represents for fact in self.there if fact.represents), "")


def attendance_of(event: Event, selection: Selection) -> list[AttendanceRow]:
    """Everybody whom an event's articles mention as there, represented or absent, each once.

    Where a person or an office is selected, those; one row says so where no article mentions them.
    """
    rows = [_row(event, attendee) for attendee in attendees_of(event, selection)]
    if not rows and (selection.person or selection.office):
        return [_unmentioned(event, selection)]
    return rows


def attendees_of(event: Event, selection: Selection) -> list[Attendee]:
    """Everybody selected whom an event's articles mention, each once, with all that they say; not who was invited."""
    told = [(telling, fact) for telling in event.tellings for fact in telling.facts(FactKind.ATTENDANCE)]
    tellings = {id(fact): telling for telling, fact in told}

    def placed(facts: Sequence[Fact]) -> tuple[tuple[Telling, Fact], ...]:
        return tuple((tellings[id(fact)], fact) for fact in facts)

    groups, deputies = _select_groups([fact for _, fact in told], selection)
    judged = [(group, *_judge(group, deputies)) for group in groups]
    return [Attendee(placed(group), presence, placed(sent)) for group, presence, sent in judged]


def presences_of(facts: Sequence[Fact], selection: Selection) -> list[Presence]:
    """What an event's attendance facts say of everybody selected, each once; nothing where nobody is mentioned."""
    groups, deputies = _select_groups(facts, selection)
    return [_judge(group, deputies)[0] for group in groups]


def _select_groups(facts: Sequence[Fact], selection: Selection) -> tuple[list[list[Fact]], list[Fact]]:
    """The facts of everybody selected, and those of who stood in for somebody; an invitation says nothing."""
    told = [fact for fact in facts if fact.capacity is not Capacity.INVITED]
    office = selection.asked_office
    groups = [group for group in group_people(told) if _is_selected(group, selection, office)]
    return groups, [fact for fact in told if fact.represents]


def _judge(group: Sequence[Fact], deputies: Sequence[Fact]) -> tuple[Presence, list[Fact]]:
    """What all that is said of one person comes to, and who stood in: being there goes before being absent."""
    if any(fact.capacity is not Capacity.ABSENT for fact in group):
        return Presence.PRESENT, []
    sent = [fact for fact in deputies if _is_for(fact, group)]
    return Presence.REPRESENTED if sent else Presence.ABSENT, sent


def _is_selected(group: Sequence[Fact], selection: Selection, office: OfficeMention | None) -> bool:
    person = fold_name(selection.person)
    of_office = office is None or any(
        _holds(fact, office) and not in_other_region(selection.office, said_of(fact)) for fact in group
    )
    named = [fact.person for fact in group if fact.person]
    return of_office and (not person or any(same_person(person, one) or is_called(person, one) for one in named))


def _holds(fact: Fact, office: OfficeMention) -> bool:
    """Whether a fact is of an office's holder: what an office is called goes before a part of it; no stand-in is."""
    return holds(fact, office) and not names_office(fact.represents or "", office)


def _row(event: Event, attendee: Attendee) -> AttendanceRow:
    """One row of all that is said of one person."""
    telling, best = attendee.best
    text, url = telling.article.text, telling.article.url
    return AttendanceRow(
        *_which(event),
        office=printable(attendee.office),
        name=printable(attendee.name),
        presence=attendee.presence,
        capacity=best.capacity if attendee.there else None,
        represents=printable(attendee.represents),
        deputies="; ".join(dict.fromkeys(printable(name_fully(fact)) for _, fact in attendee.sent)),
        quotation=mark_corrected(printable(text[best.start : best.end]), best.corrected) or "",
        publisher=printable(telling.article.publisher),
        link=printable(link_to_span(url, text, best.start, best.end) or url or ""),
        id=telling.place,
    )


def _is_for(deputy: Fact, group: Sequence[Fact]) -> bool:
    """Whether somebody stood in for whoever a group of facts is about: one is called by all words of the other."""
    principal = set(analyse(deputy.represents or ""))
    told = [set(analyse(said_of(fact))) for fact in group]
    return bool(principal) and any(principal <= words or words <= principal for words in told if words)


def _unmentioned(event: Event, selection: Selection) -> AttendanceRow:
    return AttendanceRow(
        *_which(event), selection.office, selection.person, Presence.NOT_MENTIONED, id=event.tellings[0].place
    )


def _which(event: Event) -> tuple[date | None, str, str]:
    """Day, name and place of an event, each by the first account that has it."""
    accounts = [(one.meeting, one.article) for one in event.tellings]
    name = next((meeting.name for meeting, _ in accounts if meeting.name), accounts[0][1].title)
    return event.day, printable(name), printable(next((one.place for one, _ in accounts if one.place), ""))
