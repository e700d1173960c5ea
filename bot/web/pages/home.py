"""The first page: what the archive covers, the question box, the latest meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bot.web.browsing.bars import draw_bars
from bot.web.browsing.entries import Entry, make_entries
from bot.web.filtering import read_month
from bot.web.page import Page, Query, Result
from bot.web.visits import Visit
from data.store import MeetingFilter
from data.store.browsing import MONTH

_LATEST = 8
_MOST_MONTHS = 120
"""The last ten years: bars of more could not be told apart."""


class HomeQuery(Query):
    """Nothing can be asked of it."""


class MonthOfMeetings(Result):
    """How many meetings there are in a month, which is given by its first day."""

    month: date
    meetings: int


class Home(Result):
    """How much the archive holds: regions are regencies and cities, first and last days of meetings, arrived is when
    the last article came in. months: the last ten years at most, with those between that have no meetings."""

    articles: int
    meetings: int
    regions: int
    publishers: int
    first: date | None
    last: date | None
    arrived: datetime | None
    months: list[MonthOfMeetings]
    latest: list[Entry]

    @property
    def most(self) -> MonthOfMeetings:
        """The month of most meetings."""
        return max(self.months, key=lambda one: one.meetings)

    def draw_months(self, width: int, height: int) -> str:
        """The months as bars: see `draw_bars`."""
        return draw_bars([one.meetings for one in self.months], width=width, height=height)


def read_home(visit: Visit, query: HomeQuery) -> Home:
    """Count what is there."""
    browsing = visit.app.store.browsing
    with browsing.together():
        numbers = browsing.holdings.numbers()
        latest = browsing.shelves.first(MeetingFilter(), size=_LATEST).meetings
        return Home(
            articles=numbers.articles,
            meetings=numbers.meetings,
            regions=numbers.regions,
            publishers=numbers.publishers,
            first=numbers.first,
            last=numbers.last,
            arrived=numbers.arrived,
            months=_fill_months(browsing.facets.count_periods(MeetingFilter(), width=MONTH)),
            latest=make_entries(visit, latest),
        )


def _fill_months(counts: Mapping[str, int]) -> list[MonthOfMeetings]:
    """Every month up to the last one with meetings, in order."""
    if not counts:
        return []
    first, last = _number(read_month(min(counts))), _number(read_month(max(counts)))
    months = [date(number // 12, number % 12 + 1, 1) for number in range(max(first, last - _MOST_MONTHS + 1), last + 1)]
    return [MonthOfMeetings(month=month, meetings=counts.get(month.isoformat()[:MONTH], 0)) for month in months]


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


HOME = Page("home", HomeQuery, Home, read_home)
