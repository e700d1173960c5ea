"""When news is told: by zone, rhythm and quiet hours. Pure: the moment is an argument."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from data.subscription import Follower, Rhythm, Waiting
from retrieval.language.tables import read_table

DEFAULT_ZONE = "WIB"
DIGEST_HOUR = 7
"""The local hour of daily digests, and of weekly ones on Mondays."""
APART = timedelta(minutes=10)
"""What comes in a row is told together: so long there is no other digest to the same chat."""


@cache
def zones() -> dict[str, ZoneInfo]:
    """The zones of Indonesia, from west to east."""
    return {row["zone"]: ZoneInfo(row["area"]) for row in read_table("time_zones")}


def find_zone(regions: Iterable[str]) -> str:
    """The zone that all of some regions (codes) lie in; empty where there are none, or they lie in several."""
    provinces = {code[:2] for code in regions}
    fitting = [row["zone"] for row in read_table("time_zones") if provinces <= set(row["provinces"].split(","))]
    return fitting[0] if provinces and fitting else ""


def due_at(follower: Follower, rhythm: Rhythm, noted: datetime) -> datetime:
    """When news that was noted at a moment is told at the earliest."""
    if rhythm is Rhythm.NOW:
        last = follower.told_at
        return _after_quiet(follower, _local(follower, max(noted, last + APART) if last else noted))
    local = _local(follower, noted)
    due = local.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    due += timedelta(days=1 if due <= local else 0)
    if rhythm is Rhythm.WEEKLY:
        due += timedelta(days=-due.weekday() % 7)
    return _after_quiet(follower, due)


def find_due(waiting: Waiting, *, now: datetime) -> list[int]:
    """The subscriptions of a chat whose news is told now; none in its quiet hours, however late it is."""
    follower = waiting.follower
    if _is_quiet(follower, _local(follower, now).hour):
        return []
    return [one.id for one, noted in waiting.since.items() if due_at(follower, one.rhythm, noted) <= now]


def _local(follower: Follower, moment: datetime) -> datetime:
    return moment.astimezone(zones()[follower.zone or DEFAULT_ZONE])


def _after_quiet(follower: Follower, local: datetime) -> datetime:
    """The moment, or the end of the quiet hours that it falls into. No zone of Indonesia changes its clocks."""
    if not _is_quiet(follower, local.hour):
        return local
    end = local.replace(hour=follower.quiet_until, minute=0, second=0, microsecond=0)
    return end + timedelta(days=1 if end <= local else 0)


def _is_quiet(follower: Follower, hour: int) -> bool:
    start, end = follower.quiet_from, follower.quiet_until
    return start <= hour < end if start <= end else not end <= hour < start
