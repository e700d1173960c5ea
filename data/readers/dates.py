"""When something was published, in every way that files, feeds, tables and people write it.

2024-02-06T09:30:00+0700            ISO 8601
Tue, 06 Feb 2024 02:30:00 GMT       RFC 822, as feeds have it
Selasa, 6 Februari 2024 09.30 WIB   as Indonesian writes it; WIB, WITA and WIT are kept as offsets
06/02/2024, 06-02-2024 09:30        the day comes first
1707186600, 1707186600000           seconds or milliseconds since 1970, in UTC
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path

from data.errors import ReadError
from data.wording import reading

_BYLINE_WORDS = Path(__file__).resolve().parent.parent / "language" / "byline_words.tsv"
_DATE = re.compile(
    r"(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,})\.?,?\s+(?P<year>\d{4})\b"
    r"|\b(?P<month2>[A-Za-z]{3,})\.?\s+(?P<day2>\d{1,2}),?\s+(?P<year2>\d{4})\b"
    r"|\b(?P<day3>\d{1,2})[/.-](?P<month3>\d{1,2})[/.-](?P<year3>\d{4})\b"
    r"|\b(?P<year4>\d{4})[/-](?P<month4>\d{1,2})[/-](?P<day4>\d{1,2})\b"
)
_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[ap]m)?\b", re.IGNORECASE
)
_ZONE = re.compile(
    r"\b(?P<name>WIB|WITA|WIT|UTC|GMT)\b(?P<hours>[+-]\d{1,2}\b)?|(?P<offset>[+-]\d{2}:?\d{2})\b", re.IGNORECASE
)
_ZONES = {"wib": 7, "wita": 8, "wit": 9, "utc": 0, "gmt": 0}
_EPOCH = re.compile(r"(\d{10})(\d{3})?")  # 2001 to 2286
_WORD = re.compile(r"[^\W\d_][\w'’.]*|\d+")
_DATED_NAME = re.compile(r"(\d{4})([-_.])(\d{2})\2(\d{2})(?!\d)")


def read_published(value: object) -> datetime | None:
    """The moment that a field holds; None for nothing given, ReadError for what is no date."""
    match value:
        case None | "":
            return None
        case datetime():
            return value
        case date():
            return datetime.combine(value, time())
        case str() | int() | float() if not isinstance(value, bool):
            moment = _read_text(str(value).strip().removesuffix(".0"))
        case _:
            moment = None
    if moment is None:
        raise ReadError(reading.bad_date(str(value)))
    return moment


def read_written_date(value: str) -> datetime | None:
    """Read a string that is one date as people write it, with weekday and time or without; None for anything else."""
    found = find_date(value)
    return found[0] if found and not content_words(found[1]) else None


def read_dated_name(name: str) -> datetime | None:
    """The day with which a file's name begins ("2024-02-06-rakor.md"), or None."""
    match = _DATED_NAME.match(name)
    return _read_iso(f"{match[1]}-{match[3]}-{match[4]}") if match else None


def holds_date(text: str) -> bool:
    """Whether something in a text is written as a date is, be it one of the calendar or not."""
    return _DATE.search(text) is not None


def find_date(line: str) -> tuple[datetime, str] | None:
    """The first date of a line with its time and zone, and the rest of the line."""
    match = _DATE.search(line)
    if not match:
        return None
    parts = {key.rstrip("234"): value for key, value in match.groupdict().items() if value}
    month = _words().get(parts["month"].casefold(), ("", ""))[1] if not parts["month"].isdigit() else parts["month"]
    rest = f"{line[: match.start()]} {line[match.end() :]}"
    clock = _TIME.search(rest)
    rest = _TIME.sub(" ", rest, count=1)
    zone = _ZONE.search(rest) if clock else None
    try:
        day = datetime(int(parts["year"]), int(month), int(parts["day"]), *_read_time(clock), tzinfo=_read_zone(zone))
    except ValueError:
        return None
    return day, _ZONE.sub(" ", rest, count=1) if zone else rest


def content_words(text: str) -> list[str]:
    """The words of a line that are no weekday, zone or "diterbitkan"."""
    return [word for word in _WORD.findall(text) if word.casefold().rstrip(".") not in _words()]


def _read_text(value: str) -> datetime | None:
    if epoch := _EPOCH.fullmatch(value):
        return datetime.fromtimestamp(int(epoch[1]), UTC) + timedelta(milliseconds=int(epoch[2] or 0))
    return _read_iso(value) or read_written_date(re.sub(r"(?<=\d)T(?=\d)", " ", value))


def _read_iso(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _read_time(match: re.Match[str] | None) -> tuple[int, int, int]:
    if match is None:
        return 0, 0, 0
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return hour, int(match["minute"]), int(match["second"] or 0)


def _read_zone(match: re.Match[str] | None) -> timezone | None:
    """ValueError where an offset is a day or longer."""
    if match is None:
        return None
    if match["name"]:
        return timezone(timedelta(hours=_ZONES[match["name"].casefold()] + int(match["hours"] or 0)))
    digits = match["offset"].replace(":", "")
    minutes = int(digits[1:3]) * 60 + int(digits[3:])
    return timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes))


@cache
def _words() -> dict[str, tuple[str, str]]:
    with _BYLINE_WORDS.open(encoding="utf-8", newline="") as lines:
        return {row["word"]: (row["kind"], row["value"]) for row in csv.DictReader(lines, delimiter="\t")}
