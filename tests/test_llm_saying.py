"""What a model says stands only where the facts that it cites say it."""

from __future__ import annotations

import json

import pytest
from llm_server import serving, writes
from telegram_bot import copy_home

from data.settings import Settings
from data.wording.takeaway import SUMMED_UP
from retrieval.answering.answer import Answer, Evidence, MeetingCard, Status
from retrieval.answering.asking.query import Kind
from retrieval.ingest import open_reading
from retrieval.llm.opening import summing_up
from retrieval.llm.saying.checking import is_supported
from retrieval.llm.saying.sayer import Said, Sentence, ask_sentences, check, number_facts
from retrieval.takeaway.choices import Form, What
from retrieval.takeaway.writing import Order, write_order

QUOTE = "Sekda Brebes Wahyu Pratama mewakili Bupati membuka rapat yang dihadiri 45 camat, sementara Dandim tidak hadir."
ANSWER = Answer(
    question="siapa yang hadir?",
    status=Status.ANSWERED,
    kind=Kind.ATTENDEES,
    text="• Wahyu Pratama",
    facts=(Evidence("Wahyu Pratama", QUOTE, "a", 0, len(QUOTE), role="Sekda Brebes", represents="Bupati"),),
    meeting=MeetingCard("Rakor Pangan", "2023-03-07", "Pendopo", "Kabupaten Brebes"),
)
FACTS = number_facts(ANSWER)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rapat dibuka Sekda Brebes Wahyu Pratama mewakili Bupati.",
        "Sekda Wahyu Pratama hadir bersama 45 camat di Pendopo pada 7 Maret 2023.",
        "The Rakor Pangan was opened by Sekda Brebes Wahyu Pratama, who represented the Bupati.",
        "Dandim tidak hadir.",
        "Dalam rapat itu hadir 45 camat.",
    ],
)
def test_what_the_facts_say_may_be_said(sentence):
    assert is_supported(sentence, FACTS.values())


@pytest.mark.parametrize(
    "sentence",
    [
        "Rapat dibuka Bupati Hadi Santosa.",
        "Hadir 54 camat.",
        "Hadir dua camat.",
        "Twelve heads attended.",
        "Rapat ditutup Sekda Brebes Wahyu Pratama.",
        "Rapat digelar pada 8 Maret 2023.",
        "Rapat digelar di Semarang.",
        "Jakarta menjadi tuan rumah.",
        "Rapat dipimpin Sekda Brebes.",
    ],
)
def test_a_name_a_number_or_a_deed_that_no_fact_has_is_refused(sentence):
    assert not is_supported(sentence, FACTS.values())


@pytest.mark.parametrize("sign", ["tidak", "belum", "tanpa", "mewakili", "berhalangan", "never", "represented"])
def test_no_negation_and_no_standing_in_is_added(sign):
    assert not is_supported(f"Wahyu Pratama {sign} hadir.", ["Wahyu Pratama hadir."])


def said(*sentences):
    return Said(sentences=[Sentence(text=text, facts=list(facts)) for text, facts in sentences])


def test_sentences_with_their_facts_are_one_text():
    assert check(said(("Dandim  tidak hadir.", ["f1"]), ("Hadir 45 camat.", ["f1", "m"])), FACTS) == (
        "Dandim tidak hadir. Hadir 45 camat."
    )


@pytest.mark.parametrize(
    "sentences",
    [
        (),
        (("Dandim tidak hadir.", []),),
        (("Dandim tidak hadir.", ["f9"]),),
        (("Dandim tidak hadir.", ["f1", "f9"]),),
        (("Rakor Pangan digelar.", ["m"]),),
        (("", ["f1"]),),
        (("Dandim tidak hadir. " * 40, ["f1"]),),
        (("Dandim tidak hadir.", ["f1"]),) * 3,
        (("Dandim tidak hadir.", ["f1"]), ("Gubernur hadir.", ["f1"])),
    ],
)
def test_one_sentence_that_does_not_stand_rejects_them_all(sentences):
    assert check(said(*sentences), FACTS) == ""


def test_what_is_asked_has_the_question_and_the_facts_and_nobodys_name():
    prompt = ask_sentences(ANSWER, FACTS)
    assert prompt.data == {"question": "siapa yang hadir?", "facts": FACTS}
    assert FACTS["m"] == "Rakor Pangan; 7 Maret 2023 (2023-03-07); Pendopo; Kabupaten Brebes"


def test_a_report_is_summed_up_from_its_facts_or_not_at_all(tmp_path):
    place = "rakor-forkopimda-batang-hari-2023:0"
    home = copy_home(tmp_path)
    stands = {"sentences": [{"text": "Sekretaris Daerah Muhamad Azan membuka acara.", "facts": ["f9"]}]}
    invented = {"sentences": [{"text": "Gubernur Jambi membuka acara.", "facts": ["f9"]}]}
    told = []
    for written in (stands, invented):
        with serving(writes(written)) as (url, script):
            uses = frozenset({"say"})
            given = Settings(home=home, llm_url=url, llm_model="uji", llm_uses=uses, llm_timeout=600, _env_file=None)
            with open_reading(given) as store, summing_up(given, store) as sum_up:
                write_order(store, Order(What.REPORT, Form.JSON, place=place), tmp_path / "laporan.json", sum_up=sum_up)
        assert "Muhamad Azan" in script.asked[0]["messages"][1]["content"]
        texts = [block["text"] for block in json.loads((tmp_path / "laporan.json").read_text())["blocks"]]
        told.append(texts[2:4])
    assert told[0] == [SUMMED_UP, "Sekretaris Daerah Muhamad Azan membuka acara."]
    assert told[1][0] != SUMMED_UP
