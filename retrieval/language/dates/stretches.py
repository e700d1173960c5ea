"""Stretches of time up to today: "3 bulan terakhir", "setahun terakhir", "seminggu belakangan"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from retrieval.language.tables import read_table

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


def find_stretches(text: str, today: date) -> Iterator[tuple[int, int, date, date]]:
    """Each stretch that a text names: where it stands, its first day, and today."""
    for match in _pattern().finditer(text):
        count = 1 if match["one"] else _numbers().get(match["count"].casefold()) or int(match["count"])
        unit = _units()[match["unit"].casefold()]
        yield match.start(), match.end(), _before(today, count, unit), today


def months_between(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each month of a stretch that lie in it."""
    while first <= last:
        end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        yield first, min(end, last)
        first = end + timedelta(days=1)


def _before(day: date, count: int, unit: str) -> date:
    if unit in _DAYS:
        return day - timedelta(days=count * _DAYS[unit])
    months = day.year * 12 + day.month - 1 - count * _MONTHS[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@cache
def _units() -> dict[str, str]:
    return {row["word"]: row["unit"] for row in read_table("time_units")}


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in read_table("number_words") if row["value"]}


@cache
def _pattern() -> re.Pattern[str]:
    units, numbers = "|".join(_units()), "|".join(_numbers())
    ends = "|".join(row["word"] for row in read_table("stretch_ends"))
    counted = rf"(?:(?P<one>se)|(?P<count>[1-9]\d?|{numbers})\s+)(?P<unit>{units})"
    return re.compile(rf"\b{counted}\s+(?:{ends})\b", re.IGNORECASE)
