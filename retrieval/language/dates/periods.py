"""Periods named in questions."""

from __future__ import annotations

import re
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
_LAW = re.compile(
    rf"\b(?:uu|undang[- ]undang|pp|per[a-z]+|kep[a-z]+|nomor|nomer|no)\b\.?\s*"
    rf"(?:(?:nomor|nomer|no)\b\.?\s*)?\d+\s*(?:{_YEAR_WORD}|/\s*){_YEAR}\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:orang|peserta|kk|jiwa|kepala|siswa|warga|rupiah|juta|ribu|milyar|miliar|persen|h\b|hijriy?ah|unit|meter|km)\b|%",
    re.IGNORECASE,
)
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
    r"|(?P<count>dua|tiga|2|3|last|this|next)\s+(?P<other>tahun|thn|bulan|bln|year|month|week)(?P<ago>\s+(?:yang\s+|yg\s+)?lalu)?"
    r"|(?P<word>kemarin\s+lusa|kemarin|kemaren|kmrn|kmarin|besok|lusa|yesterday|today|tomorrow|tadi\s+(?:pagi|siang|sore|malam)))\b",
    re.IGNORECASE,
)
_UNITS = {
    "hari": "day", "minggu": "week", "mgg": "week", "pekan": "week", "week": "week", "bulan": "month", "bln": "month",
    "month": "month", "tahun": "year", "taun": "year", "thn": "year", "th": "year", "year": "year",
}  # fmt: skip
_SIDES = {"ini": 0, "this": 0, "depan": 1, "next": 1, "dua": -2, "2": -2, "tiga": -3, "3": -3}
_WORDS = {"besok": 1, "tomorrow": 1, "lusa": 2, "today": 0, "kemarin lusa": -2}


@cache
def _months() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"(?P<lead>\b(?:bulan|bln|selama|sepanjang|awal|akhir|pertengahan)\s+)?(?P<from>{month})\.?"
        rf"(?:{_TO}(?P<to>{month})\.?)?"
        rf"(?:\s*{_YEAR_WORD}?(?P<y>{_YEAR})\b|\s+(?:{_YEAR_WORD})?(?P<side>lalu|kemarin|kemaren|kmrn|depan|ini)\b)?",
        re.IGNORECASE,
    )


def find_periods(text: str, today: date | None = None) -> list[Period]:
    """The periods that a question names, in order; a stretch over several months or years as one period for each.

    "tahun lalu", "kemarin" and their like are read where `today` is given. Years of laws and Islamic years are none.
    """
    found: list[list[Period]] = []
    taken = [match.span() for match in _LAW.finditer(text)]
    for periods in [
        *_days(text),
        *_months_and_years(text, today),
        *_stretches(text, today),
        *_relatives(text, today),
        *_single_months(text),
        *_years(text),
    ]:
        start, end = periods[0].start, periods[0].end
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            taken.append((start, end))
            found.append(periods)
    return sorted((period for periods in found for period in periods), key=lambda period: period.start)


def _days(text: str) -> list[list[Period]]:
    found = []
    for written in find_written(text):
        span = (written.start, written.end)
        if written.month == written.month_end:
            found.append([Period(*span, written.year, written.month, written.day, written.day_end)])
        else:
            first = Period(*span, written.year, written.month, written.day, written.day)
            last = Period(*span, written.year_end, written.month_end, written.day_end, written.day_end)
            found.append([first, last])
    return found


def _months_and_years(text: str, today: date | None) -> list[list[Period]]:
    found = [
        _month_range(match, text, year=int(match["y"]) if match["y"] else _year_of(match, today))
        for match in _months().finditer(text)
        if match["y"] or (match["side"] and today)
    ]
    numbers = [
        [Period(*match.span(), int(match["y"]), int(match["m"]), None, None)]
        for match in _MONTH_AND_YEAR.finditer(text)
    ]
    return [*found, *numbers]


def _single_months(text: str) -> list[list[Period]]:
    """Months without a year; abbreviations only behind "bulan": "des" and "mar" are also other words."""
    months = [match for match in _months().finditer(text) if not match["y"]]
    days = [
        [Period(*match.span(), None, None, int(match["d"]), int(match["d"]))] for match in _DAY_ALONE.finditer(text)
    ]
    return days + [
        _month_range(match, text, year=None)
        for match in months
        if match["lead"] or not _ABBREVIATED.fullmatch(match["from"].casefold())
    ]


def _year_of(match: re.Match[str], today: date | None) -> int | None:
    """The year of "Mei tahun lalu", or of "Mei lalu": the last May that has begun."""
    if today is None:
        return None
    step = _SIDES.get(match["side"].casefold(), -1)
    if re.search(_YEAR_WORD, match.group(), re.IGNORECASE):
        return today.year + step
    month = month_number(match["from"]) or 1
    return today.year + step if (step < 0) == (month > today.month) else today.year


def _month_range(match: re.Match[str], text: str, *, year: int | None) -> list[Period]:
    first, last = month_number(match["from"]) or 1, month_number(match["to"] or match["from"]) or 12
    start = match.start("from")
    end = match.end() if year else match.end("to" if match["to"] else "from")
    numbers = range(first, last + 1) if first <= last else (first, last)
    return [Period(start, end, year, number, None, None) for number in numbers]


def _years(text: str) -> list[list[Period]]:
    found = []
    for match in _YEARS.finditer(text):
        if _COUNTED.match(text, match.end()):
            continue
        first = int(match["y"] or f"20{match['short']}")
        last = int(match["to"] or first)
        years = range(first, last + 1) if 0 <= last - first < LONGEST_YEAR_RANGE else (first, last)
        found.append([Period(*match.span(), year, None, None, None) for year in years])
    return found


def _relatives(text: str, today: date | None) -> list[list[Period]]:
    if today is None:
        return []
    return [periods for match in _RELATIVE.finditer(text) if (periods := _read_relative(match, today))]


def _read_relative(match: re.Match[str], today: date) -> list[Period]:
    span = match.span()
    if match["word"]:
        word = " ".join(match["word"].casefold().split())
        step = 0 if word.startswith("tadi") else _WORDS.get(word, -1)
        return _stretch(span, today + timedelta(days=step), days=1)
    counted = (match["count"] or "").casefold()
    if counted in {"dua", "tiga", "2", "3"} and not match["ago"]:
        return []
    unit = _UNITS[(match["unit"] or match["other"]).casefold()]
    step = _SIDES.get((match["side"] or counted).casefold(), -1)
    if unit == "year":
        return [Period(*span, today.year + step, None, None, None)]
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return [Period(*span, months // 12, months % 12 + 1, None, None)]
    if unit == "week":
        monday = today - timedelta(days=today.weekday() - 7 * step)
        return _stretch(span, monday, days=7)
    return _stretch(span, today + timedelta(days=step), days=1)


def _stretch(span: tuple[int, int], first: date, *, days: int) -> list[Period]:
    return _by_months(span, first, first + timedelta(days=days - 1))


def _by_months(span: tuple[int, int], first: date, last: date) -> list[Period]:
    return [Period(*span, one.year, one.month, one.day, end.day) for one, end in months_between(first, last)]


def _stretches(text: str, today: date | None) -> list[list[Period]]:
    found = find_stretches(text, today) if today else ()
    return [_by_months((start, end), first, last) for start, end, first, last in found]
