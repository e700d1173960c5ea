"""Sources and what they listed, on each kind of database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from data.source import Entry, Found, ItemState, SourceKind, Stamp
from data.store.following.items import MOST_TRIES
from tests.store_builders import LATER, NOW

FEED = Found(SourceKind.FEED, "https://kabar.example/feed", "https://kabar.example", "Kabar", 2)
FOLDER = Found(SourceKind.FOLDER, "/arsip/berita", "berita", "berita", 0)


def follow(store, *found):
    for one in found:
        store.sources.put(one, now=NOW)
    return store.sources.all()


def note(store, source, *entries, **options):
    store.source_items.note(source.id, [Entry(*entry) for entry in entries], now=options.pop("now", NOW), **options)


def waiting(store, source, **options):
    return [item.url for item in store.source_items.waiting(source.id, **options)]


def test_a_source_round_trips(store):
    """With the version and the parts that were noted at its last success; it is found by both its names."""
    [source] = follow(store, FEED)
    stamp, parts = Stamp('"a"', "Tue, 06 Feb 2024"), {"https://kabar.example/a.xml": ["2024-02-06", None, None]}
    store.sources.note_success(replace(source, stamp=stamp, parts=parts), now=NOW, due=LATER)

    [found] = store.sources.find(["https://kabar.example"])
    assert found == replace(source, stamp=stamp, parts=parts, checked_at=NOW, succeeded_at=NOW, due_at=LATER)
    assert store.sources.find([FEED.url]) == [found]
    assert store.sources.put(FEED, now=LATER) is False


def test_sources_are_due_by_their_time(store):
    """Those that waited longest come first; one that is paused never is."""
    feed, folder = follow(store, FEED, FOLDER)
    store.sources.note_failure(feed, "Situs ini menjawab dengan status 500", now=NOW, due=LATER)
    assert [source.id for source in store.sources.due(NOW)] == [folder.id]
    assert [source.id for source in store.sources.due()] == [folder.id, feed.id]
    assert [source.failures for source in store.sources.due(LATER)] == [0, 1]
    store.sources.set_paused(folder.id, True)
    assert store.sources.due(NOW) == []
    store.sources.hasten([feed.id])
    assert [source.id for source in store.sources.due(NOW)] == [feed.id]


def test_what_is_listed_waits_once(store):
    """A known entry waits again when its mark is another one, and not when it is dropped."""
    [source] = follow(store, FEED)
    note(store, source, ("https://a.example/1", "x"), ("https://a.example/2", "x"), ("https://a.example/3", "x"))
    items = store.source_items.waiting(source.id)
    for item in items:
        store.source_items.take(item.id, f"a{item.id}", now=NOW)
    store.source_items.drop(items[2].id)
    assert waiting(store, source) == []
    note(store, source, ("https://a.example/1", "x"), ("https://a.example/2", "y"), ("https://a.example/3", "y"))
    assert waiting(store, source) == ["https://a.example/2"]
    assert store.source_items.newest_mark(source.id) == "y"


def test_what_has_no_mark_is_looked_at_again_after_a_day(store):
    """Where that is asked for."""
    [source] = follow(store, FEED)
    note(store, source, ("https://a.example/1",))
    [item] = store.source_items.waiting(source.id)
    store.source_items.take(item.id, "a1", now=NOW)
    note(store, source, ("https://a.example/1",), now=NOW + timedelta(hours=23), look_again=True)
    note(store, source, ("https://a.example/1",), now=LATER)
    assert waiting(store, source) == []
    note(store, source, ("https://a.example/1",), now=LATER, look_again=True)
    assert waiting(store, source) == ["https://a.example/1"]


def test_what_no_database_keeps_is_passed_over(store):
    """Addresses that are too long, empty, or hold what is no text."""
    [source] = follow(store, FEED)
    note(
        store,
        source,
        ("https://a.example/" + "é" * 1500,),
        ("",),
        ("https://a.example/\ud800",),
        ("a\x00",),
        ("b", "\ud800"),
    )
    assert waiting(store, source) == []


def test_failed_items_are_tried_when_due_and_not_for_ever(store):
    """Five times in all; somebody may ask for more."""
    [source] = follow(store, FEED)
    note(store, source, ("https://a.example/1",))
    for _ in range(MOST_TRIES):
        [item] = store.source_items.waiting(source.id)
        store.source_items.fail(item, "Tidak ada isinya", now=NOW, due=LATER)
        assert waiting(store, source, due=NOW) == []
    assert waiting(store, source) == []
    [failed] = store.source_items.failed(limit=5)
    assert (failed.reason, failed.failures, failed.state) == ("Tidak ada isinya", MOST_TRIES, ItemState.FAILED)
    store.source_items.retry(failed.id)
    assert waiting(store, source, due=NOW) == ["https://a.example/1"]


def test_what_was_read_is_spooled_until_it_is_taken(store):
    """With the version of its page; another source finds it by its address."""
    feed, folder = follow(store, FEED, FOLDER)
    for source in (feed, folder):
        note(store, source, ("https://a.example/1",))
    [item], [twin] = (store.source_items.waiting(source.id) for source in (feed, folder))
    assert store.source_items.find_twin(twin) is None
    store.source_items.spool(item.id, {"text": "Rapat “pangan”"}, now=NOW, article_id="a1", stamp=Stamp('"v1"'))

    [(kept, record)] = store.source_items.spooled(after=0, limit=5)
    assert (kept.state, kept.article_id, kept.stamp, record) == (
        ItemState.READ,
        "a1",
        Stamp('"v1"'),
        {"text": "Rapat “pangan”"},
    )
    assert store.source_items.find_twin(twin) == kept
    store.source_items.take(item.id, "a1", now=NOW)
    assert store.source_items.spooled(after=0, limit=5) == []
    assert store.source_items.get(item.id).stamp == Stamp('"v1"')
    assert store.source_items.counts() == {feed.id: {ItemState.TAKEN: 1}, folder.id: {ItemState.WAITING: 1}}


def test_what_is_missing_is_gone(store):
    """Of what was taken; unfollowing drops it all."""
    [source] = follow(store, FOLDER)
    note(store, source, ("/arsip/berita/a.txt", "1"), ("/arsip/berita/b.txt", "1"))
    for item in store.source_items.waiting(source.id):
        store.source_items.take(item.id, item.url, now=NOW)
    assert store.source_items.lose_missing(source.id, ["/arsip/berita/b.txt"], now=LATER) == 1
    assert store.source_items.counts() == {source.id: {ItemState.TAKEN: 1, ItemState.GONE: 1}}
    store.sources.remove(source.id)
    assert (store.sources.all(), store.source_items.counts()) == ([], {})
