"""The meetings that may answer a question, best first."""

from __future__ import annotations

import math
from datetime import date
from itertools import permutations

import pytest
from builders import a_candidate, a_concept, a_fact, a_meeting, a_query, a_reading, an_article, present

from data.facts import FactKind
from data.store import FoundMeeting
from retrieval.answering.ranking.candidates import load_weights, rank
from retrieval.answering.ranking.events import group_events, is_same_event
from retrieval.answering.ranking.measures import FOUND_ITSELF, MEASURES, measure_articles
from retrieval.answering.ranking.presence import article_words
from retrieval.index.search import Hit
from retrieval.language.dates import Period


def a_hit(article_id, score):
    return Hit(chunk_id=1, article_id=article_id, start=0, end=5, score=score, lexical=0.0, dense=0.0)


def ranked(query, *articles, readings=(), found=None):
    return rank(
        query,
        found or {article.id: FOUND_ITSELF for article in articles},
        articles={article.id: article for article in articles},
        readings={reading.article_id: reading for reading in readings},
        words=article_words,
        frequency=lambda part: 1,
        chunks=10,
    )


def test_an_article_counts_by_its_best_passage():
    """Its score is a share of the best article's, and its lead over the best other; the order is that of passages."""
    found = measure_articles([a_hit("a", 0.8), a_hit("b", 0.4), a_hit("a", 0.3), a_hit("c", 0.2)])
    assert [(name, one["retrieval"], one["retrieval_lead"]) for name, one in found.items()] == [
        ("a", 1.0, 0.5),
        ("b", 0.5, -0.5),
        ("c", 0.25, pytest.approx(-0.75)),
    ]


@pytest.mark.parametrize(("hits", "expected"), [([], {}), ([a_hit("a", 0.0)], {"a": 0.0})])
def test_no_score_divides_by_nothing(hits, expected):
    """Nothing found, or nothing worth anything."""
    assert {name: one["retrieval"] for name, one in measure_articles(hits).items()} == expected


def test_without_vectors_nothing_is_said_of_meaning():
    """An article whose passages still wait for them is not far from the question."""
    assert math.isnan(measure_articles([a_hit("a", 1.0)])["a"]["meaning"])


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
    assert ranked(a_query(), an_article(), found={"hilang": FOUND_ITSELF}) == []


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


def test_everything_is_measured_by_its_name():
    """The weights are kept by these names."""
    (candidate,) = ranked(a_query(), an_article())
    assert set(candidate.measures) == set(MEASURES)
    assert candidate.fit("region") is None
    weights = load_weights()
    assert set(weights.ranking) == set(weights.having) == set(weights.lacking) == set(MEASURES)
    assert 0 < weights.least < weights.sure < 1


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
        ({"date": DAY, "regions": ("3321", "33")}, {"date": DAY, "regions": ("3320", "33")}, False),
        ({"date": DAY, "regions": ("3321", "33")}, {"date": DAY, "regions": ("33",)}, True),
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
