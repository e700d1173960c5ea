"""Greetings, thanks and questions about Notula itself are met with a friendly word, at every door."""

from __future__ import annotations

import pytest
from builders import ask

from data.wording import answers as wording
from retrieval.answering.answer import Status
from retrieval.answering.answers.courtesies import reply

QUESTION = "kapan rakor penanggulangan banjir Demak?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hai min", wording.INTRODUCTION),
        ("selamat pagi kak", wording.INTRODUCTION),
        ("assalamualaikum", wording.INTRODUCTION),
        ("kamu bisa apa aja sih?", wording.INTRODUCTION),
        ("ini bot apa ya?", wording.INTRODUCTION),
        ("cara pakainya gimana", wording.INTRODUCTION),
        ("trims min", wording.WELCOME),
        ("oke makasih ya", wording.WELCOME),
        ("terima kasih banyak atas bantuannya kak", wording.WELCOME),
        ("hai, apa kabar?", wording.INTRODUCTION),
        ("infonya?", None),
        ("makasih, bantuannya berapa?", None),
        ("pagi min, rakor banjir kapan?", None),
        ("siapa yang bisa hadir?", None),
        ("apa saja?", None),
        ("???", None),
    ],
)
def test_what_is_said_to_those_who_ask_nothing(text, expected):
    """Who greets or asks for help is told what can be asked, who thanks is welcome; a question is none of these."""
    assert reply(text) == expected


@pytest.mark.parametrize("text", ["halo min", "bisa apa aja?", "mantap, terima kasih"])
def test_a_friendly_word_is_no_answer(text):
    """Neither alone nor after a question: it states nothing."""
    for asked in ((text,), (QUESTION, text)):
        answer = ask(*asked)
        assert (answer.status, answer.facts, answer.sources) == (Status.UNCLEAR, (), ())
        assert answer.text in {wording.INTRODUCTION, wording.WELCOME}


def test_an_introduction_is_short():
    """One or two sentences."""
    assert wording.INTRODUCTION.removeprefix("Halo! ").count(". ") <= 1
