"""When news is told: rhythm, zone, quiet hours, and what is too late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.subscription import Aim, Follower, Rhythm, Subscription, Target, Waiting
from retrieval.subscriptions.timing import APART, due_at, find_due, find_zone, zones

TUESDAY = "2026-03-03 "


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "follower", "noted", "due"),
    [
        (Rhythm.NOW, Follower(7), "03:00", "2026-03-03 03:00"),
        (Rhythm.NOW, Follower(7), "14:00", "2026-03-03 23:00"),  # 21.00 WIB is quiet until 06.00
        (Rhythm.NOW, Follower(7), "22:59", "2026-03-03 23:00"),
        (Rhythm.NOW, Follower(7, zone="WIT"), "14:00", "2026-03-03 21:00"),
        (Rhythm.NOW, Follower(7, quiet_from=0, quiet_until=0), "14:00", "2026-03-03 14:00"),
        (Rhythm.NOW, Follower(7, quiet_from=12, quiet_until=14), "05:30", "2026-03-03 07:00"),
        (Rhythm.DAILY, Follower(7), "00:00", "2026-03-04 00:00"),  # at 07.00 itself: tomorrow
        (Rhythm.DAILY, Follower(7), "23:59", "2026-03-04 00:00"),
        (Rhythm.DAILY, Follower(7, zone="WITA"), "03:00", "2026-03-03 23:00"),
        (Rhythm.DAILY, Follower(7, quiet_from=22, quiet_until=9), "03:00", "2026-03-04 02:00"),
        (Rhythm.WEEKLY, Follower(7), "03:00", "2026-03-09 00:00"),
        (Rhythm.WEEKLY, Follower(7, zone="WIT"), "03:00", "2026-03-08 22:00"),
    ],
)
def test_news_is_told_in_its_time(rhythm, follower, noted, due):
    """By the hours of the chat's zone."""
    assert due_at(follower, rhythm, moment(TUESDAY + noted)) == moment(due)


def test_what_comes_in_a_row_is_told_together():
    """A second digest waits a little."""
    told = moment(TUESDAY + "03:00")
    soon = Follower(7, told_at=told)
    assert due_at(soon, Rhythm.NOW, told + timedelta(minutes=1)) == told + APART
    assert due_at(soon, Rhythm.NOW, told + timedelta(hours=1)) == told + timedelta(hours=1)


def test_what_is_late_waits_for_the_end_of_quiet_hours():
    """A bot that was down at seven in the morning tells nobody at night."""
    one = Subscription(1, 7, 0, 7, Target(Aim.REGION, "tebo"), Rhythm.DAILY, 0)
    waiting = Waiting(Follower(7), {one: moment(TUESDAY + "03:00")})
    hours = ("2026-03-03 23:59", "2026-03-04 14:30", "2026-03-04 22:30", "2026-03-04 23:00")
    assert [find_due(waiting, now=moment(now)) for now in hours] == [[], [], [], [1]]


@given(
    st.integers(0, 366 * 24 * 60),
    st.sampled_from(list(Rhythm)),
    st.integers(0, 23),
    st.integers(0, 23),
    st.sampled_from(["", *zones()]),
)
def test_news_is_never_due_in_quiet_hours(minutes, rhythm, start, end, zone):
    """Nor before it is there, nor after more than eight days."""
    noted = moment("2026-01-01") + timedelta(minutes=minutes)
    follower = Follower(7, zone=zone, quiet_from=start, quiet_until=end)
    due = due_at(follower, rhythm, noted)
    one = Subscription(1, 7, 0, 7, Target(Aim.REGION, "tebo"), rhythm, 0)
    assert noted <= due <= noted + timedelta(days=9)
    assert find_due(Waiting(follower, {one: noted}), now=due) == [1]


@pytest.mark.parametrize(
    ("regions", "zone"),
    [(["1504"], "WIB"), (["73", "7371"], "WITA"), (["9471"], "WIT"), (["1504", "7371"], ""), ([], "")],
)
def test_a_region_lies_in_a_zone(regions, zone):
    """Where all of them lie in one."""
    assert find_zone(regions) == zone
