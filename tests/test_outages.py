"""A database server that is slow, busy or away: one sentence, nothing half written, and all goes on by itself."""

from __future__ import annotations

import time
from contextlib import closing

import pytest
from postgresql_server import migrated_database, relayed, socket_file
from records import a_record
from sqlalchemy import text
from store_builders import NOW, a_reading, an_article, an_attendance, put

from bot.app import open_app
from data.errors import ConnectionLostError, StoreError
from data.settings import Settings
from data.store import Access, open_store, read_again
from data.store.server.connecting import make_engine
from data.store.transactions import Transactions
from retrieval.answering.answer import Status
from retrieval.index.live import LiveIndex
from retrieval.ingest import open_writing
from tests.relays import Relay
from tests.waiting import LONGEST

AWAY = "Basis data tidak dapat dibuka"


@pytest.fixture
def relay():
    with Relay(socket_file()) as opened:
        yield opened


@pytest.fixture
def url(relay):
    """A migrated database, reached through the relay."""
    return relayed(migrated_database(), relay.port)


@pytest.fixture
def store(url):
    """The only connection that it may have makes it wait for none of its own."""
    with closing(open_store(url, Access(connections=1))) as opened:
        yield opened


@pytest.fixture
def transactions(url):
    engine = make_engine(url, Access(connections=1))
    yield Transactions(engine)
    engine.dispose()


def test_connections_that_were_lost_meanwhile_are_not_noticed(store, relay):
    """Before each use they are looked at, and made anew."""
    put(store, an_article("satu"))
    relay.cut()
    relay.mend()
    put(store, an_article("dua"))
    assert store.articles.count() == 2


def test_while_the_database_is_away_everything_is_one_sentence(store, relay):
    """Reading and writing alike, and then it goes on by itself."""
    relay.cut()
    with pytest.raises(StoreError, match=AWAY):
        store.articles.count()
    with pytest.raises(StoreError, match=AWAY):
        put(store, an_article())
    relay.mend()
    put(store, an_article())
    assert store.articles.count() == 1


def test_what_lost_its_connection_in_reading_is_read_again(transactions, relay):
    """Once: the next connection is a new one."""
    tries = []

    def read():
        with transactions.reading() as connection:
            tries.append(connection.scalar(text("SELECT 1")))
            if len(tries) == 1:
                relay.cut()
                relay.mend()
            return connection.scalar(text("SELECT 2"))

    assert read_again(read) == 2
    assert tries == [1, 1]


def test_what_lost_its_connection_twice_is_one_sentence(transactions, relay):
    """Nobody tries for ever."""

    def read():
        with transactions.reading() as connection:
            connection.scalar(text("SELECT 1"))
            relay.cut()
            relay.mend()
            connection.scalar(text("SELECT 2"))

    with pytest.raises(ConnectionLostError, match=AWAY):
        read_again(read)


def test_a_transaction_that_lost_its_connection_has_written_nothing(store, relay):
    """It is not tried again: whoever wrote knows what has to be done anew."""

    def write():
        with store.transaction():
            put(store, an_article("satu"))
            relay.cut()
            relay.mend()
            put(store, an_article("dua"))

    with pytest.raises(ConnectionLostError):
        write()
    assert store.articles.count() == 0


def test_a_statement_that_takes_too_long_is_ended(url):
    """It is not read again: it would take as long."""
    engine = make_engine(url, Access(seconds=7))
    transactions = Transactions(engine)
    with transactions.reading() as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == "7s"
    with pytest.raises(StoreError, match="Basis data terlalu lama menjawab") as caught:
        _sleep(transactions)
    assert not isinstance(caught.value, ConnectionLostError)
    engine.dispose()


def _sleep(transactions):
    with transactions.reading() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 1"))
        connection.execute(text("SELECT pg_sleep(600)"))


def test_looking_something_up_inside_a_look_needs_no_second_connection(store):
    """Threads that each held one and waited for another would wait for ever."""
    put(store, an_article())
    store.readings.put([a_reading(facts=(an_attendance("Sri Wulan"),))], now=NOW)
    assert [found.fact.person for found in store.readings.find_person("wulan")] == ["Sri Wulan"]


def test_a_pool_that_has_none_left_is_one_sentence(transactions, monkeypatch):
    """As if another process held what is wanted."""
    monkeypatch.setattr(transactions.engine.pool, "_timeout", 0)
    with transactions.reading(), pytest.raises(StoreError, match="Basis data sedang dipakai"), transactions.writing():
        pass


def test_what_the_address_says_goes_before():
    """Ours are added to whatever somebody set."""
    given = "postgresql://x/y?connect_timeout=2&options=-c search_path=arsip"
    query = make_engine(given, Access(seconds=3)).url.query
    assert query["connect_timeout"] == "2"
    assert query["keepalives_idle"] == "30"
    assert query["options"].startswith("-c search_path=arsip -c tcp_keepalives_idle=30 ")
    assert query["options"].endswith(" -c statement_timeout=3000")


def test_answering_goes_on_when_the_database_is_back(url, relay, tmp_path, monkeypatch):
    """Questions meanwhile get one sentence; afterwards they are answered, and what other machines add is heard of."""
    # Only telling wakes whoever shares an index.
    monkeypatch.setitem(LiveIndex.__init__.__kwdefaults__, "seconds", LONGEST)
    (tmp_path / "bersama").mkdir()
    shared = {"database_url": url, "database_seconds": 11, "index_url": str(tmp_path / "bersama"), "_env_file": None}
    here, there = (Settings(home=tmp_path / name, **shared) for name in ("sini", "sana"))
    with open_writing(there, workers=1) as pipeline:
        pipeline.add([a_record()])
    with closing(open_app(here, warm=False)) as app:
        question = "siapa yang memimpin rapat stok pangan Sukamaju?"
        before, _ = app.ask(question)
        relay.cut()
        for _ in range(3):
            with pytest.raises(StoreError, match=AWAY):
                app.ask(question)
        relay.mend()
        after, number = app.ask(question)
        with open_writing(there, workers=1) as pipeline:
            pipeline.add([a_record(1)])
        until = time.monotonic() + LONGEST
        while app.live.refresh().name == before.generation:
            assert time.monotonic() < until
            time.sleep(0.01)
    assert before.status is Status.ANSWERED
    assert (after.text, number) == (before.text, 2)
