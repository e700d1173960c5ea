"""Dates as they are written, "Selasa-Rabu (3-4/9)" or "28 s/d 30 Mei 2019": the grammar, without any reckoning."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from retrieval.language.dates.names import make_date, month_number, weekday_number, weekday_pattern

LEAP_YEAR = 2000
"""Stands for a year that is not written: 29 February may be meant."""

FARTHEST_HEAD = 70
"""Characters before a date's numbers in which weekday, bracket and "Nomor ... tanggal" are looked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date's numbers at `start:end`; `year` None where it is not written; `weekdays` 1 to 7 in their order."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    day_end: int
    month_end: int
    weekdays: tuple[int, ...]

    @property
    def year_end(self) -> int | None:
        """The year of its last day: the same, or the next."""
        return self.year and self.year + (self.month_end < self.month)

    def days(self, year: int) -> tuple[date, date | None]:
        """Its day in a year, and the last day of a range."""
        first = date(year, self.month, self.day)
        last = make_date(year + (self.month_end < self.month), self.month_end, self.day_end) or first
        return first, last if last > first else None


_TO = r"(?:[-–—]|s\s?[./]\s?d\b\.?|sampai(?:\s+dengan)?\b|hingga\b|to\b)"
_AND = rf"(?:{_TO}|dan\b|&|,)"
_NUMBER = re.compile(r"(?<![\w./:–-])\d{1,4}")
_DATED = r"(?!\s*[/:]\s*\w|[-.]\d|\w)"
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)([-/])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?![\w/-]|\.\d)")
_NUMERIC = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})\s*{_AND}\s*)?(?P<d>\d{{1,2}})\s?(?P<sep>/)\s?(?P<m>\d{{1,2}})"
    rf"(?:\s?(?P=sep)\s?(?P<y>(?:19|20)?\d\d))?{_DATED}",
    re.IGNORECASE,
)
_FULL = re.compile(rf"(?P<d>\d{{1,2}})(?P<sep>[/.-])(?P<m>\d{{1,2}})(?P=sep)(?P<y>(?:19|20)?\d\d){_DATED}")
_BLANK = r"[^\S\n]"
_WORDED = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})(?:\s*,\s*\d{{1,2}})*\s*{_AND}\s*)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:{_BLANK}|-)*"
    rf"(?P<m>[A-Za-z]{{3,10}})\b\.?,?"
    rf"(?:{_BLANK}+(?:(?:tahun|thn\.?){_BLANK}+)?'?(?P<y>(?:19|20)\d\d\b|\d\d\b(?=\s*[),]))?)?",
    re.IGNORECASE,
)
_CITED_BEFORE = re.compile(
    r"(?:\b(?:nomor|nomer|no|pasal|ayat|kodim|korem|dim|yonif|pukul|pkl|jam|rt|rw|versi|skor|rp)\b\.?\s*:?\s*"
    r"|\b(?:nomor|nomer|no)\b\.?\s*:?\s*[\w./-]+\s*,?\s*(?:(?:tahun|thn)\s+\d{4}\s*,?\s*)?(?:ter)?tang+al\s*:?\s*"
    r"|\btertanggal\b[^.\n]{0,20}|\b(?:lahir|kelahiran)\s+(?:di\s+\w+\s*,?\s*)?(?:pada\s+)?(?:tang+al\s+)?)\Z",
    re.IGNORECASE,
)
_PARTS = r"(?:dini\s+hari|pagi|siang|sore|petang|malam|kemarin|lalu|besok|mendatang)"
_CLOSING = re.compile(r"\s*[)\]]")


@cache
def _head() -> re.Pattern[str]:
    """What stands before the numbers, empty where nothing does."""
    weekday = weekday_pattern()
    return re.compile(
        rf"(?:(?:\bhari\s+)?{weekday}(?:\s*(?:{_AND}|/)\s*{weekday})*\s*[,.]?\s*"
        rf"(?:(?:legi|pa?hing|pon|wage|kliwon)\s*,?\s*)?(?:{_PARTS}(?:\s+hari)?\s*,?\s*)?)?"
        rf"(?P<open>[,\s]*[(\[]\s*)?(?P<cue>(?:\b(?:tang{{1,3}}al|tgl|tg)\.?\s*:?\s*)?)\Z",
        re.IGNORECASE,
    )


def find_written(text: str) -> list[Written]:
    """The written dates of a text in order; impossible numbers and the dates of laws and letters are left out."""
    found: list[Written] = []
    reached = 0
    for number in _NUMBER.finditer(text):
        written = _read_at(text, number.start()) if number.start() >= reached else None
        if written:
            found.append(written)
            reached = written.end
    return _join_ranges(text, found)


def _read_at(text: str, position: int) -> Written | None:
    matches = (pattern.match(text, position) for pattern in (_ISO, _FULL, _WORDED, _NUMERIC))
    return next(filter(None, (_read_one(text, match) for match in matches if match)), None)


def _read_one(text: str, match: re.Match[str]) -> Written | None:
    groups = match.groupdict()
    month = int(groups["m"]) if groups["m"].isdigit() else month_number(groups["m"])
    line = text.rfind("\n", 0, match.start()) + 1
    before = text[max(line, match.start() - FARTHEST_HEAD) : match.start()]
    head = next(_head().finditer(before))
    # "27/4" is a date and no fraction behind a weekday, a bracket or "tanggal".
    is_fraction = match.re is _NUMERIC and not head.group()
    if not month or is_fraction or _CITED_BEFORE.search(before[: head.start()] + head["cue"]):
        return None
    day, first, year = int(groups["d"]), int(groups.get("d1") or groups["d"]), _read_year(groups["y"])
    if not make_date(year or LEAP_YEAR, month, day) or not 1 <= first <= day:
        return None
    start = match.start() - len(head.group().lstrip(" ,"))
    weekdays = tuple(map(weekday_number, re.findall(weekday_pattern(), head.group(), re.IGNORECASE)))
    end = match.start() + len(match.group().rstrip(" ,.-\n\xa0"))
    closing = _CLOSING.match(text, end) if head["open"] else None
    return Written(start, closing.end() if closing else end, first, month, year, day, month, weekdays)


def _read_year(digits: str | None) -> int | None:
    return int(digits.rjust(4, "x").replace("xx", "20")) if digits else None


def _join_ranges(text: str, found: list[Written]) -> list[Written]:
    """Two dates with "sampai dengan" or a dash between them are one range; the first may lack its year."""
    joined: list[Written] = []
    for written in found:
        if joined and _is_range(text[joined[-1].end : written.start]):
            joined[-1] = _join(joined[-1], written)
        else:
            joined.append(written)
    return joined


def _is_range(between: str) -> bool:
    return re.fullmatch(rf"(?:lalu|silam|kemarin)?\s*,?\s*{_TO}", between.strip(" (),"), re.IGNORECASE) is not None


def _join(first: Written, last: Written) -> Written:
    year = first.year or (last.year and last.year - (first.month > last.month))
    return replace(first, end=last.end, year=year, day_end=last.day_end, month_end=last.month_end)
