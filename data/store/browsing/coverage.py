"""What the archive covers: how much there is, from which publishers, and what came in last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, distinct, func, select

from data.store.browsing.accounts import narrow_accounts
from data.store.meetings import MeetingFilter
from data.store.tables.archive import ArticleRow, MeetingRow, RegionRow
from data.store.transactions import Transactions

_REGENCY = 4  # digits of a regency's or city's code


@dataclass(frozen=True, slots=True)
class HeldNumbers:
    """How much there is; regions: regencies and cities of meetings. first, last: days of meetings; arrived: when the
    last article came in."""

    articles: int
    meetings: int
    regions: int
    publishers: int
    first: date | None
    last: date | None
    arrived: datetime | None


@dataclass(frozen=True, slots=True)
class HeldPublisher:
    """How many articles there are of one publisher (the beginning of its name, which may be empty): the days of the
    first and the last, and when one came in last."""

    name: str
    articles: int
    first: date | None
    last: date | None
    arrived: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article, and when it came in."""

    article_id: str
    title: str
    publisher: str
    at: datetime


class Holdings:
    """What the store holds."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def numbers(self) -> HeldNumbers:
        """How much there is of everything."""
        regions = select(func.count(distinct(RegionRow.code))).where(
            func.length(RegionRow.code) == _REGENCY, RegionRow.meeting >= 0
        )
        publishers = select(func.count(distinct(ArticleRow.outlet))).where(ArticleRow.outlet != "")
        meetings = narrow_accounts(select(func.count()).select_from(MeetingRow), MeetingFilter())
        # One by one: both ends of an index are found at once, together they would be looked for in all of it.
        single: tuple[Select[Any], ...] = (
            select(func.count()).select_from(ArticleRow),
            meetings,
            regions,
            publishers,
            select(func.min(MeetingRow.day)),
            select(func.max(MeetingRow.day)),
            select(func.max(ArticleRow.added_at)),
        )
        with self._transactions.reading() as connection:
            return HeldNumbers(*(connection.scalar(query) for query in single))

    def publishers(self) -> list[HeldPublisher]:
        """Each publisher, the one of most articles first."""
        number = func.count()
        days = (func.min(ArticleRow.published_on), func.max(ArticleRow.published_on), func.max(ArticleRow.added_at))
        query = select(ArticleRow.outlet, number, *days).group_by(ArticleRow.outlet)
        with self._transactions.reading() as connection:
            rows = connection.execute(query.order_by(number.desc(), ArticleRow.outlet))
            return [HeldPublisher(*row) for row in rows]

    def arrivals(self, *, limit: int) -> list[Arrival]:
        """The articles that came in last, the last one first."""
        query = select(ArticleRow.id, ArticleRow.title, ArticleRow.publisher, ArticleRow.added_at)
        with self._transactions.reading() as connection:
            rows = connection.execute(query.order_by(ArticleRow.added_at.desc(), ArticleRow.id).limit(limit))
            return [Arrival(*row) for row in rows]
