"""Saying no precisely: what is missing, what the archive has instead, and which meeting is nearest."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_candidate, a_meeting, a_query, an_article, moment, open_archive, present
from hypothesis import given
from hypothesis import strategies as st

from data.facts import Capacity
from data.wording.answers import shorten
from retrieval.answering.answer import Status
from retrieval.answering.answers.refusals import refuse_meeting, say_not_stated
from retrieval.answering.asking.query import Kind
from retrieval.language.offices import find_offices

DEMAK, JEPARA = "3321", "3320"
NEAREST = a_candidate(meeting=a_meeting(date=date(2024, 2, 12)), coverage=0.2, region=1.0, kind=1.0)


def refuse(*ranked, **fields):
    query = a_query("siapa yang hadir di rakor gempa", **fields)
    answer = refuse_meeting(query, ranked, open_archive().store)
    assert (answer.status, answer.facts, answer.sources, answer.meeting) == (Status.NOT_COVERED, (), (), None)
    return answer.text.split("\n")


def test_a_region_without_articles_is_named():
    """The archive knows nothing of it."""
    assert refuse(regions=(JEPARA,)) == ["Arsip belum memuat artikel tentang Jepara."]


def test_a_region_with_articles_is_offered():
    """How many there are and how recent they are, so that one can ask otherwise."""
    assert refuse(regions=(DEMAK,)) == [
        "Arsip belum memuat kegiatan yang cocok dengan “siapa yang hadir di rakor gempa”.",
        "Yang ada: 3 artikel tentang Demak, terakhir 13 Februari 2024.",
    ]


def test_without_a_region_the_question_is_repeated():
    """What was looked for, to check for a slip."""
    assert refuse() == ["Arsip belum memuat kegiatan yang cocok dengan “siapa yang hadir di rakor gempa”."]


def test_the_nearest_meeting_is_offered_as_just_that():
    """With its day."""
    assert refuse(NEAREST)[-1] == "Yang paling dekat: Rakor Pangan (12 Februari 2024)."


@pytest.mark.parametrize(
    "candidate", [a_candidate(region=0.0), a_candidate(meeting=a_meeting(), region=0.0, coverage=0.9)]
)
def test_a_meeting_elsewhere_is_not_near(candidate):
    """Whatever else fits."""
    assert refuse(candidate, regions=(JEPARA,)) == ["Arsip belum memuat artikel tentang Jepara."]


def test_a_long_question_is_cut_where_it_is_repeated():
    """A refusal stays readable."""
    answer = refuse_meeting(a_query("rapat " * 150), [], open_archive().store)
    assert len(answer.text) < 200


@given(st.text(), st.integers(1, 200))
def test_a_shortened_text_keeps_within_its_bound(text, limit):
    """On one line, and whole where it fits."""
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == " ".join(text.split()) or short.endswith("…")


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        (Kind.ATTENDEES, "siapa yang hadir"),
        (Kind.WHEN, "tanggal pelaksanaannya"),
        (Kind.WHERE, "tempatnya"),
        (Kind.TOPIC, "temanya"),
        (Kind.PURPOSE, "tujuannya"),
        (Kind.ORGANISER, "penyelenggaranya"),
        (Kind.OPENER_OR_LEADER, "siapa yang membuka atau memimpin"),
        (Kind.REPRESENTING, "siapa mewakili siapa"),
        (Kind.STATEMENT, "pernyataan yang ditanyakan"),
    ],
)
def test_the_missing_detail_is_named(kind, detail):
    """The meeting is there, the detail is not."""
    assert say_not_stated(a_query(kind=kind), NEAREST).startswith(
        f"Artikel tentang Rakor Pangan (12 Februari 2024) tidak menyebut {detail}"
    )


def test_the_office_asked_for_is_named():
    """In the words of the question."""
    query = a_query(asked_offices=tuple(find_offices("kapolres")), office_words=("Kapolres",))
    assert "Kapolres" in say_not_stated(query, NEAREST)
    assert "pernyataan Kapolres" in say_not_stated(query, NEAREST, kind=Kind.STATEMENT)


@pytest.mark.parametrize(
    ("capacity", "missing"),
    [(None, "hal yang ditanyakan"), (Capacity.OPENED, "hal yang ditanyakan"), (Capacity.LED, "siapa yang memimpin")],
)
def test_who_opened_is_not_said_to_be_missing_where_it_is_read(capacity, missing):
    """Whoever asks for a moderator is told that he is not stated, and not that nobody opened."""
    query = a_query(kind=Kind.OPENER_OR_LEADER, capacity=capacity)
    opened = a_candidate(present("Rahmat Basuki", role="Bupati Demak", capacity=Capacity.OPENED))
    assert missing in say_not_stated(query, opened)


def test_the_publication_date_is_offered_as_what_it_is():
    """It is not passed off as the day of the meeting."""
    candidate = a_candidate(article=an_article(published=moment(2024, 2, 13)))
    assert say_not_stated(a_query(kind=Kind.WHEN), candidate).endswith("Artikelnya terbit 13 Februari 2024.")
