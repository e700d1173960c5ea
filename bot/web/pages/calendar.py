"""A month of meetings, day by day."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date as Day  # noqa: N812 - a field is named date

from bot.web.addresses import address
from bot.web.browsing.entries import Entry, make_lists
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
    """A day: how many accounts of meetings there are, some of the meetings, and how many accounts these leave out.

    address: the list of all of them; None where there are none.
    """

    date: Day
    count: int
    entries: list[Entry]
    others: int
    address: str | None


class OtherMonth(Result):
    """A month to go on to, by its first day."""

    month: Day
    address: str


class Month(Result):
    """A month with its meetings, as weeks from Monday on; days of other months are None.

    earlier, later: the next months that have any. `chosen` narrows it, `address` lists its meetings.
    """

    month: Day
    total: int
    chosen: list[Chip]
    weeks: list[list[DayInMonth | None]]
    earlier: OtherMonth | None
    later: OtherMonth | None
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
        month = choice.month or _find_month(months, Day.today())  # noqa: DTZ011 - the machine's day will do
        first, last = month_bounds(month)
        choice = replace(choice, since=first, until=last)
        days = _find_days(visit, choice)
        total = browsing.facets.count(choice.wanted)
    return Month(
        month=month,
        total=total,
        # A month is always shown, so it cannot be taken away.
        chosen=[one for one in find_chips(visit, choice, page="calendar") if one.facet != "period"],
        weeks=_make_weeks(month, days),
        earlier=_other(visit, choice, max((one for one in months if one < month.isoformat()[:MONTH]), default=None)),
        later=_other(visit, choice, min((one for one in months if one > month.isoformat()[:MONTH]), default=None)),
        address=address("meetings", visit.language, **choice.values),
        schedule=address("schedule", visit.language, **choice.without_period().values),
        form=fill_form(choice),
    )


def _find_month(months: Sequence[str], today: Day) -> Day:
    """The last month up to today's, else the first one after it, else today's."""
    now = today.isoformat()[:MONTH]
    past = [month for month in months if month <= now]
    return read_month(past[-1] if past else months[0] if months else now)


def _find_days(visit: Visit, choice: Choice) -> dict[int, DayInMonth]:
    """The days of the month that was chosen that have meetings."""
    days = visit.app.store.browsing.days.on(choice.wanted, most=_PER_DAY)
    lists = make_lists(visit, [one.meetings for one in days])
    return {
        one.day.day: _make_day(visit, choice, one, entries[:_SHOWN]) for one, entries in zip(days, lists, strict=True)
    }


def _make_day(visit: Visit, choice: Choice, found: DayOfMeetings, entries: list[Entry]) -> DayInMonth:
    only = replace(choice, since=found.day, until=found.day)
    return DayInMonth(
        date=found.day,
        count=found.count,
        entries=entries,
        others=found.count - sum(len(entry.outlets) for entry in entries),
        address=address("meetings", visit.language, **only.values),
    )


def _make_weeks(month: Day, days: Mapping[int, DayInMonth]) -> list[list[DayInMonth | None]]:
    weeks = calendar.Calendar().monthdayscalendar(month.year, month.month)
    return [[days.get(day, _empty(month.replace(day=day))) if day else None for day in week] for week in weeks]


def _empty(day: Day) -> DayInMonth:
    return DayInMonth(date=day, count=0, entries=[], others=0, address=None)


def _other(visit: Visit, choice: Choice, name: str | None) -> OtherMonth | None:
    if name is None:
        return None
    month = read_month(name)
    first, last = month_bounds(month)
    values = replace(choice, since=first, until=last).values
    return OtherMonth(month=month, address=address("calendar", visit.language, **values))


CALENDAR = Page("calendar", FilterQuery, Month, read_calendar)
