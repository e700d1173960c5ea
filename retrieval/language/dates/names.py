"""Months and weekdays by name, in either direction."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from retrieval.language.tables import read_table, read_words


@cache
def _numbers(table: str, column: str) -> dict[str, int]:
    return {row["form"].casefold(): int(row[column]) for row in read_table(table)}


@cache
def _display(table: str, column: str) -> dict[int, str]:
    """The first form that a table gives of each month or weekday."""
    return {int(row[column]): row["form"] for row in reversed(read_table(table))}


def _pattern(forms: dict[str, int]) -> str:
    first = "".join(sorted({form[0] for form in forms}))
    return rf"\b(?=[{first}{first.upper()}])(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})\b"


def month_number(word: str) -> int:
    """1 to 12 for a month's name, abbreviation or known slip; 0 for another word."""
    return _numbers("months", "month").get(word.casefold(), 0)


def ambiguous_months() -> frozenset[str]:
    """Forms of months that are also other words: "mar", "des"."""
    return read_words("months", "other_word")


def weekday_number(word: str) -> int:
    """1 (Monday) to 7 (Sunday) for a weekday's name out of the table."""
    return _numbers("weekdays", "day")[word.casefold()]


def weekday_name(number: int) -> str:
    """The Indonesian name of a weekday, 1 (Senin) to 7 (Minggu)."""
    return _display("weekdays", "day")[number]


@cache
def weekday_pattern() -> str:
    """A regular expression for any weekday's name, longest first, for use with re.IGNORECASE."""
    return _pattern(_numbers("weekdays", "day"))


@cache
def month_pattern() -> str:
    """A regular expression for any month's name or abbreviation, longest first, for use with re.IGNORECASE."""
    return _pattern(_numbers("months", "month"))


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def format_date(value: date, end: date | None = None) -> str:
    """A date, or a range of days, as Indonesian readers write it: "27 April 2021", "2–5 Juli 2019"."""
    months = _display("months", "month")
    last = end or value
    closing = f"{last.day} {months[last.month]} {last.year}"
    if last == value:
        return closing
    if (last.year, last.month) == (value.year, value.month):
        return f"{value.day}–{closing}"
    year = f" {value.year}" if last.year != value.year else ""
    return f"{value.day} {months[value.month]}{year} – {closing}"


def format_month(value: date) -> str:
    """The month of a day as Indonesian readers write it: "April 2021"."""
    return f"{_display('months', 'month')[value.month]} {value.year}"
