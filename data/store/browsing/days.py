"""Meetings on each day of a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from data.store.browsing.accounts import narrow_accounts
from data.store.meetings import KEY, FoundMeeting, MeetingFilter, find_meetings
from data.store.tables.archive import MeetingRow
from data.store.transactions import Transactions

_DAYS: tuple[Any, ...] = (MeetingRow.day, MeetingRow.last_day)
_ALL = 100_000
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class DayOfMeetings:
    """A day: how many meetings are on it, and some of them, those that begin on it first."""

    day: date
    count: int
    meetings: tuple[FoundMeeting, ...]


class Days:
    """Meetings day by day."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def on(self, wanted: MeetingFilter, *, most: int) -> list[DayOfMeetings]:
        """The days of the wanted period, which has both ends, that have meetings; so many of each day's, no more."""
        days: defaultdict[date, list[_Key]] = defaultdict(list)
        # Those that went on from an earlier day come last on each.
        query = narrow_accounts(select(*KEY, *_DAYS), wanted).order_by(MeetingRow.day.desc(), *KEY)
        with self._transactions.reading() as connection:
            for article_id, ordinal, first, last in connection.execute(query):
                for day in _days_between(max(first, wanted.since or first), min(last, wanted.until or last)):
                    days[day].append((article_id, ordinal))
            shown = {key: None for keys in days.values() for key in keys[:most]}
            articles = MeetingFilter(articles={article_id for article_id, _ in shown})
            found = {_key_of(one): one for one in find_meetings(connection, articles, limit=_ALL)} if shown else {}
        return [
            DayOfMeetings(day, len(days[day]), tuple(found[key] for key in days[day][:most])) for day in sorted(days)
        ]


def _key_of(found: FoundMeeting) -> _Key:
    return found.article_id, found.meeting.ordinal


def _days_between(first: date, last: date) -> Iterator[date]:
    """Each day of both and between."""
    return (first + timedelta(days) for days in range((last - first).days + 1))
