"""One process writes at a time, on every machine that uses the database; whoever lost its turn writes nothing more."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing

import pytest
from postgresql_server import migrated_database, relayed, socket_file
from store_builders import an_article, put

from data.errors import StoreError
from data.settings import PROJECT, Settings
from data.store import open_store
from data.store.lock import hold_backup_lock, hold_update_lock, hold_writer_lock
from retrieval.ingest import open_alone
from tests.relays import Relay
from tests.waiting import LONGEST

HOLD = """
import sys
from data.settings import load_settings
from data.store.lock import hold_writer_lock
with hold_writer_lock(load_settings(None)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def settings(migrated, tmp_path):
    """An archive on each kind of database."""
    return Settings(home=tmp_path / "rumah", database_url=migrated, _env_file=None)


@pytest.fixture
def machines(tmp_path):
    """The settings of two machines that share a database of a server, and the relay through which the first has it."""
    url = migrated_database()
    with Relay(socket_file()) as relay:
        first = Settings(home=tmp_path / "satu", database_url=relayed(url, relay.port), _env_file=None)
        yield first, Settings(home=tmp_path / "dua", database_url=url, _env_file=None), relay


def test_one_writer_at_a_time(settings, monkeypatch):
    """A second writer is told at once; when the first is done, or dies, the next one may write."""
    monkeypatch.setenv("NOTULA_HOME", str(settings.home))
    monkeypatch.setenv("NOTULA_DATABASE_URL", settings.database)
    command = [sys.executable, "-c", HOLD]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="Perintah lain sedang mengubah arsip ini"), hold_writer_lock(settings):
            pass
        holder.kill()
    with hold_writer_lock(settings, wait_seconds=LONGEST):
        assert (settings.home / "writer.lock").exists()


def test_a_writer_may_wait_for_another(settings):
    """Who says how long waits until the first is done."""
    held, release, order = threading.Event(), threading.Event(), []

    def hold():
        with hold_writer_lock(settings):
            held.set()
            release.wait(LONGEST)
            order.append("first")

    first = threading.Thread(target=hold)
    first.start()
    held.wait(LONGEST)
    threading.Timer(0.1, release.set).start()
    with hold_writer_lock(settings, wait_seconds=LONGEST):
        order.append("second")
    first.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize(
    ("hold", "sentence"),
    [
        (hold_writer_lock, "Perintah lain sedang mengubah arsip ini"),
        (hold_backup_lock, "Cadangan lain dari arsip ini sedang dibuat"),
        (hold_update_lock, "sedang berjalan di proses lain"),
    ],
)
def test_machines_that_share_a_database_keep_out_of_each_others_way(machines, hold, sentence):
    """Each has a home of its own; nobody else is kept out of what has another lock."""
    first, second, _ = machines
    with hold(first):
        with pytest.raises(StoreError, match=sentence), hold(second):
            pass
        others = [one for one in (hold_writer_lock, hold_backup_lock, hold_update_lock) if one is not hold]
        for other in others:
            with other(second):
                pass
    with hold(second):
        pass


def test_a_waiting_writer_on_another_machine_gets_its_turn(machines):
    """It waits for the lock of the database, its own file's being free."""
    first, second, _ = machines
    taken = threading.Event()

    def wait():
        with hold_writer_lock(second, wait_seconds=LONGEST):
            taken.set()

    waiting = threading.Thread(target=wait)
    with hold_writer_lock(first):
        waiting.start()
        assert not taken.is_set()
    waiting.join(LONGEST)
    assert taken.is_set()


def test_what_goes_wrong_under_a_lock_is_not_taken_for_a_fault_of_the_database(settings):
    """The block's own errors pass as they are."""
    with pytest.raises(UnicodeEncodeError), hold_writer_lock(settings):
        "\udcff".encode()


def test_whoever_lost_its_turn_with_its_connection_writes_nothing_more(machines):
    """The server lets the lock go, another writer comes; the first one is told and changes nothing."""
    first, second, relay = machines
    with open_alone(first) as losing:
        put(losing, an_article("satu"))
        relay.cut()
        relay.mend()
        with open_alone(second, wait_seconds=LONGEST) as taking:
            put(taking, an_article("dua"))
            with pytest.raises(StoreError, match="Perintah lain mengambil alih arsip ini"):
                put(losing, an_article("tiga"))
            put(taking, an_article("empat"))
            assert sorted(taking.articles.hashes()) == ["dua", "empat", "satu"]


def test_whoever_lost_its_turn_to_nobody_goes_on(machines):
    """A lock that was lost does no harm as long as nobody else writes."""
    first, _, relay = machines
    with open_alone(first) as store:
        relay.cut()
        relay.mend()
        put(store, an_article("satu"))
        assert store.articles.count() == 1


def test_the_next_writer_waits_for_what_the_one_before_is_writing(machines):
    """A batch that has begun is written whole before anybody takes over, and then seen."""
    first, second, _ = machines
    seen = []

    def take_over():
        with closing(open_store(second.database)) as taking:
            taking.claim()
            seen.append(taking.articles.count())

    with closing(open_store(first.database)) as losing:
        losing.claim()
        next_one = threading.Thread(target=take_over)
        with losing.transaction():
            put(losing, an_article("satu"))
            next_one.start()
            put(losing, an_article("dua"))
        next_one.join(LONGEST)
    assert seen == [2]


def test_reading_is_nobodys_turn(machines):
    """Whoever lost its turn may read on."""
    first, second, _ = machines
    with closing(open_store(first.database)) as losing, closing(open_store(second.database)) as taking:
        losing.claim()
        taking.claim()
        put(taking, an_article())
        assert losing.articles.count() == 1
