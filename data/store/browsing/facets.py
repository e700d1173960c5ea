"""How many meetings there are of each region, period, kind, publisher and person, under whatever else is wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import CTE, Select, String, cast, func, select

from data.store.browsing.accounts import find_retelling, narrow_accounts
from data.store.meetings import ATTENDING, KEY, MeetingFilter
from data.store.tables.archive import MeetingRow, RegionRow
from data.store.tables.people import PersonLinkRow
from data.store.tables.tallies import TallyRow
from data.store.transactions import Transactions

YEAR, MONTH = len("2024"), len("2024-05")
"""Characters of an ISO day that name what it lies in."""

_DAYS: tuple[Any, ...] = (MeetingRow.day, MeetingRow.last_day)


class Facets:
    """Numbers of meetings; each is how many a shelf has when what it stands by is wanted as well."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def count(self, wanted: MeetingFilter) -> int:
        """How many meetings fit."""
        query = narrow_accounts(select(func.count()).select_from(MeetingRow), wanted)
        with self._transactions.reading() as connection:
            return connection.scalar(query) or 0

    def count_kinds(self, wanted: MeetingFilter) -> dict[str, int]:
        """Meetings by kind, most first."""
        return self._rank(_by(MeetingRow.kind, wanted))

    def count_publishers(self, wanted: MeetingFilter, *, limit: int) -> dict[str, int]:
        """Meetings by publisher (the beginning of its name), most first; those of nameless ones are not in it."""
        query = _by(MeetingRow.outlet, wanted, by_outlet=True).where(MeetingRow.outlet != "")
        return self._rank(query, limit)

    def count_regions(self, wanted: MeetingFilter, codes: Collection[str]) -> dict[str, int]:
        """Meetings by region, most first, of these provinces, regencies and cities."""
        code: Any = RegionRow.code
        query = select(code, func.count()).group_by(code)
        if wanted == MeetingFilter():
            # All that is wanted stands in their own rows: no meeting is looked up.
            own = query.where(code.in_(codes), RegionRow.meeting >= 0)
            return self._rank(own.where(RegionRow.article_id.not_in(find_retelling())))
        fitting = _fitting(wanted)
        held = (RegionRow.article_id == fitting.c.article_id) & (RegionRow.meeting == fitting.c.ordinal)
        return self._rank(query.select_from(fitting).join(RegionRow, held).where(_apart(code).in_(codes)))

    def count_people(self, wanted: MeetingFilter, *, limit: int) -> dict[int, int]:
        """Meetings by who attended them, most first. It looks at everybody at each meeting: narrow them before."""
        fitting = _fitting(wanted)
        there = (TallyRow.article_id == fitting.c.article_id) & (TallyRow.meeting == fitting.c.ordinal)
        named = (PersonLinkRow.article_id == TallyRow.article_id) & (PersonLinkRow.folded == TallyRow.folded)
        query = select(PersonLinkRow.person_id.label("person"), *fitting.c).select_from(fitting).join(TallyRow, there)
        query = query.join(PersonLinkRow, named).where(PersonLinkRow.active, _apart(TallyRow.part).in_(ATTENDING))
        met = query.distinct().subquery()
        return self._rank(select(met.c.person, func.count()).group_by(met.c.person), limit)

    def count_periods(self, wanted: MeetingFilter, *, width: int) -> dict[str, int]:
        """Meetings by year ("2024") or month ("2024-05"), the latest first; one of several days is in each it is in."""
        # By day first, in the order of an index, so that few rows are cut and sorted.
        by_days = select(*_DAYS, func.count().label("count")).where(MeetingRow.day.is_not(None)).group_by(*_DAYS)
        days = narrow_accounts(by_days, wanted).subquery()
        first, last = (func.substr(cast(day, String), 1, width) for day in (days.c.day, days.c.last_day))
        query = select(first, last, func.sum(days.c.count)).group_by(first, last)
        counts: Counter[str] = Counter()
        with self._transactions.reading() as connection:
            for begins, ends, count in connection.execute(query):
                counts.update(dict.fromkeys(_periods(begins, ends), int(count)))
        earliest = wanted.since.isoformat()[:width] if wanted.since else ""
        latest = wanted.until.isoformat()[:width] if wanted.until else "~"
        return {name: counts[name] for name in sorted(counts, reverse=True) if earliest <= name <= latest}

    def _rank(self, counted: Select[Any], limit: int | None = None) -> dict[Any, int]:
        value, count = counted.selected_columns
        with self._transactions.reading() as connection:
            ranked = connection.execute(counted.order_by(count.desc(), value).limit(limit))
            return dict(ranked.all())


def _by(column: Any, wanted: MeetingFilter, *, by_outlet: bool = False) -> Select[Any]:  # noqa: ANN401
    query = select(column, func.count()).group_by(column)
    return narrow_accounts(query, wanted, by_outlet=by_outlet)


def _fitting(wanted: MeetingFilter) -> CTE:
    """The meetings that fit, found before anything else is looked up: databases would begin with all regions."""
    return narrow_accounts(select(*KEY), wanted).cte("fitting").prefix_with("MATERIALIZED")


def _apart(column: Any) -> Any:  # noqa: ANN401
    """A text column whose index SQLite shall not begin with: there are few meetings, and many rows in it."""
    return column.concat("")


def _periods(first: str, last: str) -> Iterator[str]:
    """The years or months from one to another, which is the same for most meetings."""
    yield first
    while first < last:
        year, month = int(first[:4]), int(first[5:] or 12)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        first = f"{year:04}-{month:02}"[: len(first)]
        yield first
