"""Who was at a meeting, each once with all that is said of them: three values, and what says so. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from bot.web.meeting.details import Told, show_facts
from bot.web.models import Fact, Name, Part
from bot.web.people import People
from data.facts import Capacity, FactKind
from retrieval.answering.slots.accounts import is_same_one
from retrieval.answering.slots.people import group_people, name_fully
from retrieval.takeaway import attendance
from retrieval.takeaway.selection import Event, Selection

SECTIONS = (
    *("opened", "led", "closed", "spoke", "present", "accompanied", "groups"),
    *("represented", "absent", "invited"),
)
"""What attendees are told under, in this order."""


class Attendee(Part):
    """A person, or an office or group without a name.

    capacities: all in which they took part, the most telling first; represents: for whom; deputies: who stood in for
    them.
    """

    name: str | None
    role: str | None
    person: int | None
    presence: Literal["present", "represented", "absent", "invited"]
    capacities: list[str]
    represents: str | None
    deputies: list[Name]
    facts: list[Fact]

    @property
    def section(self) -> str:
        """What they are told under, one of SECTIONS."""
        if self.presence != "present":
            return self.presence
        return "groups" if self.name is None and self.capacities == ["present"] else self.capacities[0]

    @property
    def called(self) -> str:
        """By name, otherwise by office or as the group that they are."""
        return self.name or self.role or ""


def attendees_of(event: Event, people: People) -> list[Attendee]:
    """Everybody whom the articles mention as there, represented, absent or invited."""
    found = attendance.attendees_of(event, Selection())
    return [*(_show(one, people) for one in found), *_invited(event, found, people)]


def _show(attendee: attendance.Attendee, people: People) -> Attendee:
    capacities = {fact.capacity for fact in attendee.there}
    return Attendee(
        name=_line(attendee.name),
        role=_line(attendee.office),
        person=_person(attendee.told, people),
        presence=attendee.presence.value,
        capacities=[name for name in SECTIONS if name in capacities],
        represents=_line(attendee.represents),
        deputies=list(_names(attendee.sent, people)),
        facts=show_facts([*attendee.told, *attendee.sent]),
    )


def _invited(event: Event, found: Sequence[attendance.Attendee], people: People) -> Iterator[Attendee]:
    """Those who were invited, and of whom nothing else is said."""
    told = [(telling, fact) for telling in event.tellings for fact in telling.facts(FactKind.ATTENDANCE)]
    tellings = {id(fact): telling for telling, fact in told}
    known = [fact for one in found for fact in one.facts]
    for group in group_people(fact for _, fact in told if fact.capacity is Capacity.INVITED):
        if any(is_same_one(group[0], fact) for fact in known):
            continue
        own = tuple((tellings[id(fact)], fact) for fact in group)
        one = attendance.Attendee(own, attendance.Presence.PRESENT)
        yield _show(one, people).model_copy(update={"presence": "invited"})


def _person(told: Sequence[Told], people: People) -> int | None:
    found = (people.find(telling.article.id, fact.person) for telling, fact in told)
    return next((person for person in found if person), None)


def _names(told: Sequence[Told], people: People) -> Iterator[Name]:
    by_name = {_line(name_fully(fact)) or "": (telling, fact) for telling, fact in told}
    for name, one in by_name.items():
        yield Name(name=name, person=_person([one], people))


def _line(text: str) -> str | None:
    """A text on one line; None where there is none."""
    return " ".join(text.split()) or None
