"""Periods named in questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from retrieval.language.dates.names import ambiguous_months, month_number, month_pattern
from retrieval.language.dates.stretches import Period, find_step, find_stretches
from retrieval.language.dates.written import find_written

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
_COUNTED = r"(?!\s+(?:orang|peserta|kk|jiwa|kepala|siswa|warga|rupiah|juta|ribu|mil[iy]ar|persen)\b)"
_YEARS = re.compile(
    rf"(?<![\w./-])(?:{_YEAR_WORD}(?P<told>{_YEAR})|(?P<y>{_YEAR}){_COUNTED})\b(?:{_TO}(?P<to>{_YEAR})\b)?(?!\.?\d)"
    rf"|\b{_YEAR_WORD}'?(?P<short>[0-4]\d)\b(?![./:]\d)",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(rf"(?<![\w./-])(?P<m>0?[1-9]|1[0-2])\s?[/-]\s?(?P<y>{_YEAR})\b(?!/)")
_DAY_ALONE = re.compile(r"\b(?:tanggal|tgl)\.?\s+(?P<d>\d{1,2})\b(?![./:-]?\d)", re.IGNORECASE)


@cache
def _months() -> re.Pattern[str]:
    month = month_pattern()
    return re.compile(
        rf"(?P<lead>\b(?:bulan|bln|selama|sepanjang|awal|akhir|pertengahan)\s+)?(?P<from>{month})\.?"
        rf"(?:{_TO}(?P<to>{month})\.?)?"
        rf"(?:\s*{_YEAR_WORD}?(?P<y>{_YEAR})\b|\s+(?P<of>{_YEAR_WORD})?(?P<side>lalu|kemarin|kemaren|kmrn|depan|ini)\b)?",
        re.IGNORECASE,
    )


def find_periods(text: str, today: date | None = None) -> list[Period]:
    """The periods that a question names, in order; a stretch over several months or years as one period for each.

    "tahun lalu", "kemarin" and their like are read where `today` is given. Years of laws and Islamic years are none.
    """
    found: list[Period] = []
    taken = [match.span() for match in _LAW.finditer(text)]
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
        yield [Period(*match.span(), int(match["y"]), int(match["m"]))]
    yield from find_stretches(text, today) if today else ()
    for match in _DAY_ALONE.finditer(text):
        yield [Period(*match.span(), None, None, int(match["d"]), int(match["d"]))]
    # Abbreviations only behind "bulan": "des" and "mar" are also other words.
    alone = (match for match in months if match["lead"] or match["from"].casefold() not in ambiguous_months())
    yield from (_month_range(match, max(match.end("from"), match.end("to")), year=None) for match in alone)
    yield from map(_year_range, _YEARS.finditer(text))


def _days(text: str) -> Iterator[list[Period]]:
    for written in find_written(text):
        span = (written.start, written.end)
        is_within = written.month == written.month_end
        first = Period(*span, written.year, written.month, written.day, written.day_end if is_within else written.day)
        last = Period(*span, written.year_end, written.month_end, written.day_end, written.day_end)
        yield [first] if is_within else [first, last]


def _dated_months(match: re.Match[str], today: date | None) -> list[Period]:
    """Months with their year, "Mei 2019", "Mei tahun lalu", "Mei lalu" (the last May that has begun); else none."""
    year = int(match["y"] or 0)
    if match["side"] and today:
        step = find_step(match["side"])
        is_other_year = match["of"] or (step < 0) == (month_number(match["from"]) > today.month)
        year = today.year + step * bool(is_other_year)
    return _month_range(match, match.end(), year=year) if year else []


def _month_range(match: re.Match[str], end: int, *, year: int | None) -> list[Period]:
    first, last = month_number(match["from"]), month_number(match["to"] or match["from"])
    numbers = range(first, last + 1) if first <= last else (first, last)
    return [Period(match.start("from"), end, year, number) for number in numbers]


def _year_range(match: re.Match[str]) -> list[Period]:
    first = int(match["told"] or match["y"] or f"20{match['short']}")
    last = int(match["to"] or first)
    years = range(first, last + 1) if 0 <= last - first < LONGEST_YEAR_RANGE else (first, last)
    return [Period(*match.span(), year) for year in years]
