"""Versions of one text: stored as articles of their own, linked to the earliest, and mended when that changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import releases
from records import NOW, a_record, records
from small_models import WordEncoder
from store_builders import an_article, put

from data.article import Article
from data.readers import Record
from data.store import MeetingFilter
from retrieval.index.generation import Generations
from retrieval.ingest import Pipeline
from retrieval.ingest.checks import Findings, check_archive, mend
from retrieval.ingest.sameness import sketch
from retrieval.ingest.versions import compare_stored, foresee_versions, link_versions, remove_articles, uncompared


@pytest.fixture
def pipeline(store, tmp_path):
    encoder = WordEncoder()
    return Pipeline(store, Generations(tmp_path), "kata", lambda name: encoder, clock=lambda: NOW)


def a_release(article_id="asli", text=releases.RELEASE, **fields):
    return Record(Article(article_id, text, **{"title": f"Rakor {article_id}", **fields}), f"/arsip/{article_id}.txt")


def leaders(store):
    """What every article is a version of, by article id."""
    return store.versions.leaders(store.articles.hashes())


def store_texts(store, texts, *, days=0):
    """Store articles with these texts, by id, so many days later, and link them as the pipeline does."""
    articles = [an_article(article_id, text=text) for article_id, text in texts.items()]
    with store.transaction():
        put(store, *articles, now=NOW + timedelta(days=days))
        link_versions(store, articles)


def test_a_version_is_an_article_like_others(pipeline):
    """Its text, chunks and reading are kept; it is counted as new, and as a version of the earlier one."""
    pipeline.add([a_release()])
    summary = pipeline.add([a_release("salinan", releases.WITH_OTHER_LEAD), a_record(0)])

    assert (summary.new, summary.duplicate, summary.version) == (["salinan", "a0"], [], [("salinan", "asli")])
    assert pipeline.store.articles.get("salinan").text == releases.WITH_OTHER_LEAD
    assert pipeline.store.chunks.of_articles(["salinan"]).keys() == pipeline.store.readings.get_many(["salinan"]).keys()
    assert pipeline.store.articles.record("salinan").version_of == "asli"
    assert {record.id: record.version_of for record in pipeline.store.articles.latest()} == {
        "a0": None,
        "asli": None,
        "salinan": "asli",
    }
    found = pipeline.store.readings.find_meetings(MeetingFilter())
    assert {one.article_id: one.text_id for one in found} == {"a0": "a0", "asli": "asli", "salinan": "asli"}
    assert check_archive(pipeline) == Findings()

    pipeline.remove(["asli"])
    assert leaders(pipeline.store) == {}
    assert check_archive(pipeline) == Findings()


def test_the_first_of_a_batch_leads(store):
    """Whatever its id: all of a batch are stored at the same moment."""
    store_texts(store, {"z": releases.RELEASE, "m": releases.WITH_BYLINE, "a": releases.CUT})

    assert leaders(store) == {"m": "z", "a": "z"}


def test_what_would_be_a_version_is_said_before(pipeline):
    """A dry run stores nothing and counts the same, also among what it would store."""
    pipeline.add([a_release()])
    added = [a_release("b", releases.CUT), a_release("c", releases.OWN_REPORT), a_release("d", releases.WITH_LINKS)]
    foreseen = pipeline.add(added, dry_run=True)

    assert sorted(foreseen.version) == [("b", "asli"), ("d", "asli")]
    assert leaders(pipeline.store) == {}
    assert sorted(pipeline.add(added).version) == sorted(foreseen.version)


def test_templates_that_differ_in_a_number_stay_apart(store):
    """Thirty articles of one pattern about other meetings are thirty texts."""
    store_texts(store, {record.article.id: record.article.text for record in records(30)})

    assert leaders(store) == {}


def test_without_the_leader_the_next_one_leads(store):
    """The earliest of those that are left, in the transaction that removes it."""
    for day, (article_id, text) in enumerate([("a", "RELEASE"), ("c", "WITH_OTHER_LEAD"), ("b", "WITH_LINKS")]):
        store_texts(store, {article_id: getattr(releases, text)}, days=day)
    assert leaders(store) == {"b": "a", "c": "a"}

    assert remove_articles(store, ["a", "x"], now=NOW) == 1
    assert leaders(store) == {"b": "c"}
    assert remove_articles(store, ["b"], now=NOW) == 1
    assert leaders(store) == {}


def test_a_leader_with_another_text_leads_no_more(store):
    """Those that were its versions find each other, and it stands alone until it is one again."""
    store_texts(store, {"a": releases.RELEASE})
    store_texts(store, {"b": releases.WITH_BYLINE, "c": releases.CUT}, days=1)
    store_texts(store, {"a": releases.OWN_REPORT}, days=2)
    assert leaders(store) == {"c": "b"}

    store_texts(store, {"a": releases.WITH_BOILERPLATE}, days=3)
    assert leaders(store) == {"b": "a", "c": "a"}


def test_a_version_that_becomes_another_text_is_let_go(store):
    """The others stay with their leader."""
    store_texts(store, {"a": releases.RELEASE, "b": releases.WITH_BYLINE, "c": releases.CUT})
    store_texts(store, {"b": releases.WEEK_LATER})

    assert leaders(store) == {"c": "a"}


def test_texts_that_a_third_joins_become_versions_of_one(store):
    """Its beginning and its end share too little, until the whole of it comes."""
    beginning, end = "\n".join([releases.LEAD, *releases.BODY[:3]]), "\n".join(releases.BODY[1:])
    store_texts(store, {"end": end})
    store_texts(store, {"beginning": beginning}, days=1)
    assert leaders(store) == {}

    store_texts(store, {"whole": releases.RELEASE}, days=2)
    assert leaders(store) == {"whole": "end", "beginning": "end"}


def test_an_archive_from_before_is_compared(pipeline, store):
    """`verify` says so and mends it; so do reading it again, and adding to it."""
    ways = (lambda: mend(pipeline, check_archive(pipeline)), pipeline.reread, lambda: pipeline.add([a_record(1)]))
    pipeline.add([a_release(), a_record(0), a_release("b", releases.WITH_BYLINE)])
    for way in ways:
        forget(store, ["asli", "a0", "b"])
        assert check_archive(pipeline) == Findings(uncompared=("a0", "asli", "b"))
        assert check_archive(pipeline).sentences() == ["3 artikel belum dibandingkan teksnya dengan artikel lain"]
        way()
        assert check_archive(pipeline) == Findings()
        assert leaders(pipeline.store) == {"b": "asli"}


def test_what_was_stored_first_leads_where_it_is_compared_last(store):
    """As in an archive from before, to which versions were added until a kill."""
    store_texts(store, {"a": releases.RELEASE})
    forget(store, ["a"])
    store_texts(store, {"b": releases.WITH_BYLINE, "c": releases.CUT}, days=1)
    assert leaders(store) == {"c": "b"}

    compare_stored(store, uncompared(store))
    assert leaders(store) == {"b": "a", "c": "a"}


def forget(store, article_ids):
    """Leave the database as an earlier version of Notula left it."""
    from sqlalchemy import delete

    from data.store.tables.versions import SketchRow, VersionRow

    with store._transactions.writing() as connection:
        for table in (SketchRow, VersionRow):
            connection.execute(delete(table).where(table.article_id.in_(article_ids)))


def test_a_batch_that_fails_links_nothing(store):
    """Links stand or fall with the articles."""
    store_texts(store, {"a": releases.RELEASE})

    def fail():
        with store.transaction():
            store_texts(store, {"b": releases.CUT})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert leaders(store) == {}
    assert {one for held in store.versions.holders(sketch(releases.CUT)).values() for one in held} == {"a"}


def test_boilerplate_that_many_have_is_kept_for_some(store):
    """However many articles begin alike, a comparison looks at few; a version among them is found all the same."""
    page = " ".join(f"menu{number}" for number in range(40))
    own = {f"a{article}": " ".join(f"kata{article}x{number}" for number in range(90)) for article in range(90)}
    articles = [an_article(article_id, text=f"{page} {text}") for article_id, text in own.items()]
    for batch in (articles[:30], articles[30:60], articles[60:]):
        put(store, *batch)
        link_versions(store, batch)
    assert 40 <= max(map(len, store.versions.holders(sketch(page)).values())) < 70

    assert foresee_versions(store, [an_article("x", text=f"{page} {own['a85']} (red)")]) == {"x": "a85"}
