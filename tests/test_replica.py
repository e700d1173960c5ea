"""What is read of articles comes from a replica as long as it is well; what must be read back at once does not."""

from __future__ import annotations

import time
from contextlib import closing, contextmanager

import pytest
from postgresql_server import connect, copied, migrated_database, new_database, relayed, replica, server, socket_file
from records import a_record
from sqlalchemy import make_url, text
from store_builders import an_article, put

from bot.app import open_app
from bot.telegram.health.probing import probe
from data.settings import Settings
from data.store import Access, open_store, read_again
from data.store.chat.conversations import ConversationKey
from data.store.server.connecting import make_engine
from data.store.server.replica import ASIDE_SECONDS, Replicated
from data.store.transactions import Transactions
from data.wording.archive import REPLICA_AWAY
from retrieval.answering.answer import Status
from retrieval.ingest import open_writing
from tests.relays import Relay
from tests.waiting import LONGEST

COUNT = text("SELECT count(*) FROM articles")
QUESTION = "siapa yang memimpin rapat stok pangan Sukamaju?"


@pytest.fixture
def url():
    return migrated_database()


@pytest.fixture
def store(url):
    """A store that reads from a replica that has everything."""
    catch_up()
    with closing(open_store(url, Access(read_url=copied(url)))) as opened:
        yield opened


def catch_up():
    """Wait until the replica has what was written until now."""
    with connect(server()) as connection:
        [written] = connection.execute("SELECT pg_current_wal_insert_lsn()").fetchone()
    with connect(replica()) as connection:
        done = "SELECT pg_last_wal_replay_lsn() >= %s"
        wait_until(lambda: connection.execute(done, [written]).fetchone()[0])


def wait_until(is_so):
    until = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.01)


@contextmanager
def lagging():
    """The replica shows nothing new inside the block."""
    with connect(replica()) as connection:
        connection.execute("SELECT pg_wal_replay_pause()")
        yield
        connection.execute("SELECT pg_wal_replay_resume()")
    catch_up()


def test_articles_are_read_from_the_replica(store):
    """What was just written is not there before the replica has it."""
    with lagging():
        put(store, an_article())
        assert store.articles.count() == 0
    assert store.articles.count() == 1
    assert store.find_replica_fault() == ""


def test_what_must_be_read_back_at_once_is(store):
    """What the bot keeps of people is never read from the replica."""
    key = ConversationKey(1, 0, 2)
    with lagging():
        store.conversations.put(key, {"pertanyaan": "apa?"}, now=a_record().article.published)
        assert store.conversations.get(key) == {"pertanyaan": "apa?"}


def test_inside_a_transaction_everything_is_read_where_it_is_written(store):
    """Its own articles among it."""
    with lagging(), store.transaction():
        put(store, an_article())
        assert store.articles.count() == 1


def test_a_replica_that_is_away_is_not_missed(url):
    """The database itself is read, and the replica is tried again after a while."""
    now = 0.0
    with Relay(replica() / socket_file().name) as relay, closing(open_store(url)) as writing:
        ends = [make_engine(one, Access()) for one in (url, relayed(url, relay.port))]
        replicated = Replicated(*map(Transactions, ends), clock=lambda: now)

        def is_read_from_replica():
            with replicated.reading() as connection:
                return connection.scalar(text("SELECT pg_is_in_recovery()")), replicated.fault

        put(writing, an_article())
        catch_up()
        assert is_read_from_replica() == (True, "")
        relay.cut()
        assert is_read_from_replica() == (False, REPLICA_AWAY)
        relay.mend()
        assert is_read_from_replica() == (False, REPLICA_AWAY)
        now = ASIDE_SECONDS
        assert is_read_from_replica() == (True, "")
        for one in ends:
            one.dispose()


def test_a_replica_that_fails_in_mid_work_is_left_and_the_work_done_again(url):
    """By the database itself."""
    catch_up()
    with Relay(replica() / socket_file().name) as relay:
        access = Access(read_url=relayed(url, relay.port))
        with closing(open_store(url, access)) as store:
            asked = []

            def read():
                with store._archive.reading() as connection:
                    asked.append(connection.scalar(text("SELECT pg_is_in_recovery()")))
                    relay.cut()
                    return connection.scalar(text("SELECT pg_is_in_recovery()"))

            assert read_again(read) is False
            assert asked == [True, False]
            assert store.find_replica_fault() == REPLICA_AWAY


def test_a_replica_of_another_version_is_not_read(url):
    """It may lag behind a migration."""
    with new_database() as empty, closing(open_store(url, Access(read_url=empty))) as store:
        put(store, an_article())
        assert store.articles.count() == 1
        assert store.find_replica_fault() == REPLICA_AWAY


def test_what_a_replica_has_to_forget_is_read_again(store, url):
    """The database removed rows for good that somebody was reading on the replica, which does not wait for that."""
    put(store, an_article())
    catch_up()
    read = []

    def count():
        with store._archive.reading() as connection:
            read.append(connection.scalar(COUNT))
            if len(read) == 1:
                remove_for_good(url)
            return connection.scalar(COUNT)

    with replaying_at_once():
        assert read_again(count) == 0
    assert read == [1, 0]


def remove_for_good(url):
    """Remove the articles, and wait until the replica has ended whoever reads them."""
    name = make_url(url).database
    with connect(server(), name) as connection:
        connection.execute("DELETE FROM articles")
        connection.execute("VACUUM articles")
    with connect(replica()) as connection:
        ended = "SELECT confl_snapshot > 0 FROM pg_stat_database_conflicts WHERE datname = %s"
        wait_until(lambda: connection.execute(ended, [name]).fetchone()[0])


@contextmanager
def replaying_at_once():
    """The replica waits for nobody who reads."""
    with connect(replica()) as connection:
        connection.execute("ALTER SYSTEM SET max_standby_streaming_delay = 0")
        connection.execute("SELECT pg_reload_conf()")
        yield
        connection.execute("ALTER SYSTEM RESET max_standby_streaming_delay")
        connection.execute("SELECT pg_reload_conf()")


def test_answering_with_a_replica_that_lags_and_one_that_is_away(url, tmp_path):
    """What it has not got yet is not found, and never an error; health warns of one that is away."""
    home = tmp_path / "rumah"
    writing = Settings(home=home, database_url=url, _env_file=None)
    with open_writing(writing, workers=1) as pipeline:
        pipeline.add([a_record(1)])
    catch_up()
    with Relay(replica() / socket_file().name) as relay:
        settings = writing.model_copy(update={"database_read_url": relayed(url, relay.port)})
        with closing(open_app(settings, warm=False)) as app:
            with lagging():
                with open_writing(writing, workers=1) as pipeline:
                    pipeline.add([a_record(0)])
                early, _ = app.ask(QUESTION)
                assert early.generation == "000002"
                assert "a0" not in {source.article_id for source in early.sources}
                seen = probe(app, now=0.0)
                assert (seen.database_fault, seen.index_fault, seen.warnings) == ("", "", ())
            late, _ = app.ask(QUESTION)
            assert (late.status, late.sources[0].article_id) == (Status.ANSWERED, "a0")
            relay.cut()
            alone, _ = app.ask(QUESTION)
            assert alone.text == late.text
            assert probe(app, now=0.0).warnings == (REPLICA_AWAY,)
