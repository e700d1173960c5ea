"""A small archive of invented meetings behind the pages, in the test's own process."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime

from store_builders import NOW, a_meeting, a_reading, an_article, an_attendance
from telegram_bot import copy_home
from web_visitor import visiting

from data.facts import Capacity
from data.settings import Settings
from data.store import open_store
from retrieval.people.keeping import link_articles

DEMAK, JEPARA, MALUKU = "3321", "3320", "8171"
DAY = date(2024, 5, 2)
WHO = ("Rahmawati Lestari", "Wiraguna Sastra")


def telling(article_id, *, people=WHO, publisher="Kabar Demak", title="Rakor Pangan Digelar", **meeting):
    """An article that tells of one meeting, and what was read of it."""
    text = f"Rapat dibuka di aula, hadir {', '.join(people)}."
    url = f"https://kabar.example/{len(article_id)}"
    published = meeting.pop("published", datetime(2024, 5, 3, tzinfo=UTC))
    article = an_article(article_id, text=text, publisher=publisher, title=title, url=url, published=published)
    fields = {"date": DAY, "regions": (DEMAK, "33"), **meeting}
    facts = tuple(an_attendance(name, capacity=Capacity.PRESENT, meeting=0) for name in people)
    return article, a_reading(article_id, meetings=(a_meeting(**fields),), facts=facts)


def tell(store, *tellings, now=NOW):
    """Put articles with what was read of them into a store, as adding does."""
    articles, readings = zip(*tellings, strict=True)
    store.articles.put(articles, sources={one.id: "arsip" for one in articles}, now=now)
    link_articles(store, articles, store.readings.put(readings, now=now))


@contextmanager
def opened_archive(folder, *tellings, **settings):
    """The store and a client over the pages of an archive that holds these articles alone."""
    home = copy_home(folder)
    store = open_store(Settings(home=home, _env_file=None).database)
    try:
        store.articles.remove(store.articles.hashes())
        if tellings:
            tell(store, *tellings)
        with visiting(home, **settings) as client:
            yield store, client
    finally:
        store.close()
