"""When, where, theme, purpose and organiser: one fact, and the meeting it belongs to."""

from __future__ import annotations

import json
from datetime import date

import pytest
from builders import a_candidate, a_fact, a_meeting, a_query, an_article

from data.facts import FactKind
from retrieval.answering.answer import Status
from retrieval.answering.asking.query import Kind
from retrieval.answering.slots.details import DETAILS
from retrieval.answering.slots.disagreeing import find_disagreement

HEADLINE = "Rakor Pangan · 12 Februari 2024 · Aula Bappeda"


def ask(kind, *facts, formal="", article=None, **meeting):
    given = a_meeting(**{"date": date(2024, 2, 12), "place": "Aula Bappeda", **meeting})
    found = DETAILS[kind](a_query(formal, kind=kind), a_candidate(*facts, meeting=given, article=article))
    return found.text.split("\n") if found else None


def a_date(value="2024-02-12", **fields):
    return a_fact(FactKind.DATE, value, **fields)


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        ({}, "12 Februari 2024."),
        ({"date_end": date(2024, 2, 14)}, "12–14 Februari 2024."),
        ({"time": "pukul 09.00 WIB"}, "12 Februari 2024, pukul 09.00 WIB."),
    ],
)
def test_when(meeting, expected):
    """The day or days, the hour where it is given."""
    found = ask(Kind.WHEN, a_date(), formal="kapan rakor", **meeting)
    assert found[0] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Senin (12/2)", "12 Februari 2024 (tahunnya disimpulkan dari tanggal terbit artikel)."),
        ("hari ini", "12 Februari 2024 (harinya disimpulkan dari tanggal terbit artikel)."),
    ],
)
def test_what_is_inferred_of_a_date_is_said(written, expected):
    """The year, or the whole day where none is written."""
    article = an_article(f"Rapat digelar {written}.")
    fact = a_date(certain=False, value_start=14, value_end=14 + len(written))
    assert ask(Kind.WHEN, fact, formal="kapan rakor", article=article)[0] == expected


def test_a_clash_is_told():
    """What the article writes, why it cannot be, and what is likely meant."""
    detail = {
        "written": "Rabu (12/02/2024)",
        "weekday": "Rabu",
        "likely": "2024-02-14",
        "why": "12 Februari 2024 jatuh pada hari Senin",
    }
    assert ask(Kind.WHEN, a_date(certain=False, detail=json.dumps(detail)), formal="kapan rakor") == [
        "12 Februari 2024.",
        "Perhatian: artikel menulis “Rabu (12/02/2024)”, padahal 12 Februari 2024 jatuh pada hari Senin. "
        "Kemungkinan yang dimaksud 14 Februari 2024.",
        HEADLINE,
    ]


@pytest.mark.parametrize(
    ("formal", "time"), [("jam berapa rakor", None), ("pukul berapa rakor selesai", "pukul 09.00 WIB")]
)
def test_an_hour_that_is_not_given_is_not_stated(formal, time):
    """The day answers no question for the hour, nor the beginning one for the end."""
    assert ask(Kind.WHEN, a_date(), formal=formal, time=time) is None


@pytest.mark.parametrize(("facts", "day"), [([], date(2024, 2, 12)), ([a_date()], None)])
def test_a_day_without_evidence_is_not_stated(facts, day):
    """Neither a date without its fact nor a fact of another meeting's date."""
    assert ask(Kind.WHEN, *facts, formal="kapan rakor", date=day) is None


@pytest.mark.parametrize(
    ("kind", "fact", "value", "expected"),
    [
        (Kind.WHERE, FactKind.PLACE, "aula Bappeda", "Aula Bappeda."),
        (Kind.TOPIC, FactKind.THEME, "Panen Raya", "Tema: Panen Raya"),
        (Kind.TOPIC, FactKind.AGENDA, "stok beras", "Yang dibahas: stok beras"),
        (Kind.ORGANISER, FactKind.ORGANISER, "Dinas Pangan", "Penyelenggara: Dinas Pangan."),
    ],
)
def test_one_fact_answers(kind, fact, value, expected):
    """In a sentence of its kind."""
    assert ask(kind, a_fact(fact, value))[0] == expected


def test_a_theme_goes_before_an_agenda():
    """Where the article gives both."""
    assert ask(Kind.TOPIC, a_fact(FactKind.AGENDA, "beras"), a_fact(FactKind.THEME, "Panen"))[0] == "Tema: Panen"


def test_the_meetings_own_fact_goes_before_one_of_no_meeting():
    """The venue of this meeting, not one that the article names in passing."""
    general, own = a_fact(FactKind.PLACE, "balai desa", meeting=None), a_fact(FactKind.PLACE, "aula", start=5)
    assert ask(Kind.WHERE, general, own)[0] == "Aula."


@pytest.mark.parametrize("kind", [Kind.WHEN, Kind.WHERE, Kind.TOPIC, Kind.PURPOSE, Kind.ORGANISER])
def test_what_was_not_read_is_not_stated(kind):
    """Never guessed from the rest."""
    assert ask(kind, a_fact(FactKind.OUTCOME, "3 kesepakatan")) is None


def test_the_purpose_is_told_in_the_sentences_of_the_article():
    """Each sentence once, to the letter, then the meeting."""
    text = "Rapat bertujuan menjaga stok. Tujuan lainnya menekan harga."
    facts = [a_fact(FactKind.PURPOSE, "x", start=start, end=end) for start, end in [(0, 29), (0, 29), (30, 59)]]
    assert ask(Kind.PURPOSE, *facts, article=an_article(text)) == [text[:29], text[30:], HEADLINE]


# Where articles on one event disagree


def told(publisher, day):
    """An article of this publisher with its answer to "kapan"."""
    candidate = a_candidate(
        a_date(day.isoformat()), article=an_article(publisher=publisher), meeting=a_meeting(date=day)
    )
    return candidate, DETAILS[Kind.WHEN](a_query("kapan rakor", kind=Kind.WHEN), candidate)


def test_articles_that_disagree_are_both_told():
    """Each with its publisher and its evidence."""
    found = find_disagreement(Kind.WHEN, [told("Kabar A", date(2024, 2, 12)), told("Kabar B", date(2024, 2, 13))])
    assert found.text.split("\n") == [
        "Sumber tidak sepakat.",
        "Menurut Kabar A: 12 Februari 2024.",
        "Menurut Kabar B: 13 Februari 2024.",
    ]
    assert (found.status, len(found.evidence)) == (Status.CONFLICTING, 2)


def test_articles_that_agree_are_told_once():
    """Nothing to show."""
    same = [told("Kabar A", date(2024, 2, 12)), told("Kabar B", date(2024, 2, 12))]
    assert find_disagreement(Kind.WHEN, same) is None
    assert find_disagreement(Kind.WHEN, same[:1]) is None
