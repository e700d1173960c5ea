"""What one process tells the others of a database reaches whoever listens, and whoever did not hear it looks anyway."""

from __future__ import annotations

import threading
from contextlib import closing, suppress
from queue import Queue

import pytest
from postgresql_server import migrated_database, relayed, socket_file
from store_builders import NOW

from data.errors import StoreError
from data.store import Channel, GenerationRecord, open_store
from tests.relays import Relay
from tests.waiting import LONGEST

GENERATION = GenerationRecord("000001", "kata", "f" * 64, 1, 1, 1, NOW)


class Woken:
    """Counts how often it was woken; `wait` takes one of them."""

    def __init__(self) -> None:
        self.times = Queue()

    def __call__(self) -> None:
        self.times.put(threading.current_thread().name)

    def wait(self) -> str:
        return self.times.get(timeout=LONGEST)


@pytest.fixture
def woken():
    return Woken()


@pytest.fixture
def url():
    return migrated_database()


def test_a_new_generation_is_told_when_it_is_committed(url, woken):
    """Whoever listens looks when it begins to, and then once for each generation, in a thread of its own."""
    with closing(open_store(url)) as telling, closing(open_store(url)) as hearing:
        hearing.listen(Channel.GENERATIONS, woken)
        assert woken.wait() == "listener"
        with telling.transaction():
            telling.generations.put(GENERATION)
            assert woken.times.empty()
        woken.wait()
        telling.generations.put(GENERATION)
        woken.wait()
        assert woken.times.empty()


def test_what_was_not_committed_is_not_told(url, woken):
    """An error inside the transaction tells nobody of it."""
    with closing(open_store(url)) as store:
        store.listen(Channel.GENERATIONS, woken)
        woken.wait()
        with suppress(ZeroDivisionError), store.transaction():
            store.generations.put(GENERATION)
            1 / 0  # noqa: B018
        store.generations.put(GENERATION)
        woken.wait()
        assert woken.times.empty()


def test_a_listener_that_lost_its_connection_listens_again(url, woken, caplog):
    """It looks when it is back, for what was told meanwhile; the log has one warning, without the address."""
    with Relay(socket_file()) as relay, closing(open_store(relayed(url, relay.port))) as hearing:
        hearing.listen(Channel.GENERATIONS, woken)
        woken.wait()
        relay.cut()
        relay.mend()
        woken.wait()
        with closing(open_store(url)) as telling:
            telling.generations.put(GENERATION)
        woken.wait()
    warnings = [record.message for record in caplog.records if record.levelname == "WARNING"]
    assert len(warnings) == 1
    assert str(relay.port) not in warnings[0]


def test_a_listener_ends_with_its_store_wherever_it_is(url, woken):
    """While it listens, and while the database is away."""
    with Relay(socket_file()) as relay:
        for is_cut in (False, True):
            store = open_store(relayed(url, relay.port))
            store.listen(Channel.GENERATIONS, woken)
            woken.wait()
            if is_cut:
                relay.cut()
            store.close()
    assert "listener" not in {thread.name for thread in threading.enumerate()}


def test_nobody_listens_where_no_server_tells(tmp_path, woken):
    """A file of SQLite: whoever uses it looks."""
    with closing(open_store(f"sqlite:///{tmp_path / 'arsip.db'}")) as store:
        store.listen(Channel.GENERATIONS, woken)
        store.generations.put(GENERATION)
    assert woken.times.empty()
    with pytest.raises(StoreError):
        open_store(f"sqlite:///{tmp_path}")
