"""Event dates in the text of articles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.language.dates.names import weekday_name, weekday_number, weekday_pattern
from retrieval.language.dates.reckoning import describe_clash, infer_year, make_date, mentioned_years, name_weekday
from retrieval.language.dates.written import Written, find_written

OLDEST_YEARS = 10
"""A written year so far before the publication belongs to history, not to an event that the article reports."""

FARTHEST_TIME = 150
"""Characters behind a date in which "pukul 09.00 WIB" still belongs to it."""

NEAR_TIME = 40
"""The same behind "kemarin", where a part of the day is named, and before a date."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `start:end` of an article, weekday and brackets included.

    `date` is what is written (None: no year to be had), `date_end` the last day of a range. `weekday` as the article
    says it ("Rabu"); `time` for reading ("pukul 09.00 WIB", "pagi"). `inferred`: year or day come from the publication.
    `clash`: None, or JSON {"written", "weekday", "likely", "why"}. `relative`: "kemarin", "hari ini", a weekday alone.
    """

    start: int
    end: int
    date: dt.date | None
    date_end: dt.date | None
    weekday: str | None
    time: str | None
    inferred: bool
    clash: str | None
    relative: bool


_CLOCK = re.compile(
    r"\b(?:pukul|pkl|jam)\b\.?\s*(?P<from>\d{1,2}[.:]\d\d|\d{1,2}(?![\d/]))"
    r"(?:\s*(?:WI[BT]|WITA)?\s*(?:[-–]|s/d|sampai(?:\s+dengan)?|hingga)\s*(?:pukul\s*)?(?P<to>\d{1,2}[.:]\d\d|selesai))?"
    r"\s*(?P<zone>WIB|WITA|WIT)?\b",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"\s*(?:hari\s+)?(dini\s+hari|pagi|siang|sore|petang|malam)\b", re.IGNORECASE)
_PARTS = frozenset({"dini hari", "pagi", "siang", "sore", "petang", "malam"})
_TIME_BARRIER = re.compile(r"[.!?]\s+[A-Z“\"]|\n|\btanggal\b|\(\d|\bhari\s+(?!ini)[A-Z]")
_DAY_WORD = re.compile(
    r"\b(?=[hHtTpPsSkKbBeElL])(?:(?P<today>hari\s+ini|(?:tadi\s+(?:pagi|siang|sore|malam)|(?:pagi|siang|sore)\s+tadi))"
    r"|(?P<before>kemarin\s+lusa)|(?P<yesterday>kemarin|kemaren)|(?P<tomorrow>besok|esok\s+hari)|(?P<after>lusa))\b",
    re.IGNORECASE,
)
_NO_DAY_BEFORE = re.compile(
    r"\b(?:hingga|sampai|saat|sd|zaman|beberapa|dua|tiga|hari-hari|jamak|tahun|bulan|pekan|minggu|periode|waktu|hari-hari|\d{4})\s*\Z",
    re.IGNORECASE,
)
_STEPS = {"today": 0, "before": -2, "yesterday": -1, "tomorrow": 1, "after": 2}
_REGULAR_BEFORE = re.compile(
    r"(?:\b(?:setiap|tiap|sh?[ao]lat|safari|ibadah|khutbah|kajian|pasar|malam|jamaah|program|gerakan)\s+(?:hari\s+)?"
    r"|[-–]\s*|\b(?:hingga|sampai|s/d|dan)\s+(?:hari\s+)?)\Z",
    re.IGNORECASE,
)
_REGULAR_AFTER = re.compile(
    r"\s*(?:[-–]|hingga|sampai|s/d|dan\b|berbagi|berkah|bersih|sehat|agung|pertama|kedua|ketiga)", re.IGNORECASE
)


_LEAD = re.compile(r"(?P<lead>\b(?:hari|pada|pada\s+hari)\s+|,\s*)\Z", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:\s+(?P<part>dini\s+hari|pagi|siang|sore|petang|malam)\b)?"
    r"(?:\s+(?P<when>(?:pekan|minggu)\s+(?:lalu|depan|kemarin|ini)|lalu|kemarin|depan|mendatang|besok|nanti|ini)\b)?",
    re.IGNORECASE,
)


@cache
def _weekday_word() -> re.Pattern[str]:
    return re.compile(weekday_pattern(), re.IGNORECASE)


def find_dates(text: str, published: dt.date | None = None) -> list[DateMention]:
    """The event dates of an article in order, without overlap.

    A missing year is taken from the publication. Dates of laws and letters, plan and fiscal years, and dates of
    history (a written year ten years before the publication) are left out.
    """
    written = find_written(text)
    mentioned = mentioned_years(text, written) if published is None else []
    mentions = [
        mention
        for item in written
        if (mention := _resolve(text, item, published=published, mentioned=mentioned)) is not None
    ]
    taken = [(item.start, item.end) for item in written]
    for relative in (*_find_weekdays(text, published=published), *_find_day_words(text, published=published)):
        if not _is_near(text, relative, taken):
            mentions.append(relative)
            taken.append((relative.start, relative.end))
    return sorted(mentions, key=lambda mention: mention.start)


def _resolve(text: str, written: Written, *, published: dt.date | None, mentioned: Sequence[int]) -> DateMention | None:
    year = written.year or infer_year(written, text=text, published=published, mentioned=mentioned)
    day = make_date(year, written.month, written.day) if year else None
    if (year and not day) or (published and written.year and written.year < published.year - OLDEST_YEARS):
        return None
    last = None
    if day and (written.day, written.month) != (written.day_end, written.month_end):
        year_end = written.year_end or day.year + (written.month_end < written.month)
        last = make_date(year_end, written.month_end, written.day_end)
    return DateMention(
        written.start,
        written.end,
        day,
        last,
        name_weekday(written, day),
        _find_time(text, written.start, written.end, part=written.part),
        written.year is None,
        describe_clash(written, day, text=text, published=published) if day else None,
        relative=False,
    )


def _find_time(text: str, start: int, end: int, *, part: str, reach: int = FARTHEST_TIME) -> str | None:
    """The hour behind a date in its sentence, or right before it, else the part of the day."""
    after = _PART_AFTER.match(text, end)
    named = " ".join((after[1] if after else part).casefold().split())
    named = named if named in _PARTS else named.removesuffix(" hari")
    closing = _TIME_BARRIER.search(text, end)
    stop = min(closing.start() + 1 if closing else len(text), end + (NEAR_TIME if named else reach))
    line = max(text.rfind("\n", 0, start) + 1, start - NEAR_TIME)
    clock = _CLOCK.search(text, end, stop) or _CLOCK.search(text, line, start)
    if clock:
        return _say_clock(clock)
    return named if named in _PARTS else None


def _say_clock(clock: re.Match[str]) -> str:
    until = f"–{clock['to'].replace(':', '.')}" if clock["to"] else ""
    return f"pukul {clock['from'].replace(':', '.')}{until} {(clock['zone'] or '').upper()}".strip()


def find_clocks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The hours of the clock between two offsets, each with where it stands: (17, "pukul 09.00–12.30 WIB")."""
    return [(clock.start(), _say_clock(clock)) for clock in _CLOCK.finditer(text, start, end)]


def _find_weekdays(text: str, *, published: dt.date | None) -> list[DateMention]:
    mentions = []
    for match in _weekday_word().finditer(text):
        tail = _TAIL.match(text, match.end())
        part, when = (" ".join((found or "").casefold().split()) for found in (tail.groups() if tail else ("", "")))
        end = tail.end() if tail else match.end()
        if not _is_one_day(text, match, end=end, is_told=bool(part or when), is_part=bool(part)):
            continue
        number = weekday_number(match.group())
        day = _nearest_weekday(number, when=when, published=published) if published else None
        time = _find_time(text, match.start(), end, part=part, reach=NEAR_TIME)
        mentions.append(
            DateMention(match.start(), end, day, None, weekday_name(number), time, True, None, relative=True)
        )
    return mentions


def _is_one_day(text: str, match: re.Match[str], *, end: int, is_told: bool, is_part: bool) -> bool:
    """Whether a weekday alone is a certain day: no "setiap Jumat", "Senin-Kamis", "minggu" the week."""
    before = text[max(0, match.start() - 20) : match.start()]
    found = _LEAD.search(before)
    lead = found["lead"].strip(" ,").casefold() if found else ""
    is_named_day = lead in {"hari", "pada hari"}
    if not match.group()[0].isupper() and not is_named_day:
        return False
    if match.group().casefold() == "minggu" and not is_named_day and not is_part:
        return False
    is_regular = _REGULAR_BEFORE.search(before) or _REGULAR_AFTER.match(text, end)
    return (found is not None or is_told) and not is_regular


def _nearest_weekday(number: int, *, when: str, published: dt.date) -> dt.date:
    back = (published.isoweekday() - number) % 7
    monday = published - dt.timedelta(days=published.isoweekday() - 1)
    if when in {"pekan lalu", "minggu lalu", "pekan kemarin", "minggu kemarin"}:
        return monday + dt.timedelta(days=number - 8)
    if when in {"pekan depan", "minggu depan"}:
        return monday + dt.timedelta(days=number + 6)
    if when in {"pekan ini", "minggu ini"}:
        return monday + dt.timedelta(days=number - 1)
    if when in {"depan", "mendatang", "besok", "nanti"}:
        return published + dt.timedelta(days=7 - back)
    return published - dt.timedelta(days=back or (7 if when in {"lalu", "kemarin"} else 0))


def _find_day_words(text: str, *, published: dt.date | None) -> list[DateMention]:
    mentions = []
    for match in _DAY_WORD.finditer(text):
        if _NO_DAY_BEFORE.search(text[max(0, match.start() - 15) : match.start()]):
            continue
        step = _STEPS[match.lastgroup or "today"]
        day = published + dt.timedelta(days=step) if published else None
        time = _find_time(text, match.start(), match.end(), part="", reach=NEAR_TIME)
        mentions.append(DateMention(match.start(), match.end(), day, None, None, time, True, None, relative=True))
    return mentions


def _is_near(text: str, mention: DateMention, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a relative date only introduces or repeats a written one ("hari ini, Selasa (23/6)")."""
    for start, end in taken:
        if start < mention.end and mention.start < end:
            return True
        gap = text[mention.end : start] if mention.end <= start else text[end : mention.start]
        if len(gap) <= 4 and not gap.strip(" ,("):
            return True
    return False
