"""What people follow: kept, ended, forgotten; what is new is noted once and told once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text
from store_builders import LATER, NOW, a_meeting, a_reading, an_article, put

from data.store import open_store
from data.store.migrations import migrate
from data.subscription import Aim, Follower, Rhythm, Target

CHAT = Follower(7)
SUKAMAJU = Target(Aim.REGION, "Batang Hari", ("1504",))
RAKOR = Target(Aim.KIND, "rakor kerinci", ("1501",), ("rakor",))


@pytest.fixture
def follow(store):
    """Follow something; a subscription."""

    def make(target=SUKAMAJU, *, follower=CHAT, user=7, rhythm=Rhythm.DAILY, most=3):
        return store.subscriptions.follow(follower, target, user=user, rhythm=rhythm, most=most)

    return make


@pytest.fixture
def add(store):
    """Add articles with one meeting each, as one change of the archive."""

    def add_articles(*names, now=NOW):
        with store.transaction():
            put(store, *map(an_article, names), now=now)
            store.readings.put([a_reading(name, meetings=(a_meeting(),)) for name in names], now=now)
            store.chunks.put({name: [] for name in names}, chunker="1")

    return add_articles


def note(store, *found, now=NOW):
    arrivals = store.news.arrivals(most=9)
    store.news.note(arrivals, found, now=now)
    return dict(arrivals.added)


def tell(store, subscription, said, *, now=LATER):
    """Tell all that waits, by one line."""
    with store.transaction():
        news = [one for one in store.news.take(CHAT, [subscription.id], since=NOW) if not one.is_told]
        keys = [(one.subscription_id, one.article_id, one.meeting) for one in news]
        store.news.tell(CHAT, news, dict.fromkeys(keys, said), is_sent=True, now=now)
    return [(one.article_id, one.said) for one in news]


def test_what_is_followed_is_kept(store, follow):
    """By chat and by person; following it again changes how often; nobody follows more than the most."""
    region, kind = follow(), follow(RAKOR, follower=Follower(-5, 3), rhythm=Rhythm.NOW)
    assert store.subscriptions.told_in(7, 0) == [region]
    assert store.subscriptions.told_in(-5, 3) == [kind]
    assert store.subscriptions.made_by(7) == store.subscriptions.all() == [region, kind]
    assert kind.target == RAKOR
    assert follow(rhythm=Rhythm.WEEKLY) == replace(region, rhythm=Rhythm.WEEKLY)
    assert follow(replace(RAKOR, words="lain"), most=2) is None
    store.subscriptions.end(region.id)
    assert store.subscriptions.all() == [kind]


def test_a_chats_settings_outlast_its_subscriptions(store, follow):
    """Quiet hours stay when something else is followed; language and zone are given each time."""
    follow()
    chosen = Follower(7, zone="WIT", quiet_from=22, quiet_until=5)
    store.subscriptions.set_follower(chosen)
    follow(RAKOR, follower=Follower(7, zone="WIT", language="en"))
    assert store.subscriptions.follower(7, 0) == replace(chosen, language="en")
    assert store.subscriptions.follower(8, 0) is None


def test_a_chat_and_a_person_are_forgotten(store, follow):
    """With all that waited for them; what others made in the same chat stays."""
    own, group, others = follow(), follow(follower=Follower(-5)), follow(RAKOR, follower=Follower(-5), user=8)
    store.subscriptions.forget_user(7)
    assert store.subscriptions.all() == [others]
    assert store.subscriptions.follower(7, 0) is None
    store.subscriptions.forget_chat(-5)
    assert store.subscriptions.all() == []
    assert own != group


def test_what_came_in_is_told_by_the_archives_own_order(store, add, follow):
    """Each article once, in the revision that brought it: read or cut again it is not new, whatever its dates are."""
    subscription = follow()
    add("a", "b")
    assert subscription.since == 0
    assert note(store) == {"a": 1, "b": 1}
    assert store.news.arrivals(most=9) is None
    add("a", now=LATER)
    assert note(store) == {}
    assert follow(RAKOR).since == 2


def test_much_that_came_in_is_noted_in_portions(store, add):
    """Of so many revisions at a time."""
    for name in "abc":
        add(name)
    assert dict(store.news.arrivals(most=2).added) == {"a": 1, "b": 2}


def test_what_two_processes_note_is_noted_once(store, add, follow):
    """Who comes second, with the same arrivals, changes nothing."""
    subscription = follow()
    add("a")
    arrivals = store.news.arrivals(most=9)
    store.news.note(arrivals, [(subscription.id, "a", 0)], now=NOW)
    tell(store, subscription, "Rakor Pangan")
    store.news.note(arrivals, [(subscription.id, "a", 0)], now=LATER)
    assert store.news.waiting() == []


def test_news_waits_until_it_is_told(store, add, follow):
    """With the moment since when, by chat; what is told waits no more, and says by which line."""
    daily, other = follow(), follow(RAKOR, follower=Follower(8), user=8)
    add("a", "b")
    note(store, (daily.id, "a", 0), (daily.id, "b", 0), (other.id, "b", 0))
    mine, theirs = store.news.waiting()
    assert (mine.follower, mine.since) == (CHAT, {daily: NOW})
    assert theirs.since == {other: NOW}
    assert tell(store, daily, "Rakor Pangan") == [("a", ""), ("b", "")]
    assert [waiting.follower.chat for waiting in store.news.waiting()] == [8]
    assert store.subscriptions.follower(7, 0).told_at == LATER


def test_what_is_read_anew_or_gone_waits_again(store, add, follow):
    """By when what was told was read; what no line told does not."""
    subscription = follow()
    add("a", "b", "c")
    note(store, *((subscription.id, name, 0) for name in "abc"))
    tell(store, subscription, "Rakor Pangan")
    assert store.news.reopen(now=LATER) == 0
    store.readings.put([a_reading("a", meetings=(a_meeting(),))], now=LATER)
    store.articles.remove(["b"])
    assert store.news.reopen(now=LATER) == 2
    assert tell(store, subscription, "") == [("a", "Rakor Pangan"), ("b", "Rakor Pangan")]
    store.readings.put([a_reading("a", meetings=(a_meeting(),))], now=NOW)
    assert store.news.reopen(now=LATER) == 0


def test_what_was_told_long_ago_is_forgotten(store, add, follow):
    """What waits is not."""
    subscription = follow()
    add("a")
    note(store, (subscription.id, "a", 0))
    tell(store, subscription, "Rakor Pangan", now=NOW)
    add("b")
    note(store, (subscription.id, "b", 0))
    assert [store.news.purge(moment) for moment in (NOW, LATER, LATER)] == [0, 1, 0]
    assert tell(store, subscription, "Rakor Pangan") == [("b", "")]


def test_articles_from_before_are_not_new(database):
    """The step marks all that is there, also what no change was noted of: read again, none of it is new."""
    engine = create_engine(database)
    migrate(engine, "0010")
    names = "id, title, publisher, text, content_hash, text_hash, source, added_at, updated_at"
    values = "'a', 't', 'p', 'x', 'h', 'h', 's', '2021-03-09 00:00:00', '2021-03-09 00:00:00'"
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO articles ({names}) VALUES ({values})"))
        connection.execute(text("UPDATE counters SET value = 5 WHERE name = 'revision'"))
    engine.dispose()

    store = open_store(database)
    assert store.news.arrivals(most=9) is None
    store.chunks.put({"a": []}, chunker="1")
    assert dict(store.news.arrivals(most=9).added) == {}
    store.close()
