"""What is told of an event, and since when: each part by the article that was first to have it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.facts import Capacity, Fact, FactKind
from data.quoting import is_web_page
from data.store import Account
from data.wording.answers import person
from retrieval.answering.slots.people import group_people
from retrieval.schedule.hours import Hours, read_hours, zone_of
from retrieval.takeaway.document import printable
from retrieval.takeaway.meetings import MeetingRow, meeting_row
from retrieval.takeaway.selection import Event, Telling

_NOT_THERE = frozenset({Capacity.ABSENT, Capacity.INVITED})
_UID_DIGITS = 32
_PARTS: tuple[Callable[[Telling], object], ...] = (
    lambda one: one.meeting.name,
    lambda one: one.meeting.date,
    lambda one: one.meeting.time,
    lambda one: one.meeting.place,
    lambda one: one.meeting.regions,
)
"""What an appointment is made of; a change of it is one of the appointment."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article that tells of an event; `url` is empty where it is not of the web."""

    title: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """An event for calendars and feeds. Texts stand on one line each.

    id: as addresses have it; uid: stays as long as the article that was first to tell of the event; sequence: grows
    whenever what is told of name, day, hour, place or region changes; told_at, arrived_at: when the first and the last
    of its articles came in; changed_at: when anything of it changed. last_day: None where it is the day itself; hours:
    None where no clock is told, or the event takes several days; zone: a key of `time_zones.tsv`.
    """

    id: str
    uid: str
    sequence: int
    told_at: datetime
    arrived_at: datetime
    changed_at: datetime
    day: date | None
    last_day: date | None
    hours: Hours | None
    zone: str
    row: MeetingRow
    people: tuple[str, ...]
    reports: tuple[Report, ...]

    @property
    def title(self) -> str:
        """What the event is called; names that stand amid a sentence begin with a small letter there."""
        return self.row.meeting[:1].upper() + self.row.meeting[1:]


def appointment_of(tellings: Sequence[Telling], accounts: Mapping[tuple[str, int], Account]) -> Appointment:
    """The appointment that accounts of one event make; those of the articles that came first go first."""
    told = sorted(((_account(one, accounts), one) for one in tellings), key=lambda pair: _order(pair[0]))
    ordered = [one for _, one in told]
    first, row = told[0][0], meeting_row(Event(tuple(ordered)))
    dated = next((one.meeting for one in ordered if one.meeting.date), ordered[0].meeting)
    last_day = dated.date_end if dated.date and dated.date_end and dated.date_end > dated.date else None
    hours = None if last_day else read_hours(next((one.meeting.time for one in ordered if one.meeting.time), None))
    return Appointment(
        id=ordered[0].place,
        uid=_uid(first),
        sequence=int((_changed(told) - first.told_at).total_seconds()),
        told_at=first.told_at,
        arrived_at=told[-1][0].told_at,
        changed_at=max(max(account.changed_at, account.told_at) for account, _ in told),
        day=dated.date,
        last_day=last_day,
        hours=hours,
        zone=zone_of(hours.zone if hours else "", [code for one in ordered for code in one.meeting.regions[:1]]),
        row=row,
        people=tuple(_people(ordered)),
        reports=tuple(_report(one) for one in ordered),
    )


def _account(telling: Telling, accounts: Mapping[tuple[str, int], Account]) -> Account:
    return accounts[telling.article.id, telling.meeting.ordinal]


def _order(account: Account) -> tuple[datetime, str, int]:
    return account.told_at, account.article_id, account.number


def _uid(account: Account) -> str:
    name = f"{account.article_id}:{account.number}".encode("utf-8", "surrogatepass")
    return f"{hashlib.sha256(name).hexdigest()[:_UID_DIGITS]}@notula"


def _changed(told: Sequence[tuple[Account, Telling]]) -> datetime:
    """When a part last changed: an article that is first to have one tells it since it came in."""
    sources = {next((number for number, (_, one) in enumerate(told) if part(one)), 0) for part in _PARTS}
    return max(told[number][0].changed_at for number in {0, *sources})


def _people(tellings: Sequence[Telling]) -> list[str]:
    """Who was there, each once, in the order of mention."""
    facts = [fact for one in tellings for fact in one.facts(FactKind.ATTENDANCE) if fact.capacity not in _NOT_THERE]
    return [_say(group) for group in group_people(facts)]


def _say(facts: Sequence[Fact]) -> str:
    """One person or group with office, as written."""
    longest = max(facts, key=lambda fact: len(fact.value))
    role = max((fact.role for fact in facts if fact.role), key=len, default=None)
    represents = next((fact.represents for fact in facts if fact.represents), None)
    return printable(person(longest.value, role=role, represents=represents, doing=None))


def _report(telling: Telling) -> Report:
    article = telling.article
    url = printable(article.url or "").replace(" ", "%20")
    return Report(printable(article.title), printable(article.publisher), url if is_web_page(url) else "")
