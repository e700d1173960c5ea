"""How well an article's meeting fits a question: words, region, period and kind."""

from __future__ import annotations

import math
from datetime import date

import pytest
from builders import a_concept, a_meeting, a_query, a_reading, an_article, moment
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.asking.query import Kind
from retrieval.answering.ranking.measures import Compared, measure_meeting, presences
from retrieval.answering.ranking.presence import article_words, weigh_question
from retrieval.language.dates import Period

DEMAK, JEPARA, CENTRAL_JAVA = "3321", "3320", "33"


def a_period(year=None, month=None, day=None, day_end=None):
    return Period(0, 4, year=year, month=month, day=day, day_end=day_end)


# Region, period, kind


def fit(query, *, regions=(), **article):
    """What is measured of a meeting, or of an article with `meeting=None`; NaN is None."""
    meeting = article.pop("meeting", a_meeting())
    given_article = an_article(article.pop("text", "Rapat digelar."), **{"title": "Rapat", **article})
    words = article_words(given_article)
    worth = weigh_question(query, lambda stem: 1, chunks=10)
    reading = a_reading(regions=regions)
    compared = Compared(query, worth, given_article, reading, meeting, words, presences(worth, words))
    return {name: None if math.isnan(figure) else figure for name, figure in measure_meeting(compared).items()}


@pytest.mark.parametrize(
    ("asked", "own", "regions", "expected"),
    [
        ((), (DEMAK,), (), None),
        ((DEMAK,), (DEMAK,), (), 1.0),
        ((CENTRAL_JAVA,), (DEMAK,), (), 1.0),
        ((DEMAK,), (), (DEMAK,), 1.0),
        ((DEMAK,), (), (JEPARA, DEMAK), 0.3),
        ((DEMAK,), (CENTRAL_JAVA,), (), 0.3),
        ((DEMAK,), (JEPARA,), (), 0.0),
    ],
)
def test_region(asked, own, regions, expected):
    """The meeting's own region counts, then the article's main one; a wider one, or one only named, counts little."""
    assert fit(a_query(regions=asked), meeting=a_meeting(regions=own), regions=regions)["region"] == expected


@pytest.mark.parametrize(("title", "text"), [("Rapat di Demak", ""), ("Rapat", "Warga Demak.")])
def test_a_region_only_mentioned_counts_less(title, text):
    """In title or opening."""
    meeting = a_meeting(regions=(JEPARA,))
    found = fit(a_query(regions=(DEMAK,)), meeting=meeting, regions=(JEPARA, DEMAK), title=title, text=text)
    assert found["region"] == 0.6


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (a_period(2024), 1.0),
        (a_period(2024, 2), 1.0),
        (a_period(2024, 2, 12), 1.0),
        (a_period(2024, 2, 10, 14), 1.0),
        (a_period(month=2), 1.0),
        (a_period(2023), 0.0),
        (a_period(2024, 3), 0.0),
        (a_period(2024, 2, 13), 0.0),
    ],
)
def test_a_period_holds_the_day_of_the_meeting(period, expected):
    """The day it was published does not matter then."""
    meeting = a_meeting(date=date(2024, 2, 12))
    assert fit(a_query(periods=(period,)), meeting=meeting, published=moment(2024, 3, 1))["period"] == expected


@pytest.mark.parametrize(("year", "published", "expected"), [(2024, moment(2024, 3, 1), 0.8), (2024, None, 0.0)])
def test_without_a_day_the_publication_tells(year, published, expected):
    """It counts a little less than the day itself."""
    assert fit(a_query(periods=(a_period(year),)), published=published)["period"] == expected


@pytest.mark.parametrize(
    ("period", "text", "expected"),
    [
        (a_period(2024, 2), "Rapat digelar Senin (12/2).", 0.7),
        (a_period(2024, 2, 12), "Rapat digelar 12 Februari 2024.", 0.7),
        (a_period(2023, 2, 12), "Rapat digelar 12 Februari 2024.", 0.0),
        (a_period(2024, 3), "Rapat digelar Senin (12/2).", 0.0),
    ],
)
def test_without_a_day_of_the_meeting_the_days_of_the_text_tell(period, text, expected):
    """A day without its year may be of any year where nothing says of which."""
    assert fit(a_query(periods=(period,)), text=text)["period"] == expected


@pytest.mark.parametrize(
    ("year", "text", "expected"),
    [
        (2024, "Rapat digelar Senin (12/2).", 0.7),
        (2021, "Rapat digelar Senin (12/2).", 0.0),
        (2021, "Rapat digelar Senin (12/2), yang pertama sejak 2021.", 0.7),
    ],
)
def test_a_day_without_its_year_is_of_the_publication_or_of_one_written(year, text, expected):
    """The same day of another year is none of the meeting's."""
    query, published = a_query(periods=(a_period(year, 2, 12),)), moment(2024, 3, 5)
    assert fit(query, text=text, published=published, meeting=a_meeting(date=date(2024, 3, 4)))["period"] == expected


@pytest.mark.parametrize(("year", "expected"), [(2020, 0.8), (2021, 0.0)])
def test_a_year_may_belong_to_the_subject(year, expected):
    """ "APBD 2020" is no rapat of 2020, where title or opening have the year."""
    query, meeting = a_query(periods=(a_period(2020),)), a_meeting(date=date(2021, 6, 2))
    assert fit(query, text=f"DPRD menyetujui APBD {year}.", meeting=meeting)["period"] == expected


@pytest.mark.parametrize(
    ("asked", "kind", "expected"),
    [(("rakor",), "rakor", 1.0), (("rapat",), "rakor", 0.9), ((), "rakor", None), (("bimtek",), "paripurna", 0.0)],
)
def test_kind(asked, kind, expected):
    """A wider word names a special kind nearly as well; kinds that have nothing in common do not fit."""
    assert fit(a_query(kinds=asked), meeting=a_meeting(kind=kind))["kind"] == expected


def test_an_article_without_a_meeting_fits_a_question_about_one_badly():
    """And a free question not at all worse."""
    assert fit(a_query(), meeting=None)["kind"] <= 0.5
    assert fit(a_query(kind=Kind.PASSAGE), meeting=None)["kind"] is None


def test_what_is_not_asked_for_has_no_fit():
    """Region, period and kind are None."""
    found = fit(a_query())
    assert (found["region"], found["period"], found["kind"]) == (None, None, None)


# Everything together

PERIODS = st.builds(
    a_period, st.none() | st.integers(2019, 2025), st.none() | st.integers(1, 12), st.none() | st.integers(1, 28)
)
CODES = st.lists(st.sampled_from([DEMAK, JEPARA, CENTRAL_JAVA, "1504", "xx"]), max_size=3).map(tuple)
SOME_WORDS = st.lists(st.sampled_from(["banjir", "rapat", "demak", "lsm", "2024", "perahu"]), max_size=4)
MEETINGS = st.none() | st.builds(
    a_meeting,
    regions=CODES,
    date=st.none() | st.dates(date(2019, 1, 1), date(2025, 12, 31)),
    name=SOME_WORDS.map(" ".join),
    kind=st.sampled_from(["rakor", "paripurna", "kegiatan"]),
)
QUERIES = st.builds(
    a_query,
    kind=st.sampled_from(Kind),
    concepts=SOME_WORDS.map(lambda words: tuple(a_concept(word, is_kind=word == "rapat") for word in words)),
    kinds=st.lists(st.sampled_from(["rakor", "musrenbang", "kegiatan"]), max_size=2).map(tuple),
    regions=CODES,
    periods=st.lists(PERIODS, max_size=2).map(tuple),
)


@given(
    query=QUERIES, meeting=MEETINGS, regions=CODES, text=SOME_WORDS, published=st.none() | st.just(moment(2024, 1, 1))
)
def test_every_figure_of_a_fit_lies_between_nothing_and_all(query, meeting, regions, text, published):
    """Whatever is asked of whatever article; only concepts of the question are missing."""
    found = fit(query, meeting=meeting, regions=regions, text=" ".join(text), published=published)
    assert all(0.0 <= figure <= 1.0 for figure in found.values() if figure is not None)


# Words


def test_coverage_is_the_weighted_share():
    """Of all concepts, of those the archive knows, and of those that name the meeting; kinds do not count."""
    asked = a_concept("gempa")
    query = a_query(
        concepts=(a_concept("banjir"), asked, a_concept("rakor", is_kind=True)),
        asked_concepts=(asked,),
        kinds=("rakor",),
    )
    found = fit(query, text="Rapat banjir.")
    assert (found["coverage"], found["naming"]) == (0.5, 1.0)
    assert found["missing"] == 1 / 6


def test_a_question_without_concepts_has_no_coverage():
    """Nothing asked, nothing missing."""
    found = fit(a_query())
    assert (found["coverage"], found["missing"]) == (None, 0.0)


@pytest.mark.parametrize(
    ("own", "text", "named", "other"),
    [((JEPARA,), "Jepara.", 0.0, 1.0), ((JEPARA,), "Warga Demak.", 1.0, 1.0), ((CENTRAL_JAVA,), "", 0.0, 0.0)],
)
def test_another_region_of_the_same_level_is_another(own, text, named, other):
    """A wider one is not; the name asked for may stand in the text all the same."""
    found = fit(a_query(regions=(DEMAK,)), meeting=a_meeting(regions=own), regions=own, text=text)
    assert (found["region_named"], found["region_other"]) == (named, other)


@pytest.mark.parametrize(("year", "held", "published"), [(2024, 0.0, 0.0), (2023, 1.0, 1.0), (None, None, None)])
def test_another_year_than_asked_for(year, held, published):
    """Of the meeting and of the article."""
    query = a_query(periods=(a_period(year, month=2),))
    found = fit(query, meeting=a_meeting(date=date(2024, 2, 12)), published=moment(2024, 2, 13))
    assert (found["held_else"], found["published_else"]) == (held, published)
