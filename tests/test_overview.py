"""What a meeting was about, or for, in the article's own sentences."""

from __future__ import annotations

import pytest
from builders import a_candidate, a_meeting, an_article

from retrieval.answering.asking.query import Kind
from retrieval.answering.slots.overview import answer_overview, leads_in

GREETING = "Camat menyambut para tamu."
REPORT = "Rapat koordinasi pangan digelar di aula."
SUBJECT = "Peserta membahas harga beras."
AIM = "Kegiatan ini bertujuan menjaga stok beras."
FILLING = "Warga datang dari tujuh desa di tepi sungai itu, dari pasar, dari sawah dan dari pelabuhan di hilir."


def told(kind, *sentences):
    text = "\n".join(sentences)
    return answer_overview(kind, a_candidate(article=an_article(text), meeting=a_meeting(start=text.index(REPORT))))


def test_the_sentences_stand_in_the_order_of_the_article():
    """The one that reports the meeting among them, each with its quote."""
    found = told(Kind.TOPIC, GREETING, REPORT, SUBJECT)
    assert found.text.split("\n")[:4] == ["Artikel menulis:", GREETING, REPORT, SUBJECT]
    assert [item.quote for item in found.evidence] == [GREETING, REPORT, SUBJECT]
    assert not found.is_read


@pytest.mark.parametrize(("kind", "sentence"), [(Kind.TOPIC, SUBJECT), (Kind.PURPOSE, AIM)])
def test_what_leads_in_what_is_asked_comes_before_what_stands_nearer(kind, sentence):
    """Where there is no room for all of them."""
    found = told(kind, REPORT, *[FILLING] * 6, sentence)
    assert sentence in found.text


def test_an_overview_is_brief():
    """However long the sentences are."""
    text = f"{REPORT[:-1]}, {'dari hulu, ' * 90}dari hilir. {FILLING}"
    assert len(answer_overview(Kind.TOPIC, a_candidate(article=an_article(text))).text) <= 600


def test_an_empty_article_tells_nothing():
    """There is no sentence."""
    assert answer_overview(Kind.TOPIC, a_candidate(article=an_article(""))) is None


@pytest.mark.parametrize(("sentences", "expected"), [((REPORT, SUBJECT), True), ((REPORT, GREETING), False)])
def test_whether_a_subject_is_led_in(sentences, expected):
    """By a word for it in one of the first sentences."""
    assert leads_in(Kind.TOPIC, a_candidate(article=an_article("\n".join(sentences)))) is expected
