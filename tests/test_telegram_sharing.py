"""Two bots on one PostgreSQL: one takes over what the other one has begun, and nothing is sent twice."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from unittest.mock import Mock

import pytest
from postgresql_server import migrated_database

from bot.app import App
from bot.telegram.calls import Call
from bot.telegram.delivery import backoff as backoffs
from bot.telegram.delivery.api import make_bot, make_polling
from bot.telegram.delivery.backoff import Backoff
from bot.telegram.delivery.limits import Verdict
from bot.telegram.delivery.sending import SETTLE_SECONDS, Sender
from bot.telegram.desk import Desk
from bot.telegram.health.figures import Figures
from bot.telegram.intake.incoming import Incoming, Me, What
from bot.telegram.routing import handle
from bot.telegram.service import Service
from bot.telegram.upkeep.jobs import Job, Jobs
from bot.telegram.upkeep.work import Task
from data.errors import ConnectionLostError
from data.store import open_store
from data.store.leases import Leases, open_leases
from tests.telegram_bot import running_server
from tests.telegram_server import ME
from tests.telegram_service import a_message, settings_for
from tests.waiting import LONGEST, wait_until


@dataclass
class Process:
    """One of the bots: takes updates until it is lost."""

    service: Service
    leases: Leases
    backoff: Backoff
    failed: asyncio.Event
    taking: asyncio.Task | None = None

    def take(self):
        """Take updates that nobody works on."""
        self.taking = asyncio.create_task(self.service.taker.run())

    def lose(self):
        """Let its session end; what it does goes on."""
        self.taking.cancel()
        self.leases.leave()

    async def take_over(self):
        """Take what others had, once they are gone."""
        alone = {self.leases.number}
        await asyncio.to_thread(wait_until, lambda: self.leases.living() == alone)
        await asyncio.to_thread(self.service.taker.tidy, alone)
        self.take()


class Bench:
    """A Bot API server, and the bots in front of it; none has an archive, which these commands do not need."""

    def __init__(self, server, folder):
        self.server = server
        self.settings = settings_for(folder, server, database_url=migrated_database())
        self.store = open_store(self.settings.database)

    @asynccontextmanager
    async def process(self, *, settle=asyncio.sleep):
        leases = open_leases(self.settings.database, self.settings.home)
        backoff, failed = Backoff(first_seconds=LONGEST, longest_seconds=LONGEST), asyncio.Event()
        await asyncio.to_thread(leases.join)
        app = App(self.settings, self.store, Mock(), Mock(), Mock())
        async with make_bot(self.settings, make_polling()) as bot:
            fault = lambda _: failed.set()  # noqa: E731
            sender = Sender(bot, self.store, clock=time.monotonic, fault=fault, backoff=backoff, settle=settle)
            desk = Desk(app, Me(ME["id"], ME["username"]), Jobs(self.store, Mock(), Mock(), leases=leases))
            service = Service(bot, desk, sender, Figures(), leases=leases)
            process = Process(service, leases, backoff, failed)
            yield process
            if process.taking:
                process.taking.cancel()
            await service.stop(LONGEST)
            leases.leave()


@pytest.fixture
async def bench(tmp_path, monkeypatch):
    monkeypatch.setattr(backoffs, "_LEAST_SHARE", 0.0)
    async with running_server() as server:
        made = Bench(server, tmp_path)
        yield made
        # Whoever was stopped while it asked the store may still be asking.
        await asyncio.get_running_loop().shutdown_default_executor()
        made.store.close()


async def test_one_that_comes_back_late_sends_nothing_twice(bench):
    """The first does not know whether it sent, and waits; meanwhile the second has answered."""
    settled = []

    async def settle(seconds):
        settled.append(seconds)

    async with bench.process() as first, bench.process(settle=settle) as second:
        first.take()
        bench.server.fault("sendMessage", "reset")
        await first.service.accept([a_message("/ulang", number=10)])
        await first.failed.wait()
        first.lose()
        await second.take_over()
        await bench.server.wait_sent(7)
        first.backoff.note_success()
        await first.service.stop(LONGEST)
        await second.service.stop(LONGEST)

    assert len(bench.server.sent(7)) == 1
    assert bench.store.updates.undone() == []
    assert len(settled) == 1
    assert 0 < settled[0] <= SETTLE_SECONDS


async def test_a_message_still_on_its_way_is_waited_for(bench):
    """The first sent it just before it was lost: the second looks again when it can no longer be on its way."""

    async def settle(_):
        await bench.server.release(7)
        await bench.server.wait_sent(7)

    async with bench.process() as first, bench.process(settle=settle) as second:
        first.take()
        bench.server.held.add(7)
        await first.service.accept([a_message("/ulang", number=10)])
        await bench.server.wait(lambda: bench.server.waiting)
        first.lose()
        await second.take_over()
        await bench.server.wait_sent(7)
        await second.service.stop(LONGEST)

    assert len(bench.server.sent(7)) == 1
    assert bench.store.updates.undone() == []


async def test_what_a_person_may_ask_is_counted_in_all_processes(bench):
    """The limit is reached at two bots together; there is one notice, and then silence at either."""
    bench.settings = bench.settings.model_copy(update={"messages_per_minute": 2})
    async with bench.process() as first, bench.process() as second:
        for number in (10, 11, 12, 13, 14):
            taken_in = first if number % 2 else second
            await taken_in.service.accept([a_message("/ulang", number=number)])
        first.take()
        await bench.server.wait_sent(7, 3)
        await first.service.stop(LONGEST)
    verdicts = [update.verdict for update in bench.store.updates.heard([7], [], since=datetime.min.replace(tzinfo=UTC))]

    assert verdicts == ["answer", "answer", "notice", "silence", "silence"]


async def test_one_job_runs_at_a_time_in_all_processes(bench):
    """A second one begins nowhere until the first has ended."""
    begun, may_end = threading.Event(), threading.Event()

    def perform(task, progress):
        begun.set()
        may_end.wait(LONGEST)
        return {}

    call = Call("edit_message_text")
    job = Job(Task("reread"), 7, {"chat": 7, "message": 1}, lambda *_: call, lambda _: [call], *[lambda *_: call] * 2)
    async with bench.process() as first, bench.process() as second:
        ours, theirs = (Jobs(bench.store, Mock(), perform, leases=one.leases) for one in (first, second))
        assert ours.start(job)
        begun.wait(LONGEST)
        assert not theirs.start(job)
        may_end.set()
        ours.join(LONGEST)
        assert theirs.start(job)
        theirs.join(LONGEST)


def test_an_update_that_cannot_be_answered_for_want_of_the_database_gets_no_excuse():
    """The error reaches the service, which leaves the update to whoever can."""
    desk = Mock(is_admitted=Mock(side_effect=ConnectionLostError("Basis data tidak dapat dibuka.")))

    with pytest.raises(ConnectionLostError):
        handle(desk, Incoming(What.TEXT, chat=7, user=7, text="kapan?"), Verdict.ANSWER)
