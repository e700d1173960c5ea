"""Time told from today: "3 bulan terakhir", "dua tahun lalu", "minggu depan", "besok"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from retrieval.language.tables import read_table

_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """A day, stretch of days, month or year named at `start:end`; what is not named is None."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    day_end: int | None = None


def find_stretches(text: str, today: date) -> Iterator[list[Period]]:
    """What a text tells from today, each as one period or one for each of its months."""
    for match in _counted().finditer(text):
        count = 1 if match["one"] else _numbers().get(match["count"].casefold()) or int(match["count"])
        unit = _units()[match["unit"].casefold()]
        then = shift(today, -count, unit)
        yield _name(match.span(), then, unit) if match["ago"] else by_months(match.span(), then, today)
    for match in _stepped().finditer(text):
        unit = _units()[(match["unit"] or match["other"] or "hari").casefold()]
        step = find_step(match["behind"] or match["before"] or match["alone"])
        yield _name(match.span(), shift(today, step, unit), unit)


def find_step(word: str) -> int:
    """How many days, weeks, months or years away a word means: "lalu" -1, "besok" 1."""
    return _steps()[" ".join(word.casefold().split())]


def shift(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years later; a month that is shorter ends earlier."""
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[unit], 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def by_months(span: tuple[int, int], first: date, last: date) -> list[Period]:
    """A stretch from its first to its last day, as one period for each month."""
    periods = []
    while first <= last:
        end = min(last, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
        periods.append(Period(*span, first.year, first.month, first.day, end.day))
        first = end + timedelta(days=1)
    return periods


def _name(span: tuple[int, int], then: date, unit: str) -> list[Period]:
    """The whole day, week, month or year that a day lies in."""
    if unit in _MONTHS:
        return [Period(*span, then.year, then.month if unit == "month" else None)]
    first = then - timedelta(days=then.weekday() % _DAYS[unit])
    return by_months(span, first, first + timedelta(days=_DAYS[unit] - 1))


@cache
def _units() -> dict[str, str]:
    return {row["word"]: row["unit"] for row in read_table("time_units")}


@cache
def _steps() -> dict[str, int]:
    return {row["word"]: int(row["step"]) for row in read_table("time_steps")}


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in read_table("number_words") if row["value"]}


@cache
def _counted() -> re.Pattern[str]:
    units, numbers = "|".join(_units()), "|".join(_numbers())
    ends = "|".join(row["word"] for row in read_table("stretch_ends"))
    counted = rf"(?:(?P<one>se)|(?P<count>[1-9]\d?|{numbers})\s+)(?P<unit>{units})"
    return re.compile(rf"\b{counted}\s+(?:(?P<ago>(?:yang\s+|yg\s+)?lalu)|{ends})\b", re.IGNORECASE)


@cache
def _stepped() -> re.Pattern[str]:
    units = "|".join(_units())
    behind, before, alone = (
        "|".join(row["word"] for row in read_table("time_steps") if row["place"] == place)
        for place in ("behind", "before", "alone")
    )
    stepped = rf"(?P<unit>{units})\s+(?P<behind>{behind})|(?P<before>{before})\s+(?P<other>{units})|(?P<alone>{alone})"
    return re.compile(rf"\b(?:{stepped})\b", re.IGNORECASE)
