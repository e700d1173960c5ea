"""An answer stands on one version of a text and names the others; lists, counts and people count a text once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import releases
from builders import a_candidate, a_meeting, an_article, moment

from bot.app import open_app
from bot.telegram.views.answers import show_answer
from data.article import Article
from data.readers import Record
from data.settings import Settings
from data.store import FoundMeeting
from retrieval.answering.answer import Status
from retrieval.answering.ranking.events import group_events, leave_out_versions
from retrieval.answering.ranking.measures import measure_articles
from retrieval.answering.versions import best_of_each_text, first_texts
from retrieval.index.search import Hit
from retrieval.ingest import open_writing

DAY = moment(2024, 2, 12)
PANTURA, KABAR, PORTAL = "Kabar Pantura", "Kabar Demak", "Portal Wulan"
OTHER = Article(
    "rakor-pangan",
    "DEMAK - Rapat koordinasi ketahanan pangan Kabupaten Demak dibuka Bupati Demak Surya Mahendra di Gedung Grhadika "
    "Bina Praja, Rabu (6/3/2024). Rapat dihadiri para kepala desa dan penyuluh pertanian.",
    title="Rakor Ketahanan Pangan Demak",
    publisher=KABAR,
    published=moment(2024, 3, 7),
)


def a_release(article_id, text, publisher, **fields):
    title = fields.pop("title", "BPBD Demak Rakor Kesiapsiagaan Banjir")
    url = f"https://{article_id}.example/rakor-banjir"
    return Article(article_id, text, title=title, publisher=publisher, url=url, published=DAY, **fields)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """An archive of one release in three versions, the last cut short, and of another meeting."""
    settings = Settings(home=tmp_path_factory.mktemp("versi"), _env_file=None)
    articles = [
        a_release("asli", releases.RELEASE, KABAR),
        a_release(
            "pantura",
            releases.WITH_OTHER_LEAD.replace('"', "”"),
            PANTURA,
            title="Demak Siapkan Pompa",
        ),
        a_release("portal", releases.CUT, PORTAL),
        OTHER,
    ]
    with open_writing(settings) as pipeline:
        pipeline.add(Record(article, "own") for article in articles)
    opened = open_app(settings)
    yield opened
    opened.close()


def test_an_answer_names_the_versions_that_have_its_quotes(app):
    """Who opened it stands in all three: one is answered from, the others are further sources, and said to be so."""
    answer = app.engine.ask("siapa yang membuka rapat koordinasi kesiapsiagaan banjir di Demak?")

    assert answer.status is Status.ANSWERED
    assert len({fact.article_id for fact in answer.facts}) == 1
    assert {one.article_id for one in answer.sources} == {"asli", "pantura", "portal"}
    first, *others = answer.sources
    assert first.article_id == answer.facts[0].article_id
    assert answer.text.split("\n")[-1] == f"Juga dimuat: {others[0].publisher}; {others[1].publisher}."


def test_a_version_with_other_marks_has_the_same_words(app):
    """Each house has quotation marks of its own."""
    answer = app.engine.ask("apa kata Surya Mahendra tentang pompa di rapat kesiapsiagaan banjir Demak?")

    assert '"Tahun lalu tanggul jebol di dua titik' in answer.facts[0].quote
    assert {one.article_id for one in answer.sources} == {"asli", "pantura", "portal"}


def test_a_version_without_the_quote_is_no_source(app):
    """What stands in the last paragraph only, the version that was cut short does not say."""
    answer = app.engine.ask("berapa titik pengungsian yang disepakati rapat kesiapsiagaan banjir Demak?")

    assert "tujuh titik pengungsian" in answer.text
    assert {one.article_id for one in answer.sources} == {"asli", "pantura"}


def test_versions_are_one_event_in_lists_and_counts(app):
    """Both meetings of the archive are listed, and all versions are sources of the one they tell."""
    answer = app.engine.ask("rapat apa saja di Demak tahun 2024?")

    assert answer.text.startswith("2 kegiatan di arsip:")
    assert {one.article_id for one in answer.sources} == {"asli", "pantura", "portal", "rakor-pangan"}
    assert app.engine.ask("berapa kali bupati Demak membuka rapat tahun 2024?").text.count("\n") == 2


def test_versions_do_not_contradict_each_other(app):
    """A lead without the day is dated by the page; asked for from a list, the meeting has one day all the same."""
    answer = app.engine.ask("yang kedua kapan?", history=["rapat apa saja di Demak tahun 2024?"])

    assert answer.status is Status.ANSWERED
    assert "12 Februari 2024" in answer.text


def test_the_version_that_tells_most_is_summarised(app):
    """One whose lead leaves day and name of the meeting out has the passages that are most alike to the question."""
    answer = app.engine.ask("rangkum rapat kesiapsiagaan banjir Demak")

    assert answer.text.startswith("Acara: Rapat Koordinasi Kesiapsiagaan Banjir, 12 Februari 2024")


def test_versions_are_no_rivals_of_each_other(app):
    """One candidate stands for all, and no passage is shown twice."""
    query = app.engine.understand("kapan rapat kesiapsiagaan banjir di Demak?")
    candidates, _ = app.engine.candidates(query)
    answer = app.engine.ask("kapan rapat kesiapsiagaan banjir di Demak?")

    assert len([one for one in candidates if one.article.id != "rakor-pangan"]) == 1
    texts = [passage.text for passage in answer.passages]
    assert len(texts) == len(set(texts))


def test_people_are_mentioned_once_by_all_versions(app):
    """A release that three publish does not make somebody three times as well known."""
    from retrieval.people.finding import find_named

    (profile,) = find_named(app.store, ["ratih", "kusumadewi"])
    assert profile.articles == 1
    (opener,) = find_named(app.store, ["surya", "mahendra"])
    assert opener.articles == 2


def test_every_source_is_linked_on_telegram(app):
    """The versions too, after the one that the answer stands on."""
    answer = app.engine.ask("siapa yang membuka rapat koordinasi kesiapsiagaan banjir di Demak?")
    html = "".join(page.html for page in show_answer(answer.to_json(), 1, "id", has_people=False))

    for one in answer.sources:
        assert f'<a href="{one.url}">{one.publisher}</a>' in html
    assert "Juga dimuat: " in html


# Ranking and grouping


def a_hit(article_id, score):
    return Hit(1, article_id, 0, 10, score, score, score)


def test_versions_are_measured_against_other_texts():
    """How far a passage is ahead does not depend on how often its text was published."""
    hits = [a_hit("a", 0.9), a_hit("b", 0.8), a_hit("c", 0.5)]
    alone = measure_articles([hits[0], hits[2]])
    measured = measure_articles(hits, {"b": "a"})

    assert {name: measured[name] for name in "ac"} == alone
    assert measured["b"]["retrieval_lead"] == pytest.approx(3 / 9)


def test_versions_crowd_no_text_out():
    """So many texts are compared, with all their versions."""
    found = dict.fromkeys("abcde", 1)
    assert list(first_texts(found, {"b": "a", "d": "c"}, limit=2)) == ["a", "b", "c", "d"]
    assert list(first_texts(found, {"e": "a"}, limit=2)) == ["a", "b", "e"]


def test_one_version_answers_for_a_text():
    """With all its meetings: one that fits best, tells most of its meeting, and leads, in this order."""

    def chosen(*versions):
        candidates = [a_candidate(article=an_article(id=one), score=score, **more) for one, score, more in versions]
        return [one.article_id for one in best_of_each_text(candidates, {"b": "a"})]

    dated = {"meeting": a_meeting(date=DAY.date())}
    assert chosen(("b", 3.0, {}), ("a", 1.0, dated), ("b", 0.5, {}), ("c", 0.1, {})) == ["b", "b", "c"]
    assert chosen(("b", 3.0, {}), ("a", 2.5, dated)) == ["a"]
    assert chosen(("b", 3.0, {}), ("a", 2.5, {})) == ["a"]
    assert chosen(("b", 3.0, dated), ("a", 2.5, {})) == ["b"]


def told(article_id, *, version_of=None, **fields):
    return FoundMeeting(article_id, a_meeting(**fields), None, version_of)


def test_versions_tell_one_event_whatever_they_read_like():
    """Another lead may give another day, kind or name; the second meeting of one is the second of the other."""
    found = [
        told("a", name="Rakor Banjir", date=DAY.date(), regions=("3321",)),
        told("a", name="Rapat Dapur Umum", ordinal=1),
        *(told(f"x{number}", name=f"Rapat {number}") for number in range(30)),
        told("b", name="FGD", kind="fgd", date=DAY.date() + timedelta(days=40), version_of="a"),
        told("b", name="Rapat Dapur Umum", ordinal=1, version_of="a"),
        told("c", name="Rapat Dapur Umum", version_of="a", ordinal=2),
    ]
    events = [[(one.article_id, one.meeting.ordinal) for one in event] for event in group_events(found)]

    assert events[:2] == [[("a", 0), ("b", 0)], [("a", 1), ("b", 1), ("c", 2)]]
    assert len(events) == 32


def test_a_version_is_left_out_where_its_leader_is_there():
    """One whose leader a period or region leaves out stays."""
    found = [told("a"), told("b", version_of="a"), told("c", version_of="z")]
    assert [one.article_id for one in leave_out_versions(found)] == ["a", "c"]
