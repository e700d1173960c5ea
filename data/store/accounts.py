"""Since when articles tell of their meetings, and when what they tell last changed: for calendars and feeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count, starmap
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, or_, select, union_all

from data.facts import Meeting, Reading
from data.store.meetings import (
    KEY,
    MEETING_COLUMNS,
    FoundMeeting,
    MeetingFilter,
    find_meetings,
    narrow_meetings,
    read_meeting,
)
from data.store.tables.accounts import AccountRow
from data.store.tables.archive import MeetingRow
from data.store.tables.versions import VersionRow
from data.store.transactions import Transactions, portions, upsert

_APART = 2
"""Days: two outlets may date one event so far apart."""

_LEAST = timedelta(seconds=1)
"""Changes are told apart by whole seconds, whatever a clock says."""

_ALL = 100_000


@dataclass(frozen=True, slots=True)
class Account:
    """Since when an article tells of one of its meetings.

    number: which of its article's meetings it stays, however these are numbered when it is read again; changed_at: when
    its name, kind, days, hour, place or regions last changed, or those of an account that may be of the same event.
    """

    article_id: str
    ordinal: int
    number: int
    told_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Former:
    """A meeting as it was, with its account."""

    meeting: Meeting
    account: Account


_ACCOUNT = (AccountRow.article_id, AccountRow.ordinal, AccountRow.number, AccountRow.told_at, AccountRow.changed_at)
_IS_OF = and_(AccountRow.article_id == MeetingRow.article_id, AccountRow.ordinal == MeetingRow.ordinal)


class Accounts:
    """The accounts of the store; whoever puts readings writes them with `keep_accounts`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get_many(self, article_ids: Iterable[str]) -> dict[tuple[str, int], Account]:
        """The accounts of these articles, by article and the meeting's ordinal."""
        found: dict[tuple[str, int], Account] = {}
        query = select(*_ACCOUNT)
        with self._transactions.reading() as connection:
            for portion in portions(article_ids):
                rows = connection.execute(query.where(AccountRow.article_id.in_(portion)))
                found.update(((row[0], row[1]), Account(*row)) for row in rows)
        return found

    def latest(self, wanted: MeetingFilter, *, limit: int) -> list[FoundMeeting]:
        """The meetings that fit, those first that an article told of last."""
        order = (AccountRow.told_at.desc(), MeetingRow.day.desc().nulls_last(), *KEY)
        told: Select[Any] = narrow_meetings(select(*KEY).select_from(MeetingRow).join(AccountRow, _IS_OF), wanted)
        with self._transactions.reading() as connection:
            keys = [(row[0], row[1]) for row in connection.execute(told.order_by(*order).limit(limit))]
            found = {(one.article_id, one.meeting.ordinal): one for one in _look_up(connection, set(keys))}
        return [found[key] for key in keys]

    def beside(self, found: Sequence[FoundMeeting]) -> list[FoundMeeting]:
        """These meetings and all that may be of the same events, the newest first."""
        with self._transactions.reading() as connection:
            keys = _find_beside(connection, [(one.article_id, one.meeting) for one in found])
            keys |= {(one.article_id, one.meeting.ordinal) for one in found}
            return _look_up(connection, keys)

    def touch_beside(self, article_ids: Iterable[str], *, now: datetime) -> None:
        """Note that what may be told of the same events as these articles tell of changes: they are about to go."""
        with self._transactions.writing() as connection:
            former = read_former(connection, article_ids)
            _touch_beside(connection, former, own={one.account.article_id for one in former}, now=now)

    def count(self) -> int:
        """How many there are."""
        with self._transactions.reading() as connection:
            return connection.scalar(select(func.count()).select_from(AccountRow)) or 0

    def stretch(self, start: int, length: int) -> list[Account]:
        """So many accounts in the order of their articles' ids, from a place among all of them on."""
        query = select(*_ACCOUNT).order_by(AccountRow.article_id, AccountRow.ordinal).offset(start).limit(length)
        with self._transactions.reading() as connection:
            return [Account(*row) for row in connection.execute(query)]


def read_former(connection: Connection, article_ids: Iterable[str]) -> list[Former]:
    """The meetings of these articles as they stand, each with its account."""
    query = select(*MEETING_COLUMNS, *_ACCOUNT).join_from(MeetingRow, AccountRow, _IS_OF)
    return [
        Former(read_meeting(row[: len(MEETING_COLUMNS)]), Account(*row[len(MEETING_COLUMNS) :]))
        for portion in portions(article_ids)
        for row in connection.execute(query.where(MeetingRow.article_id.in_(portion)))
    ]


def keep_accounts(
    connection: Connection, readings: Iterable[Reading], former: Iterable[Former], *, now: datetime
) -> None:
    """Note who tells of what since when, now that these readings replace what was read before."""
    of_article: defaultdict[str, list[Former]] = defaultdict(list)
    for one in former:
        of_article[one.account.article_id].append(one)
    otherwise: list[Former] = []
    kept: list[Account] = []
    for reading in readings:
        before = of_article[reading.article_id]
        own = carry_over(reading.article_id, reading.meetings, before, now=now)
        kept += own
        same = {(one.number, one.changed_at) for one in own}
        otherwise += [one for one in before if (one.account.number, one.account.changed_at) not in same]
    for portion in portions(of_article):
        connection.execute(delete(AccountRow).where(AccountRow.article_id.in_(portion)))
    upsert(connection, AccountRow, [asdict(one) for one in kept])
    _touch_beside(connection, otherwise, own={one.article_id for one in kept}, now=now)


def carry_over(
    article_id: str, meetings: Sequence[Meeting], former: Sequence[Former], *, now: datetime
) -> list[Account]:
    """The accounts of an article's meetings: those that they had, where they are the same meetings, else new ones."""
    same = _match(meetings, former)
    taken = {one.account.number for one in former}
    kept: list[Account] = []
    for meeting in meetings:
        before = same.get(meeting.ordinal)
        if before is None:
            number = next(number for number in count(meeting.ordinal) if number not in taken)
            taken.add(number)
            kept.append(Account(article_id, meeting.ordinal, number, now, now))
        elif _told(before.meeting) == _told(meeting):
            kept.append(replace(before.account, ordinal=meeting.ordinal))
        else:
            changed_at = _after(before.account, now)
            kept.append(replace(before.account, ordinal=meeting.ordinal, changed_at=changed_at))
    return kept


_LIKENESSES: tuple[Callable[[Meeting], object], ...] = (
    lambda one: (one.kind, one.name, one.date),
    lambda one: (one.kind, one.name, one.ordinal),
    lambda one: (one.kind, one.name),
    lambda one: one.ordinal,
)
"""By what a meeting is known again when its article is read again, the surest first."""


def _match(meetings: Sequence[Meeting], former: Sequence[Former]) -> dict[int, Former]:
    """What each meeting was before, by its ordinal now."""
    found: dict[int, Former] = {}
    for likeness in _LIKENESSES:
        used = {id(one) for one in found.values()}
        waiting = {likeness(one.meeting): one for one in former if id(one) not in used}
        for meeting in meetings:
            if meeting.ordinal not in found and likeness(meeting) in waiting:
                found[meeting.ordinal] = waiting.pop(likeness(meeting))
    return found


def _told(meeting: Meeting) -> tuple[object, ...]:
    """What has to be told anew when it changes: kind and regions decide of which event it is, and in which zone."""
    when = (meeting.date, meeting.date_end, meeting.time)
    return meeting.name, meeting.kind, meeting.regions, *when, meeting.place


def _after(account: Account, now: datetime) -> datetime:
    return max(now, account.changed_at + _LEAST)


def _touch_beside(connection: Connection, former: Sequence[Former], *, own: Set[str], now: datetime) -> None:
    """Note a change at what may be of the same events as these were; at `own` articles it is noted already."""
    keys = _find_beside(connection, [(one.account.article_id, one.meeting) for one in former])
    # What another process is writing is told anew by that one.
    query = select(*_ACCOUNT).with_for_update(skip_locked=True)
    touched = [
        account
        for ids in portions(sorted({article_id for article_id, _ in keys} - own))
        for account in starmap(Account, connection.execute(query.where(AccountRow.article_id.in_(ids))))
        if (account.article_id, account.ordinal) in keys
    ]
    # Later than what went: its change was the last of the event, perhaps.
    last = max((one.account.changed_at + _LEAST for one in former), default=now)
    rows = [asdict(replace(one, changed_at=max(_after(one, now), last))) for one in touched]
    upsert(connection, AccountRow, rows)


def _find_beside(connection: Connection, told: Sequence[tuple[str, Meeting]]) -> set[tuple[str, int]]:
    """What may be of the same events: of one kind and at most two days apart, or of versions of one text."""
    near = {(one.kind, day) for _, one in told if one.date for day in _around(one.date)}
    query = select(*KEY, MeetingRow.kind, MeetingRow.day).where(MeetingRow.kind.in_({kind for kind, _ in near}))
    found: set[tuple[str, int]] = set()
    for days in portions(sorted({day for _, day in near})):
        rows = connection.execute(query.where(MeetingRow.day.in_(days)))
        found.update((article_id, ordinal) for article_id, ordinal, *of in rows if (*of,) in near)
    for ids in portions(sorted({article_id for article_id, _ in told})):
        texts = select(VersionRow.version_of).where(VersionRow.article_id.in_(ids), VersionRow.version_of.is_not(None))
        led = select(VersionRow.article_id).where(or_(VersionRow.version_of.in_(texts), VersionRow.version_of.in_(ids)))
        versions = select(*KEY).where(MeetingRow.article_id.in_(union_all(texts, led)))
        found.update((row[0], row[1]) for row in connection.execute(versions))
    return found


def _around(day: date) -> Iterator[date]:
    first, last = (min(max(day.toordinal() + days, 1), date.max.toordinal()) for days in (-_APART, _APART))
    return map(date.fromordinal, range(first, last + 1))


def _look_up(connection: Connection, keys: Set[tuple[str, int]]) -> list[FoundMeeting]:
    """These meetings, the newest first."""
    articles = MeetingFilter(articles={article_id for article_id, _ in keys})
    found = find_meetings(connection, articles, limit=_ALL)
    return [one for one in found if (one.article_id, one.meeting.ordinal) in keys]
