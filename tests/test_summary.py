"""A meeting in four lines, each on facts of the articles on one event; what none states is said to be unsaid."""

# ruff: noqa: E501 - answers stand here as users read them

from __future__ import annotations

from datetime import date

import pytest
from builders import a_candidate, a_fact, a_meeting, a_query, an_article, ask, present, talk
from inline_snapshot import snapshot

from data.facts import Capacity, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import Status
from retrieval.answering.answers.summary import summarise
from retrieval.answering.asking.query import Kind

SUMMARY = a_query("rangkum rakor pangan", kind=Kind.SUMMARY)


def lines(*event):
    return summarise(SUMMARY, event).text.split("\n")


def test_two_articles_complete_each_other():
    """Date and time, place, those who opened and led first, and the theme that only one of them gives."""
    assert talk("tolong rangkum rapat penanggulangan banjir Demak") == snapshot("""\
answered: Acara: Rapat Koordinasi Penanggulangan Banjir, 12 Februari 2024, pukul 09.00 WIB.
Tempat: Pendopo.
Yang hadir: Sekretaris Daerah Demak Drs. Wiraguna Sastra, M.Si. (mewakili Bupati Demak; membuka acara); Kepala BPBD Demak Larasati Wening (memimpin); Dandim 0716/Demak Letkol Inf Bramasta Yudha; Kabag Ops Kompol Tirta Sanjaya (mewakili Kapolres Demak); Kepala Dinas Sosial Demak Ratih Kusumadewi; dan 1 lainnya.
Tema: Demak Siaga, Warga Selamat.\
""")


@pytest.mark.parametrize(
    "question", ["buatin ringkasan musrenbang Demak 2023 dong", "summarize the musrenbang of Demak in 2023"]
)
def test_however_it_is_asked_for(question):
    """In slang and in English."""
    answer = ask(question)
    assert (answer.status, answer.kind) == (Status.ANSWERED, Kind.SUMMARY)
    assert {source.article_id for source in answer.sources} == {"musrenbang-demak"}
    assert all(fact.quote for fact in answer.facts)


def test_of_the_meeting_spoken_of():
    """A follow-up needs no name."""
    assert talk("kapan musrenbang Demak 2023?", "rangkum dong") == talk("rangkum musrenbang Demak 2023")


@pytest.mark.parametrize("question", ["rangkum rapat", "buatkan ringkasan rakor"])
def test_without_a_meeting_it_is_asked_which(question):
    """None is picked."""
    assert ask(question).text == wording.WHICH_MEETING


def test_of_a_meeting_that_is_not_there():
    """Refused like any other question about it."""
    assert ask("rangkum rakor gempa Jepara").status is Status.NOT_COVERED


def test_what_is_unsaid_is_said_to_be():
    """A meeting of which only the name was read."""
    assert lines(a_candidate()) == ["Acara: Rakor Pangan."] + [
        f"{label}: tidak ditemukan dalam artikel." for label in ("Tempat", "Yang hadir", "Tema")
    ]


def test_who_opened_comes_first_and_offices_last():
    """Of more than five the others are counted."""
    people = [present("camat", person=None), *(present(f"Budi {name}") for name in ("Aji", "Eko", "Ika", "Oki"))]
    opener = present("Sari Dewi", capacity=Capacity.OPENED)
    said = lines(a_candidate(*people, opener))[2]
    assert said == "Yang hadir: Sari Dewi (membuka acara); Budi Aji; Budi Eko; Budi Ika; Budi Oki; dan 1 lainnya."


def test_days_that_differ_are_both_told():
    """Sources that disagree are not chosen from."""
    days = [date(2024, 2, 12), date(2024, 2, 13)]
    event = [
        a_candidate(
            a_fact(FactKind.DATE, day.isoformat()), meeting=a_meeting(date=day), article=an_article(id=day.isoformat())
        )
        for day in days
    ]
    assert lines(*event)[0] == "Acara: Rakor Pangan, 12 Februari 2024 atau 13 Februari 2024."


def test_the_theme_is_told_before_a_purpose():
    """The surest of what is said of the topic."""
    purpose, theme = a_fact(FactKind.PURPOSE, "menata pasar"), a_fact(FactKind.THEME, "Pasar Rapi")
    assert lines(a_candidate(purpose))[3] == "Tujuan: menata pasar."
    assert lines(a_candidate(purpose, theme))[3] == "Tema: Pasar Rapi."


def test_words_are_told_with_who_said_them():
    """Where nothing else says what it was about."""
    said = a_fact(FactKind.STATEMENT, "Pasar harus rapi,", role="Camat", person="Budi Aji")
    assert lines(a_candidate(said))[3] == "Pernyataan Camat Budi Aji: Pasar harus rapi."
