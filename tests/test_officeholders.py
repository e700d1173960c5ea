"""Who holds an office where no meeting is asked about: by all articles of its region, or nobody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from builders import KnownWords, ask, talk
from inline_snapshot import snapshot

from data.article import Article
from retrieval.answering.answer import Status
from retrieval.answering.answers.officeholders import answer_holder, asks_holder, says_where
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.understanding import understand
from retrieval.people.keeping import link_articles
from retrieval.reading.reader import read_article

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def query(question, *history):
    return understand(question, vocabulary=KnownWords("rakor banjir pangan"), history=history, today=NOW.date())


def keep(store, *holders, region="Demak"):
    """One article for each (office, name, year), in which they open a meeting."""
    for office, name, year in holders:
        text = (
            f"{region.upper()} - Rapat koordinasi pangan digelar di Pendopo Kabupaten {region}, (15/3/{year}).\n"
            f"Rapat koordinasi itu dibuka {office}, {name}.\n"
        )
        article = Article(f"{region}-{year}", text, published=datetime(year, 3, 16, tzinfo=UTC))
        store.articles.put([article], sources={article.id: "/arsip"}, now=NOW)
        reading = read_article(article)
        store.readings.put([reading], now=NOW)
        link_articles(store, [article], {article.id: reading})


def answer(store, question):
    return answer_holder(query(question), store)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa bupati Demak?", True),
        ("kapolres Demak siapa sekarang?", True),
        ("siapa nama sekda Demak tahun 2021", True),
        ("bupati Demak itu siapa", True),
        ("siapa yang menjabat bupati Demak", True),
        ("sebutkan nama bupati Demak", True),
        ("siapa bupati?", True),
        ("siapa mendagri?", True),
        ("siapa kepala BPBD?", False),
        ("siapa bupati Demak yang hadir?", False),
        ("siapa bupati Demak di rakor banjir?", False),
        ("siapa yang mewakili bupati Demak?", False),
        ("apa kata bupati Demak?", False),
    ],
)
def test_when_a_holder_is_asked_for(question, expected):
    """Where an office stands alone; an agency without a region may be a national one."""
    assert asks_holder(query(question)) is expected


@pytest.mark.parametrize(("question", "expected"), [("siapa bupati?", False), ("siapa mendagri?", True)])
def test_whose_office_it_is(question, expected):
    """A minister needs no region."""
    assert says_where(query(question)) is expected


def test_a_named_region_leans_on_no_meeting():
    """After a question about a meeting there, the office is still asked about at large."""
    assert not query("siapa bupati Demak?", "kapan rakor banjir Demak?").inherited
    assert query("siapa bupatinya?", "kapan rakor banjir Demak?").inherited


def test_by_all_articles(store):
    """Each holder once, the latest first, with the days they were named on; other regions and offices are left out."""
    keep(store, ("Bupati Demak", "Surya Mahendra", 2019), ("Bupati Demak", "H. Surya Mahendra", 2020))
    keep(store, ("Bupati Demak", "Larasati Wening", 2022), ("Wakil Bupati Demak", "Guritno Adi", 2023))
    keep(store, ("Bupati Jepara", "Tirta Sanjaya", 2022), region="Jepara")
    found = answer(store, "siapa bupati Demak?")
    assert (found.status, found.kind) == (Status.ANSWERED, Kind.PERSON)
    assert found.text == snapshot("""\
Yang disebut sebagai bupati Demak di arsip:
• Bupati Demak Larasati Wening, disebut 15 Maret 2022.
• Bupati Demak H. Surya Mahendra, disebut 15 Maret 2019 – 15 Maret 2020.\
""")
    assert [fact.article_id for fact in found.facts] == ["Demak-2022", "Demak-2020"]


def test_at_a_time(store):
    """Only who was named then; otherwise it is said that nobody was, and who was named at other times."""
    keep(store, ("Bupati Demak", "Surya Mahendra", 2019), ("Bupati Demak", "Larasati Wening", 2022))
    assert answer(store, "siapa bupati Demak tahun 2019?").text == snapshot(
        "Bupati Demak Surya Mahendra, disebut 15 Maret 2019."
    )
    other = answer(store, "siapa bupati Demak tahun 2015?")
    assert (other.status, other.text) == (
        Status.NOT_STATED,
        snapshot("""\
Arsip tidak menyebut nama bupati Demak pada tahun 2015.
Yang disebut sebagai bupati Demak di arsip:
• Bupati Demak Larasati Wening, disebut 15 Maret 2022.
• Bupati Demak Surya Mahendra, disebut 15 Maret 2019.\
"""),
    )


def test_a_district_has_to_be_named(store):
    """Its head is kept with the regency, as those of the other districts are."""
    keep(store, ("Camat Mijen", "Surya Mahendra", 2021), ("Camat Karangawen", "Larasati Wening", 2022))
    assert answer(store, "siapa camat Mijen Demak?").text == snapshot(
        "Camat Mijen Surya Mahendra, disebut 15 Maret 2021."
    )


def test_nobody_is_named():
    """An archive that has the region, one that has not, and an office of no region."""
    assert talk("siapa bupati Batang Hari?") == snapshot("not_stated: Arsip tidak menyebut nama bupati Batang Hari.")
    assert ask("siapa bupati Jepara?").status is Status.NOT_COVERED
    assert talk("siapa bupati?") == snapshot("unclear: Bupati daerah mana? Sebut kabupaten, kota, atau provinsinya.")


def test_an_article_that_is_removed_meanwhile_is_not_shown(store, monkeypatch):
    """Between looking for the holder and cutting the quote: then nobody is named."""
    keep(store, ("Bupati Demak", "Surya Mahendra", 2023))
    assert answer(store, "siapa bupati Demak?").status is Status.ANSWERED
    monkeypatch.setattr(type(store.articles), "get_many", lambda *_: {})
    assert answer(store, "siapa bupati Demak?").status is Status.NOT_STATED
