"""Versions of one text: stored as articles of their own, linked to the earliest, and mended when that changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import releases
from records import NOW, a_record, records
from small_models import WordEncoder
from store_builders import LATER, an_article, put

from data.article import Article
from data.readers import Record
from data.store import MeetingFilter
from retrieval.index.generation import Generations
from retrieval.ingest import Pipeline
from retrieval.ingest.checks import Findings, check_archive, mend
from retrieval.ingest.sameness import sketch
from retrieval.ingest.versions import foresee_versions, link_versions


@pytest.fixture
def clock():
    """The moments at which batches are stored, changed by a test."""
    return [NOW]


@pytest.fixture
def pipeline(store, tmp_path, clock):
    encoder = WordEncoder()
    return Pipeline(store, Generations(tmp_path), "kata", lambda name: encoder, clock=lambda: clock[-1])


def a_release(article_id="asli", text=releases.RELEASE, **fields):
    return Record(Article(article_id, text, **{"title": f"Rakor {article_id}", **fields}), f"/arsip/{article_id}.txt")


def leaders(pipeline):
    """What every article is a version of, by article id."""
    return pipeline.store.versions.leaders(pipeline.store.articles.hashes())


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


def test_the_first_of_a_file_leads(pipeline):
    """Whatever its id: all of a batch are stored at the same moment."""
    pipeline.add([a_release("z"), a_release("m", releases.WITH_BYLINE), a_release("a", releases.CUT)])

    assert leaders(pipeline) == {"m": "z", "a": "z"}


def test_what_would_be_a_version_is_said_before(pipeline):
    """A dry run stores nothing and counts the same, also among what it would store."""
    pipeline.add([a_release()])
    added = [a_release("b", releases.CUT), a_release("c", releases.OWN_REPORT), a_release("d", releases.WITH_LINKS)]
    foreseen = pipeline.add(added, dry_run=True)

    assert sorted(foreseen.version) == [("b", "asli"), ("d", "asli")]
    assert leaders(pipeline) == {}
    assert sorted(pipeline.add(added).version) == sorted(foreseen.version)


def test_templates_that_differ_in_a_number_stay_apart(pipeline):
    """Thirty articles of one pattern about other meetings are thirty texts."""
    assert pipeline.add(records(30)).version == []


def test_without_the_leader_the_next_one_leads(pipeline, clock):
    """The earliest of those that are left, in the transaction that removes it."""
    for article_id, text in (("asli", "RELEASE"), ("c", "WITH_OTHER_LEAD"), ("b", "WITH_LINKS")):
        pipeline.add([a_release(article_id, getattr(releases, text))])
        clock.append(clock[-1] + timedelta(days=1))
    assert leaders(pipeline) == {"b": "asli", "c": "asli"}

    pipeline.remove(["asli"])
    assert leaders(pipeline) == {"b": "c"}
    pipeline.remove(["b"])
    assert leaders(pipeline) == {}


def test_a_leader_with_another_text_leads_no_more(pipeline, clock):
    """Those that were its versions find each other, and it stands alone until it is one again."""
    pipeline.add([a_release()])
    clock.append(LATER)
    pipeline.add([a_release("b", releases.WITH_BYLINE), a_release("c", releases.CUT)])
    pipeline.add([a_release(text=releases.OWN_REPORT)])
    assert leaders(pipeline) == {"c": "b"}

    pipeline.add([a_release(text=releases.WITH_BOILERPLATE)])
    assert sorted(leaders(pipeline).items()) == [("b", "asli"), ("c", "asli")]


def test_a_version_that_becomes_another_text_is_let_go(pipeline):
    """The others stay with their leader."""
    pipeline.add([a_release(), a_release("b", releases.WITH_BYLINE), a_release("c", releases.CUT)])
    pipeline.add([a_release("b", releases.WEEK_LATER)])

    assert leaders(pipeline) == {"c": "asli"}


def test_texts_that_a_third_joins_become_versions_of_one(pipeline):
    """Its beginning and its end share too little, until the whole of it comes."""
    beginning, end = "\n".join([releases.LEAD, *releases.BODY[:3]]), "\n".join(releases.BODY[1:])
    pipeline.add([a_release("akhir", end)])
    pipeline.add([a_release("awal", beginning)])
    assert leaders(pipeline) == {}

    pipeline.add([a_release()])
    assert leaders(pipeline) == {"asli": "akhir", "awal": "akhir"}


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
        assert leaders(pipeline) == {"b": "asli"}


def test_what_was_stored_first_leads_where_it_is_compared_last(pipeline, store):
    """As in an archive from before, to which versions were added until a kill."""
    pipeline.add([a_release()])
    forget(store, ["asli"])
    later = [a_release("b", releases.WITH_BYLINE).article, a_release("c", releases.CUT).article]
    put(store, *later, now=LATER)
    link_versions(store, later)
    assert leaders(pipeline) == {"c": "b"}

    pipeline.compare()
    assert leaders(pipeline) == {"b": "asli", "c": "asli"}


def forget(store, article_ids):
    """Leave the database as an earlier version of Notula left it."""
    from sqlalchemy import delete

    from data.store.version_models import SketchRow, VersionRow

    with store._transactions.writing() as connection:
        for table in (SketchRow, VersionRow):
            connection.execute(delete(table).where(table.article_id.in_(article_ids)))


def test_a_batch_that_fails_links_nothing(pipeline, store):
    """Links stand or fall with the articles."""
    pipeline.add([a_release()])
    late = a_release("b", releases.CUT).article

    def fail():
        with store.transaction():
            put(store, late)
            link_versions(store, [late])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert leaders(pipeline) == {}
    assert store.versions.holders([1]) == {}
    assert check_archive(pipeline) == Findings()


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
