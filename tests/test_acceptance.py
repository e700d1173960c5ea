"""Which meeting is taken for the one asked about: surely, with doubts that are said, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_candidate, a_meeting, a_query, an_article, ask

from retrieval.answering.answer import Status
from retrieval.answering.ranking import acceptance
from retrieval.answering.ranking.acceptance import accept, find_certainty, find_lead
from retrieval.answering.weighing import Weights

DEMAK = "3321"


ASKED = a_query(regions=(DEMAK,))
PLAIN = Weights({"coverage": 1.0}, {"coverage": 8.0}, {"coverage": 0.0}, -4.0, least=0.3, sure=0.8)


@pytest.fixture
def weights(monkeypatch):
    """Coverage alone decides: half of it is an even chance."""
    monkeypatch.setattr(acceptance, "load_weights", lambda: PLAIN)
    return PLAIN


def of_article(name, **fields):
    return a_candidate(article=an_article(id=name), **fields)


@pytest.mark.usefixtures("weights")
def test_what_fits_is_taken_without_doubts():
    """Nothing is left to say."""
    found = accept(ASKED, [a_candidate()])
    assert found.certainty > 0.9
    assert (found.doubts, found.is_careful) == ((), False)


@pytest.mark.usefixtures("weights")
def test_what_hardly_fits_is_refused():
    """As is a question for which nothing was found."""
    assert accept(ASKED, [a_candidate(coverage=0.2)]) is None
    assert accept(a_query(), []) is None


@pytest.mark.usefixtures("weights")
def test_between_both_the_doubts_are_said():
    """Words that the article lacks, another kind, another day, another region."""
    query = a_query(kinds=("fgd",), regions=(DEMAK,))
    meeting = a_meeting(date=date(2024, 2, 12), regions=("3320",))
    lacking = {"kind": 0.0, "period": 0.5, "region": 0.0, "missing": ("panen",)}
    found = accept(query, [a_candidate(meeting=meeting, coverage=0.5, **lacking)])
    assert found.is_careful
    assert found.doubts == (
        "arsip tidak memuat kata “panen” di situ",
        "jenis kegiatannya lain",
        "arsip menulis tanggal 12 Februari 2024",
        "arsip menulis daerah Jepara",
    )


@pytest.mark.usefixtures("weights")
def test_without_a_doubt_to_say_nothing_is_said():
    """Even where it is not sure."""
    assert not accept(ASKED, [a_candidate(coverage=0.5)]).is_careful


@pytest.mark.usefixtures("weights")
def test_others_that_fit_as_well_come_along():
    """Those that are only a little behind."""
    best, near, far = (of_article(name, score=score) for name, score in [("a", 5.0), ("b", 4.0), ("c", 1.0)])
    assert [one.article_id for one in accept(ASKED, [best, near, far]).fitting] == ["a", "b"]


@pytest.mark.usefixtures("weights")
def test_what_is_taken_knows_how_surely():
    """Its answers are no surer."""
    found = accept(ASKED, [a_candidate(coverage=0.5)])
    assert [one.certainty for one in found.fitting] == [found.certainty] == [0.5]


def test_a_lead_is_over_the_next_article(weights):
    """Another meeting of the same article is no rival; without a rival the lead is as great as can be."""
    best, own, other = of_article("a", score=5.0), of_article("a", score=4.5), of_article("b", score=3.0)
    assert find_lead([best, own, other]) == 2.0
    assert find_certainty([best]) == weights.certainty(best.measures, float("inf"))


@pytest.mark.parametrize("asked", ["", " 2024", " di pendopo"])
def test_the_shipped_weights_know_our_meeting(asked):
    """However much is said of it."""
    assert ask(f"kapan rakor penanggulangan banjir demak{asked}?").certainty > 0.6


@pytest.mark.parametrize(
    "question",
    [
        "kapan rakor penanggulangan banjir demak 2019?",
        "kapan rakor penanggulangan banjir jepara?",
        "siapa yang juara liga inggris musim lalu?",
        "kapan beras?",
    ],
)
def test_the_shipped_weights_know_what_is_not_there(question):
    """Another year or region, another subject, and what names no meeting."""
    assert ask(question).status is Status.NOT_COVERED
