"""Hours of the clock as readings have them, and the zone that they are of. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from retrieval.subscriptions.timing import DEFAULT_ZONE, find_zone, zones

# What `retrieval.language.dates.find_clocks` writes.
_CLOCK = re.compile(
    r"pukul (?P<from>\d{1,2}(?:\.\d\d)?)(?:–(?P<to>\d{1,2}\.\d\d|selesai))?(?: (?P<zone>WIB|WITA|WIT))?"
)
_MAY_BE_AFTERNOON = range(1, 7)
"""Hours that said without minutes may as well be those after noon."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When something begins and, where that is said, ends on one day; `zone` is empty where none is said."""

    start: time
    end: time | None
    zone: str


def read_hours(text: str | None) -> Hours | None:
    """The hours in a meeting's time; None where it has none: "pagi", or one that no clock shows."""
    said = _CLOCK.fullmatch(text or "")
    start = _read(said["from"]) if said else None
    if said is None or start is None:
        return None
    end = _read(said["to"] or "")
    return Hours(start, end if end and end > start else None, said["zone"] or "")


def zone_of(said: str, regions: Iterable[str]) -> str:
    """The zone that is said, else that of the regions' provinces, else that of most of the country."""
    return said if said in zones() else find_zone(regions) or DEFAULT_ZONE


def _read(clock: str) -> time | None:
    hour, _, minute = clock.partition(".")
    if not hour.isdecimal() or (not minute and int(hour) in _MAY_BE_AFTERNOON):
        return None
    is_one = int(hour) < 24 and int(minute or 0) < 60
    return time(int(hour), int(minute or 0)) if is_one else None
