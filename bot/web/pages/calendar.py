"""A month of meetings, day by day."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day  # noqa: N812 - a field is named date

from bot.web.addresses import address
from bot.web.browsing.entries import Entry, make_entries
from bot.web.browsing.facets import Chip, find_chips
from bot.web.browsing.forms import Form, fill_form
from bot.web.filtering import Choice, FilterQuery, month_bounds, read_choice, read_month
from bot.web.page import Page, PageError, Result
from bot.web.visits import Visit
from data.store.browsing import MONTH, DayOfMeetings
from data.wording.web import filtering as wording

_PER_DAY = 6
"""Accounts of a day that are looked at, to show three meetings."""
_SHOWN = 3


class DayInMonth(Result):
    """A day: how many accounts of meetings there are, some of the meetings, and how many accounts these leave out."""

    date: Day
    count: int
    entries: list[Entry]
    others: int
    address: str


class Month(Result):
    """A month with its meetings, as weeks from Monday on; days of other months are None.

    earlier, later: addresses of the next months that have any. `chosen` narrows it, `address` lists its meetings.
    """

    month: Day
    total: int
    chosen: list[Chip]
    weeks: list[list[DayInMonth | None]]
    earlier: str | None
    later: str | None
    address: str
    schedule: str
    form: Form


def read_calendar(visit: Visit, query: FilterQuery) -> Month:
    """The month that was asked for, else the last one up to now that has meetings."""
    if query.tahun or query.dari or query.sampai:
        raise PageError(400, wording.ONE_MONTH)
    choice = read_choice(visit, query)
    browsing = visit.app.store.browsing
    with browsing.together():
        months = sorted(browsing.facets.count_periods(choice.without_period().wanted, width=MONTH))
        month = choice.month or _find_month(months, Day.today())  # noqa: DTZ011 - "now" is the archive's own day
        first, last = month_bounds(month)
        choice = replace(choice, since=first, until=last)
        days = {one.day: one for one in browsing.days.on(choice.wanted, most=_PER_DAY)}
        total = browsing.facets.count(choice.wanted)
        weeks = _make_weeks(visit, choice, days)
    return Month(
        month=month,
        total=total,
        # A month is always shown, so it cannot be taken away.
        chosen=[one for one in find_chips(visit, choice, page="calendar") if one.facet != "period"],
        weeks=weeks,
        earlier=_lead(visit, choice, max((one for one in months if one < f"{month:%Y-%m}"), default=None)),
        later=_lead(visit, choice, min((one for one in months if one > f"{month:%Y-%m}"), default=None)),
        address=address("meetings", visit.language, **choice.values),
        schedule=address("schedule", visit.language, **choice.without_period().values),
        form=fill_form(choice),
    )


def _find_month(months: Sequence[str], today: Day) -> Day:
    """The last month up to today's, else the first one after it, else today's."""
    now = f"{today:%Y-%m}"
    past = [month for month in months if month <= now]
    return read_month((past or [now])[-1] if past or not months else months[0])


def _make_weeks(visit: Visit, choice: Choice, days: dict[Day, DayOfMeetings]) -> list[list[DayInMonth | None]]:
    assert choice.since is not None
    month = choice.since.month
    weeks = calendar.Calendar().monthdatescalendar(choice.since.year, month)
    return [
        [_make_day(visit, choice, day, days.get(day)) if day.month == month else None for day in week] for week in weeks
    ]


def _make_day(visit: Visit, choice: Choice, day: Day, found: DayOfMeetings | None) -> DayInMonth:
    meetings = found.meetings if found else ()
    entries = make_entries(visit, meetings)[:_SHOWN] if meetings else []
    count = found.count if found else 0
    return DayInMonth(
        date=day,
        count=count,
        entries=entries,
        others=count - sum(len(entry.outlets) for entry in entries),
        address=address("meetings", visit.language, **replace(choice, since=day, until=day).values),
    )


def _lead(visit: Visit, choice: Choice, month: str | None) -> str | None:
    if month is None:
        return None
    return address("calendar", visit.language, **{**choice.without_period().values, "bulan": month})


CALENDAR = Page("calendar", FilterQuery, Month, read_calendar)
