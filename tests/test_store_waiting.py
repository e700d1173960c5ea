"""Articles that wait for workers: held by one at a time, let go by whoever ends, given up with a reason."""

from __future__ import annotations

import pytest
from postgresql_server import migrated_database
from store_builders import NOW, a_reading, an_article, cut, put

from data.store import Current, Queue, open_store

CURRENT = Current("1", "v1", "model")


@pytest.fixture
def postgresql():
    """An empty store on PostgreSQL."""
    opened = open_store(migrated_database())
    yield opened
    opened.close()


@pytest.fixture
def other(postgresql):
    """The same store as another worker has it open."""
    opened = open_store(postgresql._engine.url.render_as_string(hide_password=False))
    yield opened
    opened.close()


def let_wait(store, *article_ids):
    put(store, *map(an_article, article_ids))
    store.waiting.put(article_ids)


def test_what_waits_is_counted_and_dropped(store):
    let_wait(store, "a", "b", "c")
    store.waiting.drop(["b"])
    assert store.waiting.queue() == Queue(waiting=2, given_up=0)


def test_an_article_that_is_removed_waits_no_more(store):
    let_wait(store, "a", "b")
    store.articles.remove(["a"])
    assert store.waiting.queue() == Queue(waiting=1, given_up=0)


def test_what_was_given_up_keeps_its_reason_until_it_is_tried_again(store):
    """It waits no more, is told with its reason, and waits again when somebody asks for that."""
    let_wait(store, "a", "b")
    store.waiting.give_up({"b": "rusak"})
    assert (store.waiting.queue(), store.waiting.given_up(limit=9)) == (Queue(1, 1), {"b": "rusak"})
    assert (store.waiting.retry(), store.waiting.queue()) == (1, Queue(2, 0))


def test_what_waits_is_neither_unread_nor_uncut_for_anybody_else(store):
    """Whoever mends the archive by itself leaves it to the workers."""
    put(store, an_article("a"))
    let_wait(store, "b")
    assert (store.readings.unread("1"), store.chunks.uncut("v1")) == (["a"], ["a"])


def test_workers_hold_different_articles(postgresql, other):
    """What one holds the other passes over."""
    let_wait(postgresql, "a", "b", "c")
    with postgresql.transaction():
        first = postgresql.waiting.take(2)
        with other.transaction():
            second = other.waiting.take(2)
    assert (len(first), len(second)) == (2, 1)
    assert {**first, **second} == {"a": 0, "b": 0, "c": 0}


def test_whoever_fails_lets_its_articles_go_and_the_try_counts(postgresql, other):
    """The rest of what it did is undone; the article is taken again, behind those that nobody tried, and alone."""
    let_wait(postgresql, "a", "b")

    def fail():
        with postgresql.transaction():
            postgresql.waiting.count_try(postgresql.waiting.take(2))
            postgresql.waiting.drop(["a"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    put(other, an_article("z"))
    other.waiting.put(["z"])
    assert other.waiting.take(9) == {"z": 0}
    other.waiting.drop(["z"])
    assert other.waiting.take(9) == {"a": 1}


def test_what_was_given_up_is_not_taken(postgresql):
    let_wait(postgresql, "a")
    postgresql.waiting.give_up({"a": "rusak"})
    assert postgresql.waiting.take(9) == {}


def test_what_is_held_can_be_referred_to_and_read(postgresql, other):
    """Nobody who links or answers waits for a worker."""
    let_wait(postgresql, "a")
    with postgresql.transaction():
        postgresql.waiting.take(1)
        other.readings.put([a_reading("a")], now=NOW)
        other.versions.put({"a": [1, 2]}, comparison="1")
        assert other.articles.get("a") == an_article("a")


def test_every_article_waits_that_is_not_made_into_what_it_shall_be(postgresql):
    """Unread, read by an older reader, cut by another chunker, or without a vector; not what is whole or given up."""
    whole, old, uncut, bare = (an_article(name) for name in ("whole", "old", "uncut", "bare"))
    put(postgresql, whole, old, uncut, bare, an_article("unread"), an_article("failed"))
    postgresql.readings.put([a_reading(one.id) for one in (whole, uncut, bare)], now=NOW)
    postgresql.readings.put([a_reading("old", version="0")], now=NOW)
    pieces = {one.id: cut(one, (0, 9)) for one in (whole, old, bare)}
    postgresql.chunks.put(pieces, chunker="v1")
    hashes = [pieces[one][0].text_hash for one in ("whole", "old")]
    postgresql.embeddings.put({key: [1.0] for key in hashes}, "model")
    postgresql.waiting.put(["failed"])
    postgresql.waiting.give_up({"failed": "rusak"})
    postgresql.waiting.fill(CURRENT)

    assert set(postgresql.waiting.take(9)) == {"old", "uncut", "bare", "unread"}
    assert postgresql.waiting.queue() == Queue(4, 1)
