"""What a written date means: its year from the publication, and whether its weekday contradicts it."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from data.wording import dates as wording
from retrieval.language.dates.names import format_date, weekday_name
from retrieval.language.dates.written import Written

FUTURE_WEIGHT = 2
"""A day to come counts like two gone by: articles report meetings, and seldom announce one far ahead."""

WRONG_WEEKDAY_DAYS = 200
"""What a wrong weekday counts when a year is inferred: it decides between two that are both months away."""

RECENT_DAYS = 60
"""How long before its article a meeting may have been for a contradiction to be explained by it."""

SWAPPED_DAYS = 14
"""A date so near its article with day and month swapped is the likely one."""

SLIP_DAYS = 35
"""A contradicted date no farther from its article may be a slip for the weekday just before it."""

_COMING = re.compile(r"\s*(?:mendatang|nanti|depan|yang akan datang)\b", re.IGNORECASE)
_GONE = re.compile(r"\s*(?:lalu|silam|kemarin|yang lalu)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?<!nomor \d tahun )(?<!nomor \d\d tahun )20[0-4]\d(?!\d)", re.IGNORECASE)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def infer_year(written: Written, *, text: str, published: date | None, mentioned: Sequence[int]) -> int | None:
    """The year of a date without one: nearest to the publication, else of the years that the text mentions.

    "mendatang" or "lalu" behind the date decides between two years. Without a publication date it is the first
    mentioned year in which the weekday is right, or one beside a mentioned year: a meeting on next year's budget. A
    date without a weekday is of the first mentioned year.
    """
    if published:
        days = [make_date(published.year + step, written.month, written.day) for step in (-1, 0, 1)]
        distances = [
            (_is_wrong_way(day, published, text=text, end=written.end), _distance(day, published, written), day.year)
            for day in days
            if day
        ]
        return min(distances)[2] if distances else None
    if not written.weekdays:
        return mentioned[0] if mentioned else None
    near = [year + step for step in (0, -1, 1) for year in mentioned]
    fitting = (year for year in near if _is_weekday(make_date(year, written.month, written.day), written.weekdays))
    return next(fitting, None)


def _is_wrong_way(day: date, published: date, *, text: str, end: int) -> bool:
    behind = text[end : end + 15]
    return (_COMING.match(behind) is not None and day < published) or (
        _GONE.match(behind) is not None and day > published
    )


def _distance(day: date, published: date, written: Written) -> int:
    days = (day - published).days
    wrong = WRONG_WEEKDAY_DAYS if written.weekdays and not _is_weekday(day, written.weekdays) else 0
    return wrong + (days * FUTURE_WEIGHT if days > 0 else -days)


def mentioned_years(text: str, found: Iterable[Written]) -> list[int]:
    """The years that a text mentions: first those of its full dates, then others, those of laws left out."""
    full = [written.year for written in found if written.year]
    return list(dict.fromkeys([*full, *(int(match.group()) for match in _YEAR.finditer(text))]))


def _is_weekday(day: date | None, weekdays: Sequence[int]) -> bool:
    return day is not None and day.isoweekday() in weekdays


def _weekdays_of_first(written: Written) -> tuple[int, ...]:
    """Of several weekdays before a range the first belongs to its first day; before one day each may be meant."""
    is_range = written.day != written.day_end or written.month != written.month_end
    return written.weekdays[:1] if is_range else written.weekdays


def name_weekday(written: Written, day: date | None) -> str | None:
    """The weekday that the article gives for a date; of several the right one, or the last."""
    weekdays = _weekdays_of_first(written)
    if not weekdays:
        return None
    return weekday_name(day.isoweekday() if day and _is_weekday(day, weekdays) else weekdays[-1])


def describe_clash(written: Written, day: date, *, text: str, published: date | None) -> str | None:
    """A contradiction as JSON {"written", "weekday", "likely", "why"}, or None where weekday and date agree.

    `likely` is an ISO date or None, `why` an Indonesian clause. A date well behind its article is one, too, where day
    and month swapped lie right before it.
    """
    weekdays = _weekdays_of_first(written)
    if weekdays and not _is_weekday(day, weekdays):
        likely = _find_likely(day, written=written, text=text, published=published)
        why = wording.falls_on(format_date(day), weekday_name(day.isoweekday()))
    elif not weekdays and (likely := _unswap(day, written=written, published=published)):
        why = wording.after_publication(format_date(day), format_date(published or day))
    else:
        return None
    clash = {
        "written": text[written.start : written.end],
        "weekday": name_weekday(written, day),
        "likely": likely.isoformat() if likely else None,
        "why": why,
    }
    return json.dumps(clash, ensure_ascii=False)


def _unswap(day: date, *, written: Written, published: date | None) -> date | None:
    if published is None or not written.is_numeric or (day - published).days <= RECENT_DAYS // 2:
        return None
    swapped = make_date(day.year, day.day, day.month) if day.day <= 12 else None
    return swapped if swapped and 0 <= (published - swapped).days <= SWAPPED_DAYS else None


def _find_likely(day: date, *, written: Written, text: str, published: date | None) -> date | None:
    """The date that one slip of the pen explains and on which the weekday is right, shortly before the publication.

    A date announced for the future is off by a day or two, if anything.
    """
    weekdays = _weekdays_of_first(written)
    if published and day > published and _COMING.match(text, written.end):
        coming = (day + timedelta(days=days) for days in (-1, 1, -2, 2, -3, 3))
        return next((candidate for candidate in coming if _is_weekday(candidate, weekdays)), None)
    for candidate in _near_misses(day, written=written, published=published):
        recent = published is None or 0 <= (published - candidate).days <= RECENT_DAYS
        if recent and _is_weekday(candidate, weekdays):
            return candidate
    return None


def _near_misses(day: date, *, written: Written, published: date | None) -> list[date]:
    swapped = make_date(day.year, day.day, day.month) if written.is_numeric and day.day <= 12 else None
    if published is None:
        return [swapped] if swapped else []
    earlier = published.replace(day=1) - timedelta(days=1)
    months = [
        make_date(month.year, month.month, day.day)
        for month in (published, earlier)
        if written.year in {None, month.year}
    ]
    years = [make_date(published.year + step, day.month, day.day) for step in (0, -1)]
    neighbours = [day - timedelta(days=1), day + timedelta(days=1)]
    is_slip = abs((published - day).days) <= SLIP_DAYS
    week = [published - timedelta(days=days) for days in range(7)] if is_slip else []
    return [candidate for candidate in [*years, swapped, *months, *neighbours, *week] if candidate]
