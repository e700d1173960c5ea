"""Follow-ups keep the meeting, whatever they ask of it and however many there are; others name another one."""

from __future__ import annotations

from datetime import date

import pytest
from builders import KnownWords, ask, talk

from retrieval.answering.answer import Status
from retrieval.answering.asking.understanding import understand

FIRST = "kapan rakor penanggulangan banjir Demak?"
WORDS = KnownWords("rakor banjir pangan demak anggaran selesai")


def query(question, *history):
    return understand(question, vocabulary=WORDS, history=history, today=date(2024, 5, 2))


def named(asked):
    return [concept.text for concept in asked.concepts if not concept.is_kind]


@pytest.mark.parametrize("question", ["selesai jam berapa?", "anggarannya berapa?"])
def test_what_no_article_says_is_not_stated_of_the_meeting(question):
    """The meeting is known from before; only the detail is missing."""
    answer = ask(FIRST, question)
    assert answer.status is Status.NOT_STATED
    assert answer.meeting is not None
    assert answer.meeting.name == "Rapat Koordinasi Penanggulangan Banjir"


def test_details_in_between_do_not_hide_the_meeting():
    """After three details, two of them not stated, the opener is still that meeting's."""
    asked = (FIRST, "selesai jam berapa?", "anggarannya berapa?", "temanya apa?")
    assert talk(*asked, "yang buka siapa?") == talk(FIRST, "yang buka siapa?")


@pytest.mark.parametrize(
    "question",
    ["kalau tahun 2019 kapan?", "kalau di Jepara kapan?", "kalau yang api kapan?", "kalau yang RTRW kapan?"],
)
def test_another_meeting_is_not_answered_with_the_one_before(question):
    """Another year, region or subject asks for another meeting, which the archive does not have."""
    assert ask(FIRST, question).status is Status.NOT_COVERED


def test_another_kind_is_another_meeting():
    """Of the same place."""
    assert "15 Maret 2023" in ask(FIRST, "kalau yang musrenbang kapan?").text


def test_another_subject_takes_the_place_of_the_one_before():
    """ "Kalau yang pangan" is a meeting of the same kind and place on something else, if none is on both."""
    another = query("kalau yang pangan kapan?", "di mana rakor banjir Demak?")
    assert named(another) == ["banjir", "pangan"]
    assert another.instead is not None
    assert (named(another.instead), another.instead.kinds, another.instead.regions) == (
        ["pangan"],
        ("rakor",),
        ("3321",),
    )


def test_details_asked_before_name_no_meeting():
    """What an earlier follow-up asked is not carried on."""
    assert named(query("di mana?", "kapan rakor banjir Demak?", "anggarannya berapa?")) == ["banjir"]


def test_regions_of_one_meeting_are_no_list_of_meetings():
    """ "Kecamatan mana saja" is asked of the meeting itself where no second one fits."""
    answer = talk("kecamatan mana saja yang dapat perahu karet di rakor banjir Demak?")
    assert "Kecamatan Karanganyar" in answer
    assert "kegiatan di arsip" not in answer


def test_a_question_that_could_stand_alone_is_asked_of_the_meeting_before_first():
    """Where an article on that meeting surely answers it; one that names a place or time of its own stands alone."""
    asked = query("perahu karet yang disiapkan petugas lapangan berapa", FIRST)
    assert not asked.inherited
    assert asked.after is not None
    assert asked.after.kinds == query(FIRST).kinds
    assert query("perahu karet yang disiapkan petugas lapangan Kudus berapa", FIRST).after is None
    assert "25 ton" in ask(FIRST, "beras yang siap dibagi berapa ton?").text
    other = ask(FIRST, "harga cabai rawit per kilogram berapa?")
    assert all(source.article_id != "rakor-banjir-demak" for source in other.sources)


def test_a_day_is_no_answer_to_a_question_about_something_else():
    """Every meeting has a day and a place; only where the article has the question's words is it asked for them."""
    about_roads = ask(FIRST, "pembangunan jalan desa jadi prioritas kapan?")
    assert "rakor-banjir-demak" not in {source.article_id for source in about_roads.sources}
    assert "Karanganyar" in talk(FIRST, "dapur umum disiapkan di kecamatan mana?")
