"""Event dates in the text of articles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.language.dates.names import weekday_name, weekday_number, weekday_pattern
from retrieval.language.dates.reckoning import describe_clash, infer_year, name_weekday
from retrieval.language.dates.written import Written, find_written

FARTHEST_TIME = 150
"""Characters behind a date in which "pukul 09.00 WIB" still belongs to it."""

NEAR_TIME = 40
"""The same behind "kemarin" and a weekday alone."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `start:end` of an article, weekday and brackets included.

    `date` is what is written (None: no year to be had), `date_end` the last day of a range. `weekday` as the article
    says it ("Rabu"); `time` for reading ("pukul 09.00 WIB", "pagi"). `inferred`: year or day come from the publication.
    `clash`: None, or JSON {"written", "weekday", "likely", "why"}.
    """

    start: int
    end: int
    date: dt.date | None
    date_end: dt.date | None
    weekday: str | None
    time: str | None
    inferred: bool
    clash: str | None = None


_CLOCK = re.compile(
    r"\b(?:pukul|pkl|jam)\b\.?\s*(?P<from>\d{1,2}[.:]\d\d|\d{1,2}(?![\d/]))"
    r"(?:\s*(?:WI[BT]|WITA)?\s*(?:[-–]|s/d|sampai(?:\s+dengan)?|hingga)\s*(?:pukul\s*)?(?P<to>\d{1,2}[.:]\d\d|selesai))?"
    r"\s*(?P<zone>(?:WIB|WITA|WIT)?)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(dini\s+hari|pagi|siang|sore|petang|malam)\b", re.IGNORECASE)
_PART_AFTER = re.compile(r"(?:\s*(?:hari\s+)?(?:dini\s+hari|pagi|siang|sore|petang|malam)\b)?", re.IGNORECASE)
_TIME_BARRIER = re.compile(r"[.!?]\s+[A-Z“\"]|\n|\btanggal\b|\(\d|\bhari\s+(?!ini)[A-Z]")
_YEAR = re.compile(r"(?<!\d)(?<!nomor \d tahun )(?<!nomor \d\d tahun )20[0-4]\d(?!\d)", re.IGNORECASE)
_DAY_WORD = re.compile(
    r"\b(?=[hptskbel])(?<!hingga )(?<!sampai )(?<!saat )(?<!minggu )(?<!tahun )(?<!bulan )(?<!pekan )"
    r"(?:(?P<today>hari\s+ini|(?:tadi\s+(?:pagi|siang|sore|malam)|(?:pagi|siang|sore)\s+tadi))"
    r"|(?P<yesterday>kemar[ie]n(?!\s+lusa))|(?P<tomorrow>besok|esok\s+hari)|(?P<after>(?<!kemarin )lusa))\b",
    re.IGNORECASE,
)
_STEPS = {"today": 0, "yesterday": -1, "tomorrow": 1, "after": 2}
_GONE, _COMING = frozenset({"lalu", "kemarin"}), frozenset({"depan", "mendatang", "besok", "nanti"})
_NEARBY = re.compile(r"[\s,(]{0,4}")


@cache
def _weekday_alone() -> re.Pattern[str]:
    """A weekday that means one day: behind "hari", "pada" or a comma, or with "pagi" or "lalu" after it."""
    return re.compile(
        rf"(?P<lead>(?<!setiap )(?:\bhari|\bpada)\s+|,\s*)?(?P<day>{weekday_pattern()})(?!\s+(?:pekan|minggu|hingga)\b)"
        r"(?P<tail>(?:\s+(?:dini\s+hari|pagi|siang|sore|petang|malam)\b)?"
        r"(?:\s+(?P<when>lalu|kemarin|depan|mendatang|besok|nanti|ini)\b)?)",
        re.IGNORECASE,
    )


def find_dates(text: str, published: dt.date | None = None) -> list[DateMention]:
    """The event dates of an article in order, without overlap.

    A missing year is taken from the publication. Dates of laws and letters, plan and fiscal years are left out.
    """
    written = find_written(text)
    full = [item.year for item in written if item.year]
    mentioned = list(dict.fromkeys([*full, *(int(match.group()) for match in _YEAR.finditer(text))]))
    mentions = [_resolve(text, item, published=published, mentioned=mentioned) for item in written]
    for relative in (*_find_weekdays(text, published), *_find_day_words(text, published)):
        if not any(_is_near(text, relative, other) for other in mentions):
            mentions.append(relative)
    return sorted(mentions, key=lambda mention: mention.start)


def _resolve(text: str, written: Written, *, published: dt.date | None, mentioned: Sequence[int]) -> DateMention:
    year = written.year or infer_year(written, published=published, mentioned=mentioned)
    day, last = written.days(year) if year else (None, None)
    return DateMention(
        written.start,
        written.end,
        day,
        last,
        name_weekday(written),
        _find_time(text, written.start, written.end, reach=FARTHEST_TIME),
        written.year is None,
        describe_clash(written, day, text=text, published=published) if day else None,
    )


def _find_time(text: str, start: int, end: int, *, reach: int) -> str | None:
    """The hour behind a date in its sentence, else the part of the day."""
    behind = _TIME_BARRIER.split(text[end : end + reach], maxsplit=1)[0]
    hours = [clock for _, clock in find_clocks(behind, 0, len(behind))]
    after = next(_PART_AFTER.finditer(text, end)).group()
    parts = [" ".join(part.casefold().split()) for part in _PART.findall(text[start:end] + after)]
    return next(iter([*hours, *reversed(parts)]), None)


def find_clocks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The hours of the clock between two offsets, each with where it stands: (17, "pukul 09.00–12.30 WIB")."""
    return [(clock.start(), _say_clock(clock)) for clock in _CLOCK.finditer(text, start, end)]


def _say_clock(clock: re.Match[str]) -> str:
    hours = "–".join(filter(None, [clock["from"], clock["to"]])).replace(":", ".")
    return f"pukul {hours} {clock['zone'].upper()}".strip()


def _find_weekdays(text: str, published: dt.date | None) -> Iterator[DateMention]:
    for match in _weekday_alone().finditer(text):
        # "minggu" is a week, too.
        if match["day"][0].isupper() and (match["tail"] or (match["lead"] and match["day"] != "Minggu")):
            number = weekday_number(match["day"])
            day = _nearest_weekday(number, when=match["when"], published=published) if published else None
            yield _relative(text, match.start("day"), match.end(), day=day, weekday=weekday_name(number))


def _nearest_weekday(number: int, *, when: str | None, published: dt.date) -> dt.date:
    """The last such day up to the publication; before it with "lalu", behind it with "mendatang"."""
    gone = when in _GONE
    back = (published.isoweekday() - number - gone) % 7 + gone
    return published - dt.timedelta(days=back - 7 * (when in _COMING))


def _find_day_words(text: str, published: dt.date | None) -> Iterator[DateMention]:
    for match in _DAY_WORD.finditer(text):
        day = published + dt.timedelta(days=_STEPS[match.lastgroup or "today"]) if published else None
        yield _relative(text, match.start(), match.end(), day=day, weekday=None)


def _relative(text: str, start: int, end: int, *, day: dt.date | None, weekday: str | None) -> DateMention:
    time = _find_time(text, start, end, reach=NEAR_TIME)
    return DateMention(start, end, day, None, weekday, time, inferred=True)


def _is_near(text: str, mention: DateMention, other: DateMention) -> bool:
    """Whether a relative date overlaps or only introduces or repeats another one ("hari ini, Selasa (23/6)")."""
    first, last = sorted((mention, other), key=lambda one: one.start)
    return last.start < first.end or _NEARBY.fullmatch(text, first.end, last.start) is not None
