"""Lists and counts of meetings by region, period, kind and words."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence
from datetime import date

from data.article import Article
from data.store import FoundMeeting, MeetingFilter
from data.wording import answers as wording
from retrieval.answering.asking.query import Query
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
    dated = [period for period in periods if period.year]
    if not dated:
        return None, None
    return min(map(_first_day, dated)), max(map(_last_day, dated))


def _first_day(period: Period) -> date:
    assert period.year
    return date(period.year, period.month or 1, period.day or 1)


def _last_day(period: Period) -> date:
    assert period.year
    month = period.month or 12
    last = calendar.monthrange(period.year, month)[1]
    return date(period.year, month, min(period.day_end or period.day or last, last))


def say_period(period: Period) -> str:
    """A period as readers write it: "2021", "April 2021", "2–5 April 2021"; empty where no year is known."""
    if not period.year:
        return ""
    if not period.month:
        return str(period.year)
    first, last = _first_day(period), _last_day(period)
    return format_date(first, last) if period.day else format_month(first)


def say_meeting(found: FoundMeeting, article: Article) -> str:
    """One line of a list: date, name, place."""
    meeting = found.meeting
    day = format_date(meeting.date, meeting.date_end) if meeting.date else None
    return wording.context(meeting.name or article.title, date=day, place=meeting.place)
