"""A process among others: what one alone does is done by one, and by another one when that is gone."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from postgresql_server import migrated_database, relayed, socket_file

from bot.telegram.queue import standing as standings
from bot.telegram.queue.standing import Standing
from data.store.leases import open_leases
from tests.relays import Relay
from tests.waiting import LONGEST


class Log:
    """Who does the duty, in order."""

    def __init__(self):
        self.doing: list[str] = []
        self.lost: list[str] = []
        self._changed = asyncio.Condition()

    async def do(self, name):
        async with self._changed:
            self.doing.append(name)
            self._changed.notify_all()
        try:
            await asyncio.Event().wait()
        finally:
            self.doing.remove(name)

    async def wait(self, *names):
        async with asyncio.timeout(LONGEST), self._changed:
            await self._changed.wait_for(lambda: self.doing == list(names))


@pytest.fixture
def log(monkeypatch):
    monkeypatch.setattr(standings, "TICK_SECONDS", 0.01)
    return Log()


@asynccontextmanager
async def standing(log, name, url, folder):
    """A process whose duty is noted under its name."""
    own = Standing(
        open_leases(url, folder),
        always=[],
        alone={"duty": lambda: log.do(name)},
        looked=lambda living: None,
        woken=lambda: None,
        lost=log.lost.append,
    )
    running = asyncio.create_task(own.run())
    yield
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    own.close()


async def test_one_does_it_until_it_goes(log, migrated, tmp_path):
    """The second begins when the first has ended, not before."""
    async with standing(log, "second", migrated, tmp_path):
        await log.wait("second")
        async with standing(log, "third", migrated, tmp_path):
            pass
        assert log.doing == ["second"]
    async with standing(log, "fourth", migrated, tmp_path):
        await log.wait("fourth")
    assert log.doing == log.lost == []


async def test_a_lost_session_ends_it_and_another_one_goes_on(log, tmp_path):
    """Whoever was cut off does nothing alone any more, and is ready when the other one goes."""
    url = migrated_database()
    with Relay(socket_file()) as relay:
        async with standing(log, "cut", relayed(url, relay.port), tmp_path):
            await log.wait("cut")
            async with standing(log, "other", url, tmp_path):
                relay.cut()
                await log.wait("other")
                relay.mend()
            await log.wait("cut")
    assert log.lost
