"""What a written date means: its year from the publication, and whether its weekday contradicts it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from data.wording import dates as wording
from retrieval.language.dates.names import format_date, make_date, weekday_name
from retrieval.language.dates.written import Written

FUTURE_WEIGHT = 2
"""A day to come counts like two gone by: articles report meetings, and seldom announce one far ahead."""

WRONG_WEEKDAY_DAYS = 200
"""What a wrong weekday counts when a year is inferred: it decides between two that are both months away."""

RECENT_DAYS = 60
"""How long before its article a meeting may have been for a contradiction to be explained by it."""


HALF_A_YEAR = timedelta(days=182)
_COMING = re.compile(r"\s*(?:mendatang|nanti|depan|yang akan datang)\b", re.IGNORECASE)


def infer_year(written: Written, *, text: str, published: date | None, mentioned: Sequence[int]) -> int | None:
    """The year of a date without one: nearest to the publication, else of the years that the text mentions.

    "mendatang" behind the date makes it the nearest to half a year later. Without a publication date it is the first
    mentioned year in which the weekday is right, or one beside a mentioned year: a meeting on next year's budget. A
    date without a weekday is of the first mentioned year.
    """
    years = [published.year] if published else mentioned
    days = [make_date(year + step, written.month, written.day) for step in (0, -1, 1) for year in years]
    if published:
        middle = published + HALF_A_YEAR * bool(_COMING.match(text, written.end))
        nearest = min(filter(None, days), key=lambda day: _distance(day, middle, written), default=None)
    else:
        nearest = next((day for day in days if day and fits_weekday(written, day)), None)
    return nearest.year if nearest else None


def _distance(day: date, middle: date, written: Written) -> int:
    days = (day - middle).days
    return max(-days, days * FUTURE_WEIGHT) + WRONG_WEEKDAY_DAYS * (not fits_weekday(written, day))


def fits_weekday(written: Written, day: date) -> bool:
    """Whether the day is one of the weekdays written beside it, or none is."""
    return not written.weekdays or day.isoweekday() in written.weekdays


def name_weekday(written: Written, day: date | None) -> str | None:
    """The weekday that the article gives for a date; of several the right one, or the last."""
    right = [weekday for weekday in written.weekdays if day and day.isoweekday() == weekday]
    return next(map(weekday_name, [*right, *reversed(written.weekdays)]), None)


def describe_clash(written: Written, day: date, *, text: str, published: date | None) -> str | None:
    """A contradiction as JSON {"written", "weekday", "likely", "why"}, or None where weekday and date agree.

    `likely` is an ISO date or None: the day that one slip of the pen explains and on which the weekday is right,
    shortly before the publication. `why` is an Indonesian clause.
    """
    if fits_weekday(written, day):
        return None
    fitting = (candidate for candidate in _near_misses(day, written, published) if fits_weekday(written, candidate))
    likely = next(fitting, None)
    clash = {
        "written": text[written.start : written.end],
        "weekday": name_weekday(written, day),
        "likely": likely.isoformat() if likely else None,
        "why": wording.falls_on(format_date(day), weekday_name(day.isoweekday())),
    }
    return json.dumps(clash, ensure_ascii=False)


def _near_misses(day: date, written: Written, published: date | None) -> Iterator[date]:
    """Days one slip away, the likeliest first: of the year, of day and month swapped, of the month, of the day."""
    if published is None:
        return
    earlier = published.replace(day=1) - timedelta(days=1)
    candidates = [
        make_date(published.year, day.month, day.day),
        make_date(published.year - 1, day.month, day.day),
        make_date(day.year, day.day, day.month) if written.is_numeric else None,
        make_date(day.year, published.month, day.day),
        make_date(day.year, earlier.month, day.day),
        day - timedelta(days=1),
        day + timedelta(days=1),
    ]
    for candidate in filter(None, candidates):
        if 0 <= (published - candidate).days <= RECENT_DAYS:
            yield candidate
