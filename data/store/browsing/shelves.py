"""Meetings a page at a time, the newest first: from a place on, whatever has come in since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy import ColumnElement, and_, or_, select

from data.store.browsing.accounts import narrow_accounts
from data.store.meetings import KEY, NEWEST, FoundMeeting, MeetingFilter, look_up
from data.store.tables.archive import MeetingRow
from data.store.transactions import Transactions

_OLDEST = (MeetingRow.day.asc().nulls_first(), MeetingRow.article_id.desc(), MeetingRow.ordinal.desc())


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a meeting stands among all: by its day (None: behind all days), its article, its number in that."""

    day: date | None
    article_id: str
    ordinal: int

    @classmethod
    def of(cls, found: FoundMeeting) -> Self:
        """Where a meeting that was found stands."""
        return cls(found.meeting.date or found.published_on, found.article_id, found.meeting.ordinal)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some meetings, and from where on there are newer and older ones; None where there are not."""

    meetings: list[FoundMeeting]
    newer: Spot | None = None
    older: Spot | None = None


class Shelves:
    """Meetings a page at a time."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def first(self, wanted: MeetingFilter, *, size: int) -> Shelf:
        """The newest meetings."""
        found = self._find(wanted, None, size=size + 1)
        return Shelf(found[:size], older=_last(found, size))

    def after(self, wanted: MeetingFilter, spot: Spot, *, size: int) -> Shelf:
        """The meetings that come behind a place."""
        found = self._find(wanted, _is_behind(spot), size=size + 1)
        return Shelf(found[:size], newer=Spot.of(found[0]) if found else spot, older=_last(found, size))

    def before(self, wanted: MeetingFilter, spot: Spot, *, size: int) -> Shelf:
        """The meetings that come before a place; the newest ones where these are too few for a page."""
        found = self._find(wanted, _is_before(spot), size=size + 1, is_backward=True)
        if len(found) <= size:
            return self.first(wanted, size=size)
        shown = found[1:]
        return Shelf(shown, newer=Spot.of(shown[0]), older=Spot.of(shown[-1]))

    def _find(
        self, wanted: MeetingFilter, place: ColumnElement[bool] | None, *, size: int, is_backward: bool = False
    ) -> list[FoundMeeting]:
        query = narrow_accounts(select(*KEY), wanted)
        if place is not None:
            query = query.where(place)
        order: tuple[Any, ...] = _OLDEST if is_backward else NEWEST
        with self._transactions.reading() as connection:
            return look_up(connection, query.order_by(*order).limit(size))


def _last(found: list[FoundMeeting], size: int) -> Spot | None:
    return Spot.of(found[size - 1]) if len(found) > size else None


def _is_behind(spot: Spot) -> ColumnElement[bool]:
    later = _key_is(spot, is_behind=True)
    day: Any = MeetingRow.day
    if spot.day is None:
        return and_(day.is_(None), later)
    return or_(day < spot.day, day.is_(None), and_(day == spot.day, later))


def _is_before(spot: Spot) -> ColumnElement[bool]:
    earlier = _key_is(spot, is_behind=False)
    day: Any = MeetingRow.day
    if spot.day is None:
        return or_(day.is_not(None), earlier)
    return or_(day > spot.day, and_(day == spot.day, earlier))


def _key_is(spot: Spot, *, is_behind: bool) -> ColumnElement[bool]:
    """Whether a meeting of the same day stands behind, or before, the place."""
    article_id, ordinal = MeetingRow.article_id, MeetingRow.ordinal
    first, second = (article_id > spot.article_id, ordinal > spot.ordinal)
    if not is_behind:
        first, second = (article_id < spot.article_id, ordinal < spot.ordinal)
    return or_(first, and_(article_id == spot.article_id, second))
