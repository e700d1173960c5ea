"""Lists and counts of meetings by region, period, kind and words."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence
from datetime import date

from data.article import Article
from data.store import FoundMeeting, MeetingFilter
from retrieval.answering.asking.query import Query
from retrieval.answering.slots.result import say_line
from retrieval.facts.kinds import GENERIC, ancestors, meeting_kinds
from retrieval.language.dates import Period, format_date, format_month

# A list longer than this is no answer; the text says how many more there are.
MOST_LISTED = 30


def meeting_filter(query: Query, *, articles: Collection[str] | None = None) -> MeetingFilter:
    """Which meetings the question lists or counts, of those that `articles` report, where only these have its words."""
    since, until = period_bounds(query.periods)
    kinds = kinds_within(query.kinds)
    return MeetingFilter(regions=query.regions, since=since, until=until, kinds=kinds, articles=articles)


def kinds_within(asked: Sequence[str]) -> tuple[str, ...]:
    """The kinds asked for with all that are special cases of them; none where any event will do."""
    if not asked or GENERIC in asked:
        return ()
    return tuple(kind for kind in meeting_kinds() if kind in asked or set(ancestors(kind)) & set(asked))


def period_bounds(periods: Sequence[Period]) -> tuple[date | None, date | None]:
    """First and last day of the periods asked for; None where the question gives no year."""
    days = [day for period in periods if period.year for day in _bounds(period, period.year)]
    return (min(days), max(days)) if days else (None, None)


def _bounds(period: Period, year: int) -> tuple[date, date]:
    first, last = period.month or 1, period.month or 12
    days = calendar.monthrange(year, last)[1]
    return date(year, first, period.day or 1), date(year, last, min(period.day_end or period.day or days, days))


def say_period(period: Period) -> str:
    """A period as readers write it: "2021", "April 2021", "2–5 April 2021"; empty where no year is known."""
    if not (period.year and period.month):
        return str(period.year or "")
    first, last = _bounds(period, period.year)
    return format_date(first, last) if period.day else format_month(first)


def say_meeting(found: FoundMeeting, article: Article) -> str:
    """One line of a list: date, name, place."""
    return say_line(found.meeting, title=article.title)
