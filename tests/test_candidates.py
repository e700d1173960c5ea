"""The meetings that may answer a question, best first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from builders import a_candidate, a_concept, a_fact, a_fit, a_meeting, a_query, a_reading, an_article, present

from data.facts import FactKind
from data.store import FoundMeeting
from retrieval.answering.asking.query import Kind
from retrieval.answering.ranking.acceptance import is_acceptable, is_meant
from retrieval.answering.ranking.candidates import best_hits, rank, score_fit
from retrieval.answering.ranking.events import group_events, is_same_event
from retrieval.answering.ranking.presence import article_words
from retrieval.answering.ranking.thresholds import Thresholds, load_thresholds
from retrieval.index.search import Hit
from retrieval.language.dates import Period
from retrieval.language.offices import find_offices

THRESHOLDS = replace(
    load_thresholds(),
    weight_retrieval=0.4,
    weight_coverage=0.4,
    weight_region=0.2,
    weight_period=0.2,
    weight_kind=0.1,
    min_coverage=0.5,
    min_region=0.5,
    min_period=0.5,
    min_kind=0.5,
    min_identity=0.3,
    min_telling=0.5,
)


def a_hit(article_id, score):
    return Hit(chunk_id=1, article_id=article_id, start=0, end=5, score=score, lexical=0.0, dense=0.0)


def ranked(query, *articles, readings=(), scores=None):
    return rank(
        query,
        scores or {article.id: 1.0 for article in articles},
        articles={article.id: article for article in articles},
        readings={reading.article_id: reading for reading in readings},
        words=article_words,
        frequency=lambda part: 1,
        chunks=10,
        thresholds=THRESHOLDS,
    )


def test_an_article_counts_by_its_best_passage():
    """Scores are shares of the best one; only the best articles are kept, best first."""
    hits = [a_hit("a", 0.8), a_hit("b", 0.4), a_hit("a", 0.3), a_hit("c", 0.2)]
    assert best_hits(hits, limit=2) == {"a": 1.0, "b": 0.5}


@pytest.mark.parametrize(("hits", "expected"), [([], {}), ([a_hit("a", 0.0)], {"a": 0.0})])
def test_no_score_divides_by_nothing(hits, expected):
    """Nothing found, or nothing worth anything."""
    assert best_hits(hits, limit=5) == expected


def test_the_meeting_that_fits_better_comes_first():
    """Words, region and period decide among articles that retrieval likes equally."""
    flood, rice = an_article("Rakor banjir.", id="banjir"), an_article("Rakor beras.", id="beras")
    candidates = ranked(a_query(concepts=(a_concept("beras"),)), flood, rice)
    assert [candidate.article.id for candidate in candidates] == ["beras", "banjir"]
    assert candidates[0].score > candidates[1].score


def test_each_meeting_of_an_article_is_a_candidate():
    """Of two meetings in one article, the one in the asked month leads."""
    january = a_meeting(name="Rakor Januari", date=date(2024, 1, 9))
    may = a_meeting(ordinal=1, name="Rakor Mei", date=date(2024, 5, 2))
    article, reading = an_article(), a_reading(meetings=(january, may))
    query = a_query(periods=(Period(0, 3, year=None, month=5, day=None, day_end=None),))
    assert [candidate.name for candidate in ranked(query, article, readings=[reading])] == [
        "Rakor Mei",
        "Rakor Januari",
    ]


def test_an_article_without_a_meeting_is_called_by_its_title():
    """It may still answer a free question."""
    (candidate,) = ranked(a_query(), an_article(title="Harga Cabai Naik"))
    assert (candidate.meeting, candidate.name) == (None, "Harga Cabai Naik")


def test_an_article_that_is_gone_is_passed_over():
    """It was removed between the search and the look into the store."""
    assert ranked(a_query(), an_article(), scores={"hilang": 1.0}) == []


def test_the_order_does_not_depend_on_the_order_of_retrieval():
    """Equal scores are ordered by id."""
    articles = [an_article(id=article_id) for article_id in "abc"]
    orders = {tuple(c.article.id for c in ranked(a_query(), *some)) for some in permutations(articles)}
    assert orders == {("a", "b", "c")}


def test_facts_of_another_meeting_are_left_out():
    """Those of no meeting in particular belong to each; they come in the order of the text."""
    own, general = present("Wiraguna", start=20, end=30), a_fact(FactKind.PLACE, "aula", meeting=None)
    other = present("Larasati", meeting=1)
    candidate = a_candidate(own, other, general)
    assert candidate.facts(FactKind.ATTENDANCE, FactKind.PLACE) == [general, own]


def test_only_the_kinds_of_facts_asked_for_come():
    """A place is no attendance."""
    candidate = a_candidate(a_fact(FactKind.PLACE, "aula"))
    assert candidate.facts(FactKind.ATTENDANCE) == []


@pytest.mark.parametrize(
    ("fit", "expected"),
    [
        (a_fit(retrieval=1.0, coverage=0.5), 0.75),
        (a_fit(retrieval=1.0, coverage=1.0, region=0.0), 0.8),
        (a_fit(retrieval=1.0, coverage=1.0, region=1.0, period=1.0, kind=1.0), 1.0),
        (a_fit(retrieval=0.0, coverage=0.0), 0.0),
    ],
)
def test_a_score_is_the_weighted_mean_of_what_is_asked(fit, expected):
    """What the question does not ask for does not count."""
    assert score_fit(fit, THRESHOLDS) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("fit", "expected"),
    [
        (a_fit(), True),
        (a_fit(coverage=0.5, region=0.5), True),
        (a_fit(coverage=0.6, kind=0.6), True),
        (a_fit(coverage=0.6, period=0.6, kind=0.6), False),
        (a_fit(retrieval=0.0), True),
        (a_fit(coverage=0.49), False),
        (a_fit(region=0.49), False),
        (a_fit(period=0.49), False),
        (a_fit(kind=0.49, words=2), False),
        (a_fit(kind=0.55, words=2), True),
        (a_fit(kind=0.55, words=1), False),
    ],
)
def test_every_part_has_to_be_good_enough(fit, expected):
    """A wrong year is not outweighed by the right region, and half fits do not add up to a whole one."""
    assert is_acceptable(fit, THRESHOLDS) is expected


def test_the_shipped_thresholds_are_shares():
    """Figures between nothing and all."""
    thresholds = load_thresholds()
    assert all(0 < getattr(thresholds, name) < 1 for name in Thresholds.__slots__)


DAY = date(2024, 2, 12)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"date": DAY, "regions": ("3321",)}, {"date": DAY, "regions": ("3321", "33")}, True),
        ({"date": DAY, "regions": ("3321",)}, {"date": date(2024, 2, 13), "regions": ("3321",)}, True),
        (
            {"date": DAY, "regions": ("3321",)},
            {"date": date(2024, 2, 13), "regions": ("3321",), "name": "Rakor Banjir Rob"},
            False,
        ),
        ({"date": DAY, "regions": ("3321",)}, {"date": date(2024, 2, 19), "regions": ("3321",)}, False),
        ({"date": DAY, "regions": ("3321",)}, {"date": DAY, "regions": ("3320",)}, False),
        ({"date": DAY, "regions": ("3321",)}, {"date": DAY, "regions": ("3321",), "kind": "musrenbang"}, False),
        ({"date": None, "regions": ("3321",)}, {"date": None, "regions": ("3321",)}, False),
    ],
)
def test_two_articles_report_one_event(one, other, expected):
    """The same kind, a shared region, and a day that is the same, or nearly so where the names agree."""
    first = a_candidate(article=an_article(id="a"), meeting=a_meeting(**one))
    second = a_candidate(article=an_article(id="b"), meeting=a_meeting(**other))
    assert is_same_event(first, second) is expected


def test_two_meetings_of_one_article_are_two_events():
    """An article does not report the same thing twice."""
    meeting = a_meeting(date=DAY, regions=("3321",))
    assert not is_same_event(a_candidate(meeting=meeting), a_candidate(meeting=meeting))


def test_an_event_of_several_articles_is_grouped():
    """Reports of one meeting stand together; another meeting of the same day, or of the same article, stays apart."""
    told = [
        FoundMeeting("a", a_meeting(name="Rakor Pangan", date=DAY, regions=("3321",)), DAY),
        FoundMeeting("a", a_meeting(name="Rakor Pangan", date=DAY, regions=("3321",), ordinal=1), DAY),
        FoundMeeting("b", a_meeting(name="Rapat Koordinasi Pangan", date=DAY, regions=("3321",)), DAY),
        FoundMeeting("c", a_meeting(name="Rakor Banjir Rob", date=DAY, regions=("3321",)), DAY),
    ]
    assert [[found.article_id for found in event] for event in group_events(told)] == [["a", "b"], ["a"], ["c"]]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"coverage": 1.0, "words": 3}, True),
        ({"coverage": 0.8, "words": 3}, False),
        ({"coverage": 1.0, "words": 2}, False),
    ],
)
def test_a_region_only_mentioned_is_enough_where_several_words_agree(fields, expected):
    """All but all of three words or more; otherwise the meeting may be elsewhere."""
    thresholds = replace(THRESHOLDS, min_region=0.65)
    assert is_acceptable(a_fit(region=0.6, **fields), thresholds) is expected


def test_words_that_name_the_meeting_have_a_floor_of_their_own():
    """What is asked about it may be missing, what it is called may not."""
    assert is_acceptable(a_fit(kind=1.0, coverage=0.5, naming=1.0), THRESHOLDS)
    assert not is_acceptable(a_fit(kind=1.0, coverage=0.5, naming=0.2), THRESHOLDS)


@pytest.mark.parametrize(
    ("asked", "fit", "expected"),
    [
        ({"concepts": ("banjir", "rob")}, {"telling": 0.5, "words": 2}, True),
        ({"concepts": ("banjir", "rob")}, {"telling": 0.49, "words": 2}, False),
        ({"concepts": ("banjir", "rob"), "kinds": ("rakor",)}, {"telling": 0.0, "words": 2}, True),
        ({"concepts": ("banjir", "rob"), "regions": ("3321",)}, {"telling": 0.0, "words": 2}, True),
        ({}, {"telling": 0.0, "words": 0}, True),
        ({"concepts": ("banjir",)}, {}, False),
        ({"concepts": ("pangan",)}, {}, True),
        ({"concepts": ("pangan",)}, {"telling": 0.3}, False),
        ({"concepts": ("pangan",), "kind": Kind.PASSAGE}, {"telling": 0.3}, True),
        ({"concepts": ("banjir",), "kind": Kind.PASSAGE}, {"telling": 0.3}, False),
        ({"concepts": ("banjir",), "kind": Kind.STATEMENT}, {}, True),
        ({"concepts": ("banjir",), "asked_offices": tuple(find_offices("bupati"))}, {}, True),
    ],
)
def test_few_words_have_to_tell_which_meeting_is_meant(asked, fit, expected):
    """One word does for a detail where the meeting, "Rakor Pangan", is called by it; a common one hardly ever."""
    query = a_query(**{"kind": Kind.WHEN, **asked, "concepts": tuple(map(a_concept, asked.get("concepts", ())))})
    assert is_meant(query, a_candidate(**fit), THRESHOLDS) is expected
