"""Months and weekdays by name, in either direction."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from retrieval.language.tables import read_table

SHORTEST_MISSPELT = 5
"""Letters: a month's name of fewer is too near to other words to be corrected."""


@cache
def _months() -> dict[str, int]:
    return {row["form"].casefold(): int(row["month"]) for row in read_table("months")}


@cache
def _weekdays() -> dict[str, int]:
    return {row["form"].casefold(): int(row["day"]) for row in read_table("weekdays")}


@cache
def _display(table: str, column: str) -> dict[int, str]:
    """The first form that a table gives of each month or weekday."""
    return {int(row[column]): row["form"] for row in reversed(read_table(table))}


def month_number(word: str, *, misspelt: bool = False) -> int | None:
    """1 to 12 for a month's name or abbreviation; `misspelt` allows one slip in a longer name."""
    folded = word.casefold()
    number = _months().get(folded)
    if number is None and misspelt and len(folded) >= SHORTEST_MISSPELT:
        near = process.extractOne(folded, _months().keys(), scorer=DamerauLevenshtein.distance, score_cutoff=1)
        return _months()[near[0]] if near else None
    return number


def weekday_number(word: str) -> int:
    """1 (Monday) to 7 (Sunday) for a weekday's name out of the table."""
    return _weekdays()[word.casefold()]


def weekday_name(number: int) -> str:
    """The Indonesian name of a weekday, 1 (Senin) to 7 (Minggu)."""
    return _display("weekdays", "day")[number]


@cache
def weekday_pattern() -> str:
    """A regular expression for any weekday's name, longest first, for use with re.IGNORECASE."""
    forms = sorted(_weekdays(), key=lambda form: (-len(form), form))
    first = "".join(sorted({letter for form in forms for letter in (form[0], form[0].upper())}))
    return rf"\b(?=[{first}])(?:{'|'.join(map(re.escape, forms))})\b"


@cache
def month_pattern() -> str:
    """A regular expression for any month's name or abbreviation, longest first, for use with re.IGNORECASE."""
    forms = sorted(_months(), key=lambda form: (-len(form), form))
    return rf"\b(?:{'|'.join(map(re.escape, forms))})\b"


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
