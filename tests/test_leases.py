"""Leases: a process among others, what it alone may do, and how the others learn that it is gone."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime

import pytest
from postgresql_server import migrated_database, relayed, socket_file

from data.errors import ConnectionLostError, StoreError
from data.store import StoredUpdate, open_store
from data.store.leases import FileLeases, open_leases
from tests.relays import Relay
from tests.waiting import LONGEST, wait_until


@pytest.fixture
def join(migrated, tmp_path):
    """Let another process join; its leases."""
    joined = []

    def make():
        joined.append(open_leases(migrated, tmp_path))
        joined[-1].join()
        return joined[-1]

    yield make
    for leases in joined:
        leases.leave()


@pytest.fixture
def join_server(tmp_path):
    """The same on PostgreSQL, with its URL."""
    url, joined = migrated_database(), []

    def make():
        joined.append(open_leases(url, tmp_path))
        joined[-1].join()
        return joined[-1]

    make.url = url
    yield make
    for leases in joined:
        leases.leave()


def test_a_lease_is_one_process_at_a_time(join):
    """Whoever is second gets it when the first lets it go, or leaves."""
    first, second = join(), join()

    assert first.hold("upkeep")
    assert not second.hold("upkeep")
    assert second.hold("receiving")
    first.let_go("upkeep")
    assert second.hold("upkeep")
    second.leave()
    wait_until(lambda: first.hold("upkeep"))


def test_processes_know_each_other_by_numbers_that_never_come_again(join_server):
    """Who left is not among the living, and comes back as somebody else."""
    first, second = join_server(), join_server()
    old = second.number

    assert first.living() == second.living() == {first.number, old}
    second.leave()
    wait_until(lambda: first.living() == {first.number})
    second.join()
    assert second.number not in {first.number, old}


def test_one_process_on_sqlite_is_alone(tmp_path):
    """Its number is nobody's, as in the store."""
    leases = FileLeases(tmp_path)
    leases.join()

    assert (leases.number, leases.living(), leases.is_shared) == (0, {0}, False)


def test_an_update_wakes_whoever_waits(join_server):
    """Long before the time is over; also where it came before the waiting began."""
    leases, store = join_server(), open_store(join_server.url)
    waiting = threading.Thread(target=leases.wait, args=(LONGEST,))
    waiting.start()
    store.updates.put([StoredUpdate(1, {}, 5, 5, 1, "answer", datetime.now(UTC))])
    waiting.join(LONGEST)
    store.updates.put([StoredUpdate(2, {}, 5, 5, 2, "answer", datetime.now(UTC))])
    leases.living()
    leases.wait(LONGEST)
    store.close()

    assert not waiting.is_alive()


async def test_a_cut_network_ends_the_session(join_server, tmp_path):
    """The process that is cut off hears of it, and can come back; the others see that it is gone."""
    other = join_server()
    with Relay(socket_file()) as relay:
        leases = open_leases(relayed(join_server.url, relay.port), tmp_path)
        await asyncio.to_thread(leases.join)
        assert await asyncio.to_thread(leases.hold, "upkeep")
        relay.cut()
        with pytest.raises(StoreError):
            await asyncio.to_thread(leases.wait, LONGEST)
        with pytest.raises(StoreError):
            await asyncio.to_thread(leases.join)
        await asyncio.to_thread(wait_until, lambda: other.hold("upkeep"))
        assert other.living() == {other.number}
        relay.mend()
        await asyncio.to_thread(leases.join)
        assert other.living() == {other.number, leases.number}
        leases.leave()


def test_a_session_that_was_never_begun_holds_nothing(tmp_path):
    """Using it is an error in one sentence, not a wait."""
    with pytest.raises(StoreError):
        open_leases("postgresql+psycopg://postgres@/arsip?host=/tidak/ada", tmp_path).hold("upkeep")


async def test_a_store_that_cannot_be_reached_says_so(join_server):
    """It is told apart from one that refuses what it is asked: the same may be asked again."""
    with Relay(socket_file()) as relay:
        store = await asyncio.to_thread(open_store, relayed(join_server.url, relay.port))
        relay.cut()
        with pytest.raises(ConnectionLostError):
            await asyncio.to_thread(store.revision)
        with pytest.raises(ConnectionLostError):
            await asyncio.to_thread(store.try_writing, datetime.now(UTC))
        relay.mend()
        assert await asyncio.to_thread(store.revision) == 0
        store.close()
