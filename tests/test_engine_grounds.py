"""What stands beside an answer's text: quotes, sources, passages, and other meetings that fit."""

# ruff: noqa: E501 - answers stand here as users read them
from __future__ import annotations

import pytest
from builders import ask, open_archive
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from retrieval.answering.answer import Status

QUESTIONS = [
    "siapa yang hadir di Rakor Batang Hari 2023?",
    "siapa mewakili siapa di rakor forkopimda Batang Hari 2023?",
    "siapa yang membuka Musrenbang Demak?",
    "Bupati hadir tidak di rakorda FPK Jambi?",
    "kapan rapat forkopimda Batang Hari 2022?",
    "di mana rakor banjir Demak?",
    "apa tema rakor banjir Demak?",
    "apa tujuan rakor banjir Demak?",
    "siapa penyelenggara rakor banjir Demak?",
    "apa kata Ratih Kusumadewi soal beras?",
    "berapa harga cabai di Rembang?",
    "apa kegunaan Indeks Harmoni Indonesia?",
    "kegiatan apa saja di Demak?",
    "berapa rapat di Batang Hari?",
    "siapa Darliansjah?",
]


def text_of(article_id):
    return open_archive().store.articles.get(article_id).text


def assert_grounded(answer):
    """Quotes and passages are slices of stored articles, and every article quoted is among the sources."""
    for evidence in answer.facts:
        assert evidence.quote == text_of(evidence.article_id)[evidence.start : evidence.end]
    for passage in answer.passages:
        assert passage.text == text_of(passage.article_id)[passage.start : passage.end]
    assert {evidence.article_id for evidence in answer.facts} == {source.article_id for source in answer.sources}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_stands_on_quotes(question):
    """To the letter, from the articles named as sources."""
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.facts
    assert_grounded(answer)


WORDS = ["siapa", "yang", "hadir", "membuka", "mewakili", "kapan", "di mana", "apa", "kata", "tema", "tujuan", "berapa"]
WORDS += [
    "rakor",
    "rapat",
    "musrenbang",
    "banjir",
    "Demak",
    "Batang Hari",
    "Kalteng",
    "Jambi",
    "Ogan Ilir",
    "2022",
    "2023",
]
WORDS += [
    "bupati",
    "kapolres",
    "sekda",
    "tidak",
    "saja",
    "terus",
    "kalau",
    "Ansori",
    "Larasati",
    "harga",
    "cabai",
    "<b>",
]
TYPED = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=60)


@settings(max_examples=150)
@given(TYPED, st.lists(TYPED, max_size=2))
def test_whatever_is_asked_is_answered_with_grounds_or_refused_without(question, history):
    """Nothing raises, nothing is claimed without a quote, and no answer is longer than a message."""
    answer = ask(*history, question)
    assert_grounded(answer)
    if answer.status is not Status.NOT_STATED:  # which shows the nearest sentence
        assert bool(answer.facts) == (answer.status in {Status.ANSWERED, Status.CONFLICTING})
    assert answer.question == question
    assert 0 < len(answer.text.encode("utf-16-le")) // 2 <= 4096


def test_an_answer_as_json():
    """The fields that scripts rely on."""
    given = ask("di mana Musrenbang Demak?").to_json(7)
    assert given.pop("milliseconds") > 0
    assert given.pop("passages")[0]["article_id"] == "musrenbang-demak"
    assert given == snapshot(
        {
            "id": 7,
            "question": "di mana Musrenbang Demak?",
            "status": "answered",
            "kind": "where",
            "text": """\
Gedung Grhadika Bina Praja.
Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja
“DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung Grhadika Bina Praja, Rabu (15/3/2023).”\
""",
            "facts": [
                {
                    "value": "Gedung Grhadika Bina Praja",
                    "role": None,
                    "represents": None,
                    "quote": "DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung Grhadika Bina Praja, Rabu (15/3/2023).",
                    "article_id": "musrenbang-demak",
                    "start": 0,
                    "end": 133,
                },
                {
                    "value": "DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung Grhadika Bina Praja, Rabu (15/3/2023).",
                    "role": None,
                    "represents": None,
                    "quote": "DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung Grhadika Bina Praja, Rabu (15/3/2023).",
                    "article_id": "musrenbang-demak",
                    "start": 0,
                    "end": 133,
                },
            ],
            "sources": [
                {
                    "article_id": "musrenbang-demak",
                    "title": "Bupati Demak Buka Musrenbang RKPD",
                    "publisher": "Kabar Demak",
                    "url": None,
                    "published": "2023-03-16T00:00:00+00:00",
                }
            ],
            "meeting": {
                "name": "Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak",
                "date": "2023-03-15",
                "place": "Gedung Grhadika Bina Praja",
                "region": "Demak",
            },
            "others": [],
            "certainty": 0.953,
            "doubts": [],
            "nearest": [],
            "receipt": None,
            "corrections": [],
            "generation": "000001",
        }
    )


def test_a_refusal_as_json():
    """It has passages, and neither facts nor sources nor a meeting."""
    given = ask("kapan rakor Batang Hari 2021?").to_json("a")
    assert (given["id"], given["status"], given["kind"]) == ("a", "not_covered", "when")
    assert (given["facts"], given["sources"], given["meeting"]) == ([], [], None)
    assert set(given["passages"][0]) == {"article_id", "start", "end", "text", "score"}


def test_another_meeting_that_fits_is_offered_and_not_mixed_in():
    """Of the meetings that Batang Hari held or was at, asked for without a year, one answers."""
    answer = ask("kapan rakor Batang Hari?")
    assert {source.article_id for source in answer.sources} == {"rakor-forkopimda-batang-hari-2023"}
    assert [other.date for other in answer.others] == ["2025-12-03", "2022-09-10"]


def test_passages_begin_with_the_article_that_answers():
    """Best first."""
    answer = ask("apa tujuan rakor forkopimda Batang Hari 2023?")
    assert answer.passages[0].article_id == "rakor-forkopimda-batang-hari-2023"


def test_an_answer_names_the_generation_it_comes_from():
    """The one in use."""
    assert ask("di mana Musrenbang Demak?").generation == "000001"
