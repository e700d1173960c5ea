"""Dates as they are written, "Selasa-Rabu (3-4/9)" or "28 s/d 30 Mei 2019": the grammar, without any reckoning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from retrieval.language.dates.names import month_number, weekday_number, weekday_pattern

CENTURY_TURN = 70
"""Two-digit years below are of 2000, others of 1900."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date's numbers at `start:end`; `year` None where it is not written; `weekdays` 1 to 7 in their order.

    `is_numeric`: day and month were both given as numbers and could be swapped.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None
    day_end: int
    month_end: int
    year_end: int | None
    weekdays: tuple[int, ...] = ()
    part: str = ""
    is_numeric: bool = False


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
    rf"(?:{_BLANK}+(?:(?:tahun|thn\.?){_BLANK}+)?(?P<y>(?:19|20)\d\d\b|'?\d\d\b(?=\s*[),]))?)?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(?P<m>[A-Z][a-z]{2,8})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b")
_CITED_BEFORE = re.compile(
    r"(?:\b(?:nomor|nomer|no|pasal|ayat|kodim|korem|dim|yonif|pukul|pkl|jam|rt|rw|versi|skor|rp)\b\.?\s*:?\s*"
    r"|\b(?:nomor|nomer|no)\b\.?\s*:?\s*[\w./-]+\s*,?\s*(?:(?:tahun|thn)\s+\d{4}\s*,?\s*)?(?:ter)?tang+al\s*:?\s*"
    r"|\btertanggal\b[^.\n]{0,20}|\b(?:lahir|kelahiran)\s+(?:di\s+\w+\s*,?\s*)?(?:pada\s+)?(?:tang+al\s+)?)\Z",
    re.IGNORECASE,
)
_CITED_AFTER = re.compile(r"\s*,?\s*(?:perihal|tentang)\b", re.IGNORECASE)
_PARTS = r"(?:dini\s+hari|pagi|siang|sore|petang|malam|kemarin|lalu|besok|mendatang)"


@cache
def _head() -> re.Pattern[str]:
    weekday = weekday_pattern()
    return re.compile(
        rf"(?:(?:\bhari\s+)?(?P<days>{weekday}(?:\s*(?:{_AND}|/)\s*{weekday})*)\s*[,.]?\s*"
        rf"(?:(?:legi|pa?hing|pon|wage|kliwon)\s*,?\s*)?(?P<part>{_PARTS}(?:\s+hari)?\s*,?\s*)?)?(?P<open>[,\s]*[(\[]\s*)?(?P<cue>\b(?:tang{{1,3}}al|tgl|tg)\.?\s*:?\s*)?\Z",
        re.IGNORECASE,
    )


def find_written(text: str) -> list[Written]:
    """The written dates of a text in order; impossible numbers and the dates of laws and letters are left out."""
    found = sorted(_read_all(text), key=lambda written: (written.start, -written.end))
    kept: list[Written] = []
    for written in found:
        if not kept or written.start >= kept[-1].end:
            kept.append(written)
    return _join_ranges(text, kept)


def _read_all(text: str) -> Iterator[Written]:
    for number in _NUMBER.finditer(text):
        for pattern in (_ISO, _FULL, _WORDED, _NUMERIC):
            match = pattern.match(text, number.start())
            written = _read_one(text, match, is_loose=pattern is _NUMERIC) if match else None
            if written:
                yield written
                break
    for match in _ENGLISH.finditer(text):
        written = _read_one(text, match, is_loose=False)
        if written:
            yield written


def _read_one(text: str, match: re.Match[str], *, is_loose: bool) -> Written | None:
    groups = match.groupdict()
    named = groups["m"].isalpha()
    month = month_number(groups["m"], misspelt=bool(groups["y"])) if named else int(groups["m"])
    if month is None:
        return None
    line = text.rfind("\n", 0, match.start()) + 1
    before = text[max(line, match.start() - 70) : match.start()]
    head = _head().search(before)
    bare = before[: head.start()] if head else before
    if _CITED_BEFORE.search(bare + (head["cue"] or "") if head else before) or _CITED_AFTER.match(text, match.end()):
        return None
    if is_loose and not _is_announced(text, match, head=head):
        return None
    day, day_first = int(groups["d"]), int(groups.get("d1") or groups["d"])
    swapped = not named and month > 12 >= day and day_first == day
    if swapped:
        day, day_first, month = month, month, day
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1 <= day_first <= day):
        return None
    year = _read_year(groups["y"])
    written = Written(match.start(), _end(text, match), day_first, month, year, day, month, year)
    return _with_head(written, head, offset=match.start() - len(before), is_numeric=not named and not swapped)


def _is_announced(text: str, match: re.Match[str], *, head: re.Match[str] | None) -> bool:
    """Whether "27/4" is a date and no fraction: a weekday, bracket or "tanggal" before it; with a full year alone."""
    if head and (head["days"] or head["cue"] or head["open"]):
        return True
    return len(match["y"] or "") == 4 or text[: match.start()].endswith(("pada ", "kemarin "))


def _read_year(digits: str | None) -> int | None:
    if not digits:
        return None
    number = int(digits.lstrip("'"))
    return number if number > 99 else number + (2000 if number < CENTURY_TURN else 1900)


def _end(text: str, match: re.Match[str]) -> int:
    end = match.start() + len(match.group().rstrip(" ,.-\n\xa0"))
    closing = re.compile(r"\s*[)\]]").match(text, end)
    return (
        closing.end() if closing and re.search(r"[(\[]\s*\Z", text[max(0, match.start() - 15) : match.start()]) else end
    )


def _with_head(written: Written, head: re.Match[str] | None, *, offset: int, is_numeric: bool) -> Written:
    if not head or not (head["days"] or head["open"] or head["cue"]):
        return replace(written, is_numeric=is_numeric)
    names = re.findall(weekday_pattern(), head["days"] or "", re.IGNORECASE)
    start = head.start() + len(head.group()) - len(head.group().lstrip(" ,"))
    return replace(
        written,
        start=offset + start,
        weekdays=tuple(weekday_number(name) for name in names),
        part=(head["part"] or "").strip(" ,").casefold(),
        is_numeric=is_numeric,
    )


def _join_ranges(text: str, found: list[Written]) -> list[Written]:
    """Two dates with "sampai dengan" or a dash between them are one range; the first may lack its year."""
    joined: list[Written] = []
    for written in found:
        previous = joined[-1] if joined else None
        if previous and _is_range(text, previous, written):
            year = previous.year or (
                written.year if previous.month <= written.month or not written.year else written.year - 1
            )
            joined[-1] = replace(
                previous,
                end=written.end,
                year=year,
                day_end=written.day_end,
                month_end=written.month_end,
                year_end=written.year_end or year,
                weekdays=(previous.weekdays + written.weekdays)[:2],
            )
        else:
            joined.append(written)
    return joined


def _is_range(text: str, first: Written, second: Written) -> bool:
    between = text[first.end : second.start].strip(" (),")
    if not re.fullmatch(rf"(?:lalu|silam|kemarin)?\s*,?\s*{_TO}", between, re.IGNORECASE):
        return False
    return (second.year or 9999, second.month, second.day) > (first.year or 0, first.month, first.day)
