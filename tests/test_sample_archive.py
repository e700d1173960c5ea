"""The sample archive: what a newcomer's first questions stand on."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.article import Article
from data.readers import Record, read_sources
from data.settings import SAMPLE_ARCHIVE

FACTS = [
    (
        "rakorda-fpk-jambi-2025",
        [
            "H. Isah, S.Sos.I, M.Ag.",
            "Bupati Batang Hari diwakili",
            "Auditorium Rumah Dinas Gubernur Jambi",
            "(03/12/25)",
        ],
    ),
    (
        "rakor-forkopimda-batang-hari-2023",
        [
            "Muhamad Azan",
            "Anita Yasmi, M. Zubair, Kajari",
            "Iptu Saryono",
            "Gazebo Kolam Rumah Dinas Bupati",
            "(25/05/2023)",
        ],
    ),
    (
        "rakor-kesbangpol-kalteng-2025",
        ["Darliansjah", "mewakili Gubernur Kalimantan Tengah", "Aula Eka Hapakat", "Kamis, 24 Juli 2025"],
    ),
    (
        "sosialisasi-indeks-harmoni-ogan-ilir",
        ["Dicky Syailendra, S.Sos., M.Si.", "Dra. Kessy Herdiana, MM", "Bupati Ogan Ilir diwakili"],
    ),
    (
        "rapat-forkopimda-batang-hari-2022",
        ["Anita Yasmin SE", "Muhammad Rifa'i SP", "Kakan Kesbangpol Ansori", "Rabu (10/09/2022)", "menjaga netralitas"],
    ),
]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """Every article of the folder; a failure among them fails the tests."""
    items = list(read_sources([str(SAMPLE_ARCHIVE)]))
    assert all(isinstance(item, Record) for item in items), items
    return {item.article.id: item.article for item in items if isinstance(item, Record)}


def test_the_archive_holds_five_articles_under_ids_of_their_own(articles: dict[str, Article]):
    """Their ids stand in the files, so that a moved checkout adds nothing twice."""
    assert set(articles) == {article_id for article_id, _ in FACTS}


@pytest.mark.parametrize(("article_id", "facts"), FACTS)
def test_an_article_says_who_where_and_when(articles: dict[str, Article], article_id: str, facts: list[str]):
    """The facts that first questions ask for are in the text."""
    assert [fact for fact in facts if fact not in articles[article_id].text] == []


def test_articles_are_as_long_as_news_is(articles: dict[str, Article]):
    """Long enough to be searched, short enough to be read."""
    assert all(1_500 <= len(article.text) <= 2_500 for article in articles.values())


def test_every_article_has_a_title_of_its_own(articles: dict[str, Article]):
    """Titles tell the articles apart in a list of sources."""
    assert len({article.title for article in articles.values()} - {""}) == len(FACTS)


def test_publishers_and_dates_are_those_of_the_reports(articles: dict[str, Article]):
    """The report from Ogan Ilir has neither: the archive must show what it does with that."""
    known = {article_id: (article.publisher, article.published) for article_id, article in articles.items()}
    assert known == {
        "rakorda-fpk-jambi-2025": ("batangharipedia.com", datetime.fromisoformat("2025-12-03")),
        "rakor-forkopimda-batang-hari-2023": ("JTIZEN", datetime.fromisoformat("2023-05-25")),
        "rakor-kesbangpol-kalteng-2025": ("KHABAR", datetime.fromisoformat("2025-07-24")),
        "sosialisasi-indeks-harmoni-ogan-ilir": ("", None),
        "rapat-forkopimda-batang-hari-2022": ("RANDY.JURNALIS.ID", datetime.fromisoformat("2022-08-10T15:09")),
    }


def test_one_report_gives_a_weekday_that_its_date_does_not_have(articles: dict[str, Article]):
    """10 September 2022 was a Saturday; 10 August, the day of publication, was a Wednesday ("Rabu")."""
    article = articles["rapat-forkopimda-batang-hari-2022"]
    wednesday, saturday = 2, 5
    assert "Rabu (10/09/2022)" in article.text
    assert date(2022, 9, 10).weekday() == saturday
    assert article.published is not None
    assert article.published.weekday() == wednesday
