"""Articles come back to the letter, are found and counted, and take everything of theirs along when they go."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import LATER, NOW, a_meeting, a_reading, an_article, an_attendance, cut, put

from data.article import Article
from data.store import MeetingFilter, hash_text

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
MOMENTS = st.none() | st.datetimes(timezones=st.none() | st.timezones())


@settings(max_examples=50)
@given(text=WORDS, title=WORDS, publisher=WORDS, url=st.none() | WORDS, published=MOMENTS)
def test_an_article_comes_back_to_the_letter(store, text, title, publisher, url, published):
    """Whatever an article holds, it is the same after storing, its hash included."""
    article = Article("a", text, title=title, publisher=publisher, url=url, published=published)
    put(store, article)

    found = store.articles.get("a")
    assert found.content_hash == article.content_hash
    assert (found.text, found.title, found.publisher, found.url) == (text, title, publisher, url)


def test_a_changed_article_replaces_its_old_self(store):
    """Putting an id again keeps when it first came in, and nothing else of the old one."""
    put(store, an_article(title="Lama"))
    put(store, an_article(title="Baru"), now=LATER)
    record = store.articles.record("rakor-tani")

    assert store.articles.get("rakor-tani").title == "Baru"
    assert (record.added_at, record.updated_at, record.source) == (NOW, LATER, "/arsip/rakor-tani.txt")
    assert store.articles.count() == 1


def test_many_articles_are_read_in_portions(store):
    """More ids than one query takes are no obstacle; unknown ones are passed over."""
    articles = [an_article(f"a{number}") for number in range(2000)]
    put(store, *articles)

    found = store.articles.get_many([article.id for article in articles] + ["tidak-ada"])
    assert found == {article.id: article for article in articles}
    assert store.articles.hashes(["a7", "x"]) == {"a7": articles[7].content_hash}
    assert len(store.articles.hashes()) == 2000


def test_iterating_gives_every_article_once_in_order(store):
    """A batch at a time, by id."""
    put(store, *(an_article(article_id) for article_id in "ecabd"))

    batches = [[article.id for article in batch] for batch in store.articles.iterate(batch=2)]
    assert batches == [["a", "b"], ["c", "d"], ["e"]]


@pytest.mark.parametrize(
    ("other", "is_same"),
    [("Rapat  dibuka\nCamat.", True), ("RAPAT DIBUKA CAMAT.", True), ("Rapat dibuka Camat", False)],
)
def test_texts_are_compared_without_case_and_spacing(store, other, is_same):
    """The same text under another id is found by its hash; one letter more is another text."""
    put(store, an_article("asli", text="Rapat dibuka Camat."))

    assert store.articles.duplicates([hash_text(other)]) == ({hash_text(other): "asli"} if is_same else {})


def test_articles_are_found_by_url_and_by_the_beginning_of_their_id(store):
    """Capitals, percent signs and underscores in a prefix mean themselves."""
    put(store, an_article("a_1", url="https://contoh.id/x"), an_article("a_2"), an_article("ab3"), an_article("A_4"))

    assert store.articles.find_url("https://contoh.id/x").id == "a_1"
    assert store.articles.find_url("https://contoh.id/y") is None
    assert store.articles.find_prefix("a_") == ["a_1", "a_2"]
    assert store.articles.find_prefix("a", limit=2) == ["a_1", "a_2"]
    assert store.articles.find_prefix("%") == []


def test_removing_takes_everything_along(store):
    """With an article go its chunks, its reading, its meetings and the names in it."""
    article = an_article()
    put(store, article, an_article("lain"))
    store.chunks.put({article.id: cut(article, (0, 10))}, chunker="1")
    reading = a_reading(meetings=(a_meeting(regions=("9999",)),), facts=(an_attendance("Sri Wulan"),))
    store.readings.put([reading], now=NOW)

    assert store.articles.remove(["rakor-tani", "tidak-ada"]) == 1
    assert list(store.articles.hashes()) == ["lain"]
    assert store.chunks.count() == 0
    assert store.readings.get_many(["rakor-tani"]) == {}
    assert store.readings.count_meetings(MeetingFilter()) == 0
    assert store.readings.find_person("Sri Wulan") == []


def test_the_latest_articles_come_first(store):
    """Undated articles end the list; a region narrows it to what lies in it."""
    put(
        store,
        an_article("tua", published=datetime(2019, 1, 2)),  # noqa: DTZ001 - as an article states it
        an_article("tanpa"),
        an_article("muda", published=datetime(2023, 1, 2, tzinfo=UTC)),
    )
    store.readings.put([a_reading("tua", regions=("9904",)), a_reading("muda", regions=("99", "88"))], now=NOW)

    assert [record.id for record in store.articles.latest()] == ["muda", "tua", "tanpa"]
    assert [record.id for record in store.articles.latest(region="99")] == ["muda", "tua"]
    assert [record.id for record in store.articles.latest(region="9904")] == ["tua"]
    assert store.articles.latest(region="990") == store.articles.latest(region="9904")
    assert [record.id for record in store.articles.latest(limit=1)] == ["muda"]


def test_coverage_counts_a_region_and_what_lies_in_it(store):
    """How many articles and meetings, and from when: an honest base for "no"."""
    put(
        store,
        an_article("satu", published=datetime(2019, 1, 2, tzinfo=UTC)),
        an_article("dua", published=datetime(2023, 5, 6, tzinfo=UTC)),
        an_article("tiga", published=datetime(2024, 5, 6, tzinfo=UTC)),
    )
    meetings = (a_meeting(regions=("9904", "99")), a_meeting(1, regions=("9905",)))
    store.readings.put([a_reading("satu", meetings=meetings, regions=("9904",))], now=NOW)
    store.readings.put([a_reading("dua", regions=("99",)), a_reading("tiga", regions=("77",))], now=NOW)

    found = store.articles.coverage("99")
    assert (found.articles, found.meetings, found.first, found.last) == (2, 2, date(2019, 1, 2), date(2023, 5, 6))
    assert store.articles.coverage("9904").meetings == 1
    assert store.articles.coverage("55").articles == 0
    assert store.articles.coverage().articles == 3
