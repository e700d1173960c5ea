"""How long failed calls wait: longer each time, and no longer than until another call succeeds."""

from __future__ import annotations

import asyncio

from bot.telegram.delivery import backoff as backoffs
from bot.telegram.delivery.backoff import Backoff
from tests.waiting import LONGEST


def test_waits_grow_to_a_longest_one():
    """Each failure in a row doubles the wait, up to eight seconds however many there are."""
    backoff = Backoff()

    assert [backoff.seconds_after(failures) for failures in (1, 2, 3, 4, 5, 6, 999)] == [0.5, 1, 2, 4, 8, 8, 8]


async def test_a_success_ends_every_wait(monkeypatch):
    """Whoever waits goes on when anybody's call succeeds; nobody does before."""
    monkeypatch.setattr(backoffs, "_LEAST_SHARE", 0.0)
    backoff = Backoff(first_seconds=LONGEST, longest_seconds=LONGEST)
    waiting = [asyncio.create_task(backoff.wait(failures)) for failures in (1, 9)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    backoff.note_success()

    await asyncio.wait_for(asyncio.gather(*waiting), LONGEST / 2)
