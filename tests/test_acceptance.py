"""Which meetings are taken for the one asked about: surely, with doubts that are said, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import a_candidate, a_fit, a_meeting, a_query

from retrieval.answering.ranking.acceptance import accept, accept_best, certainty, is_near
from retrieval.answering.ranking.thresholds import load_thresholds

DEMAK = "3321"
THRESHOLDS = replace(
    load_thresholds(), min_coverage=0.5, min_coverage_near=0.25, min_telling_near=0.5, min_region=0.65, min_period=0.5
)
HARDLY_NAMED = {"coverage": 0.3, "naming": 0.3, "region": 1.0, "kind": 1.0, "words": 4, "missing": ("panen",)}


@pytest.mark.parametrize(
    ("fit", "expected"),
    [
        ({}, True),
        ({"period": 0.7}, True),
        ({"region": 0.3}, False),
        ({"period": 0.0}, False),
        ({"kind": None}, False),
        ({"coverage": 0.2}, False),
        ({"telling": 0.3}, False),
        ({"kind": 0.0}, False),
        ({"kind": 0.0, "coverage": 1.0, "naming": 1.0}, True),
    ],
)
def test_what_is_near_enough_for_a_careful_answer(fit, expected):
    """Few words where region and kind fit, or all words and another kind; never another region or time."""
    assert is_near(a_fit(**{**HARDLY_NAMED, **fit}), THRESHOLDS) is expected


def test_what_fits_is_taken_without_doubts():
    """Nothing is left to say."""
    found = accept(a_query(), a_candidate(), THRESHOLDS)
    assert (found.certainty, found.doubts, found.is_careful) == (1.0, (), False)


def test_doubts_say_what_does_not_fit():
    """Words that the article lacks, another kind, another day."""
    query = a_query(kinds=("fgd",), regions=(DEMAK,))
    candidate = a_candidate(
        meeting=a_meeting(date=date(2024, 2, 12)), **{**HARDLY_NAMED, "coverage": 0.6, "naming": 0.6, "period": 0.7}
    )
    assert accept(query, candidate, THRESHOLDS).doubts == (
        "arsip tidak memuat kata “panen” di situ",
        "arsip menulis tanggal 12 Februari 2024",
    )


def test_only_the_very_best_is_taken_carefully():
    """Behind a better candidate that is refused, a near one is not the meeting meant."""
    near, refused = a_candidate(**HARDLY_NAMED), a_candidate(coverage=0.0)
    query = a_query(kinds=("rakor",), regions=(DEMAK,))
    assert [one for one, _ in accept_best(query, [near, refused], THRESHOLDS)] == [near]
    assert accept_best(query, [refused, near], THRESHOLDS) == []


def test_a_sure_meeting_leaves_the_near_ones_behind():
    """Wherever they are ranked."""
    near, sure = a_candidate(**HARDLY_NAMED), a_candidate(region=1.0, kind=1.0)
    query = a_query(kinds=("rakor",), regions=(DEMAK,))
    assert [one for one, _ in accept_best(query, [near, sure], THRESHOLDS)] == [sure]


@pytest.mark.parametrize(
    ("fit", "expected"), [(a_fit(), 1.0), (a_fit(coverage=0.5, region=0.6), 0.3), (a_fit(kind=0.5, period=0.8), 0.4)]
)
def test_certainty_falls_with_everything_that_does_not_fit(fit, expected):
    """All that is asked has to fit."""
    assert certainty(fit) == pytest.approx(expected)
