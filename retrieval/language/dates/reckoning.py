"""What a written date means: its year from the publication, and whether its weekday contradicts it."""

from __future__ import annotations

import json
from collections.abc import Sequence
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


def infer_year(written: Written, *, published: date | None, mentioned: Sequence[int]) -> int | None:
    """The year of a date without one: nearest to the publication, else of the years that the text mentions.

    Without a publication date it is the first mentioned year in which the weekday is right, or one beside a mentioned
    year: a meeting on next year's budget. A date without a weekday is of the first mentioned year.
    """
    years = [published.year] if published else mentioned
    days = [make_date(year + step, written.month, written.day) for step in (0, -1, 1) for year in years]
    if published:
        nearest = min(filter(None, days), key=lambda day: _distance(day, published, written), default=None)
    else:
        nearest = next((day for day in days if day and fits_weekday(written, day)), None)
    return nearest.year if nearest else None


def _distance(day: date, published: date, written: Written) -> int:
    days = (day - published).days
    return max(-days, days * FUTURE_WEIGHT) + WRONG_WEEKDAY_DAYS * (not fits_weekday(written, day))


def fits_weekday(written: Written, day: date) -> bool:
    """Whether the day is one of the weekdays written beside it, or none is."""
    return not written.weekdays or day.isoweekday() in written.weekdays


def name_weekday(written: Written) -> str | None:
    """The weekday that the article gives for a date, the last of several."""
    return weekday_name(written.weekdays[-1]) if written.weekdays else None


def describe_clash(written: Written, day: date, *, text: str, published: date | None) -> str | None:
    """A contradiction as JSON {"written", "weekday", "likely", "why"}, or None where weekday and date agree.

    `likely` is an ISO date or None: the last day up to the publication that one slip of the pen explains and on which
    the weekday is right. `why` is an Indonesian clause.
    """
    if fits_weekday(written, day):
        return None
    recent = (published - timedelta(days=back) for back in range(RECENT_DAYS + 1)) if published else ()
    likely = (near.isoformat() for near in recent if _is_slip(day, near) and fits_weekday(written, near))
    clash = {
        "written": text[written.start : written.end],
        "weekday": name_weekday(written),
        "likely": next(likely, None),
        "why": wording.falls_on(format_date(day), weekday_name(day.isoweekday())),
    }
    return json.dumps(clash, ensure_ascii=False)


def _is_slip(one: date, other: date) -> bool:
    """Whether the year differs, or one of the other numbers by one."""
    return (one.year != other.year) + abs(one.month - other.month) + abs(one.day - other.day) == 1
