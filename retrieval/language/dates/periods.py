"""Periods named in questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from retrieval.language.dates.names import month_number, month_pattern
from retrieval.language.dates.stretches import find_stretches, months_between
from retrieval.language.dates.written import find_written


@dataclass(frozen=True, slots=True)
class Period:
    """A day, stretch of days, month or year named at `start:end`; what is not named is None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    day_end: int | None


LONGEST_YEAR_RANGE = 6
"""Years: a longer range ("2010-2025") names its ends only."""

_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_TO = r"\s*(?:[-–/]|s/d|sd\b|sampai(?:\s+dengan)?\b|hingga\b|to\b)\s*"
_YEAR_WORD = r"(?:(?:tahun|taun|thn|th|year)\b\.?\s*)"
_NO_PERIOD = re.compile(
    rf"\b(?:uu|undang[- ]undang|pp|per[a-z]+|kep[a-z]+|nomor|nomer|no)\b\.?\s*"
    rf"(?:(?:nomor|nomer|no)\b\.?\s*)?\d+\s*(?:{_YEAR_WORD}|/\s*){_YEAR}\b"
    rf"|\b{_YEAR}\s+(?:orang|peserta|kk|jiwa|kepala|siswa|warga|rupiah|juta|ribu|mil[iy]ar|persen)\b",
    re.IGNORECASE,
)
"""Laws, and numbers that count something."""

_YEARS = re.compile(
    rf"(?<![\w./-]){_YEAR_WORD}?(?P<y>{_YEAR})\b(?:{_TO}(?P<to>{_YEAR})\b)?(?!\.?\d)"
    rf"|\b{_YEAR_WORD}'?(?P<short>[0-4]\d)\b(?![./:]\d)",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(rf"(?<![\w./-])(?P<m>0?[1-9]|1[0-2])\s?[/-]\s?(?P<y>{_YEAR})\b(?!/)")
_DAY_ALONE = re.compile(r"\b(?:tanggal|tgl)\.?\s+(?P<d>\d{1,2})\b(?![./:-]?\d)", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"\b(?:jan|january|feb|peb|mar|mart|mrt|apr|may|jun|jul|aug|agt|ags|sep|spt|okt|oct|nov|nop|des|dec)\b"
)
_RELATIVE = re.compile(
    r"\b(?:(?P<unit>hari|minggu|mgg|pekan|bulan|bln|tahun|taun|thn|th)\s+(?P<side>ini|lalu|kemarin|kemaren|kmrn|depan)"
    r"|(?P<count>last|this|next|(?:dua|tiga|2|3)(?=\s+\w+\s+(?:yang\s+|yg\s+)?lalu))\s+"
    r"(?P<other>tahun|thn|bulan|bln|year|month|week)(?:\s+(?:yang\s+|yg\s+)?lalu)?"
    r"|(?P<word>kemarin\s+lusa|kemarin|kemaren|kmrn|kmarin|besok|lusa|yesterday|today|tomorrow|tadi(?=\s+(?:pagi|siang|sore|malam))))\b",
    re.IGNORECASE,
)
_UNITS = {
    "hari": "day", "minggu": "week", "mgg": "week", "pekan": "week", "week": "week", "bulan": "month", "bln": "month",
    "month": "month", "tahun": "year", "taun": "year", "thn": "year", "th": "year", "year": "year",
}  # fmt: skip
_STEPS = {
    "ini": 0, "this": 0, "depan": 1, "next": 1, "dua": -2, "2": -2, "tiga": -3, "3": -3,
    "besok": 1, "tadi": 0, "tomorrow": 1, "lusa": 2, "today": 0, "kemarin lusa": -2,
}  # fmt: skip
"""What is not listed is one day, month or year ago."""


@cache
def _months() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"(?P<lead>\b(?:bulan|bln|selama|sepanjang|awal|akhir|pertengahan)\s+)?(?P<from>{month})\.?"
        rf"(?:{_TO}(?P<to>{month})\.?)?"
        rf"(?:\s*{_YEAR_WORD}?(?P<y>{_YEAR})\b|\s+(?P<of>{_YEAR_WORD})?(?P<side>lalu|kemarin|kemaren|kmrn|depan|ini)\b)?",
        re.IGNORECASE,
    )


@cache
def _of_year() -> re.Pattern[str]:
    """What makes a year of the number behind it, whatever that seems to count: "Oktober 2025 warga"."""
    return re.compile(rf"\b(?:{month_pattern()}\.?\s*|{_YEAR_WORD})$", re.IGNORECASE)


def find_periods(text: str, today: date | None = None) -> list[Period]:
    """The periods that a question names, in order; a stretch over several months or years as one period for each.

    "tahun lalu", "kemarin" and their like are read where `today` is given. Years of laws and Islamic years are none.
    """
    found: list[Period] = []
    taken = [match.span() for match in _NO_PERIOD.finditer(text) if not _of_year().search(text, 0, match.start())]
    for periods in _read_all(text, today):
        start, end = periods[0].start, periods[0].end
        if all(end <= other_start or other_end <= start for other_start, other_end in taken):
            taken.append((start, end))
            found += periods
    return sorted(found, key=lambda period: period.start)


def _read_all(text: str, today: date | None) -> Iterator[list[Period]]:
    """Every reading, the surest first, each with the periods that one phrase names."""
    months = list(_months().finditer(text))
    yield from _days(text)
    yield from filter(None, (_dated_months(match, today) for match in months))
    for match in _MONTH_AND_YEAR.finditer(text):
        yield [Period(*match.span(), int(match["y"]), int(match["m"]), None, None)]
    if today:
        yield from (_by_months(*stretch) for stretch in find_stretches(text, today))
        yield from (_read_relative(match, today) for match in _RELATIVE.finditer(text))
    for match in _DAY_ALONE.finditer(text):
        yield [Period(*match.span(), None, None, int(match["d"]), int(match["d"]))]
    # Abbreviations only behind "bulan": "des" and "mar" are also other words.
    for match in months:
        if match["lead"] or not _ABBREVIATED.fullmatch(match["from"].casefold()):
            yield _month_range(match, match.end("to" if match["to"] else "from"), year=None)
    yield from map(_year_range, _YEARS.finditer(text))


def _days(text: str) -> Iterator[list[Period]]:
    for written in find_written(text):
        span = (written.start, written.end)
        days = [Period(*span, written.year, written.month, written.day, written.day_end)]
        if written.month != written.month_end:
            first = Period(*span, written.year, written.month, written.day, written.day)
            days = [first, Period(*span, written.year_end, written.month_end, written.day_end, written.day_end)]
        yield days


def _dated_months(match: re.Match[str], today: date | None) -> list[Period]:
    """Months with their year, "Mei 2019", "Mei tahun lalu", "Mei lalu" (the last May that has begun); else none."""
    year = int(match["y"] or 0)
    if match["side"] and today:
        step = _STEPS.get(match["side"].casefold(), -1)
        is_other_year = match["of"] or (step < 0) == ((month_number(match["from"]) or 1) > today.month)
        year = today.year + step * bool(is_other_year)
    return _month_range(match, match.end(), year=year) if year else []


def _month_range(match: re.Match[str], end: int, *, year: int | None) -> list[Period]:
    first, last = (month_number(name) or 1 for name in (match["from"], match["to"] or match["from"]))
    numbers = range(first, last + 1) if first <= last else (first, last)
    return [Period(match.start("from"), end, year, number, None, None) for number in numbers]


def _year_range(match: re.Match[str]) -> list[Period]:
    first = int(match["y"] or f"20{match['short']}")
    last = int(match["to"] or first)
    years = range(first, last + 1) if 0 <= last - first < LONGEST_YEAR_RANGE else (first, last)
    return [Period(*match.span(), year, None, None, None) for year in years]


def _read_relative(match: re.Match[str], today: date) -> list[Period]:
    start, end = match.span()
    unit = _UNITS.get((match["unit"] or match["other"] or "").casefold(), "day")
    said = " ".join((match["side"] or match["count"] or match["word"]).casefold().split())
    step = _STEPS.get(said, -1)
    if unit == "year":
        return [Period(start, end, today.year + step, None, None, None)]
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
        return [Period(start, end, year, month + 1, None, None)]
    if unit == "week":
        monday = today - timedelta(days=today.weekday() - 7 * step)
        return _by_months(start, end, monday, monday + timedelta(days=6))
    day = today + timedelta(days=step)
    return _by_months(start, end, day, day)


def _by_months(start: int, end: int, first: date, last: date) -> list[Period]:
    return [Period(start, end, one.year, one.month, one.day, end_of.day) for one, end_of in months_between(first, last)]
