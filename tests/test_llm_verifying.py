"""A model's claim is a fact only where its sentence says so."""

from __future__ import annotations

import pytest

from data.facts import Capacity, FactKind
from retrieval.facts.page import open_page
from retrieval.llm.reading.claims import Claim, ClaimKind
from retrieval.llm.reading.verifying import Fault, verify

TEXT = (
    "BREBES - Rapat koordinasi pangan dibuka Sekretaris Daerah Wahyu Pratama di Pendopo, Selasa (7/3/2023).\n"
    "Hadir Kapolres Brebes Surya Lesmana, Kepala Dinas Pertanian Rina Melati, dan para camat.\n"
    "Bupati Brebes Hadi Santosa berhalangan hadir dan diwakili Asisten Pemerintahan Teguh Wibisono.\n"
    "“Stok beras cukup sampai Lebaran,” kata Rina Melati.\n"
    "Ia juga memimpin diskusi.\n"
    "Menurut Surya Lesmana, pengamanan pasar sudah disiapkan.\n"
)
PAGE = open_page(TEXT)
ANYBODY = {"kind": ClaimKind.ATTENDANCE, "office": "", "represents": "", "capacity": Capacity.PRESENT}


def claim(sentence, quote, **fields):
    return Claim(**{**ANYBODY, "person": "", **fields, "sentence": sentence, "quote": quote})


def check(*arguments, **fields):
    return verify(claim(*arguments, **fields), PAGE, rule="llm.uji")


def test_a_claim_with_its_sentence_is_a_fact_with_its_span():
    fact = check(1, "Hadir Kapolres Brebes Surya Lesmana", person="Surya Lesmana", office="Kapolres Brebes")
    assert (fact.kind, fact.person, fact.role, fact.capacity) == (
        FactKind.ATTENDANCE,
        "Surya Lesmana",
        "Kapolres Brebes",
        Capacity.PRESENT,
    )
    assert TEXT[fact.value_start : fact.value_end] == "Surya Lesmana"
    assert TEXT[fact.start : fact.end] == TEXT.split("\n")[1]


def test_case_and_marks_of_a_quotation_do_not_matter():
    assert check(1, "hadir kapolres brebes surya lesmana", person="SURYA LESMANA").person == "Surya Lesmana"


def test_who_opened_needs_the_word_beside_them():
    quote = "dibuka Sekretaris Daerah Wahyu Pratama"
    opened = check(0, quote, person="Wahyu Pratama", office="Sekretaris Daerah", capacity=Capacity.OPENED)
    assert (opened.capacity, opened.role) == (Capacity.OPENED, "Sekretaris Daerah")


def test_who_stood_in_and_who_was_absent_are_on_the_right_sides_of_the_word():
    quote = "Bupati Brebes Hadi Santosa berhalangan hadir dan diwakili Asisten Pemerintahan Teguh Wibisono"
    came = check(2, quote, person="Teguh Wibisono", represents="Bupati Brebes Hadi Santosa")
    away = check(2, quote, person="Hadi Santosa", office="Bupati Brebes", capacity=Capacity.ABSENT)
    assert (came.represents, away.capacity) == ("Bupati Brebes Hadi Santosa", Capacity.ABSENT)
    assert check(2, quote, person="Hadi Santosa", represents="Teguh Wibisono") is Fault.SIGN
    assert check(2, quote, person="Teguh Wibisono", capacity=Capacity.ABSENT) is Fault.SIGN


def test_a_pronoun_stands_for_whom_the_sentence_before_names():
    led = check(4, "Ia juga memimpin diskusi", person="Rina Melati", capacity=Capacity.LED)
    assert (led.person, led.capacity) == ("Rina Melati", Capacity.LED)
    assert TEXT[led.start : led.end].endswith("memimpin diskusi.")


def test_words_said_are_the_speakers():
    said = check(3, "Stok beras cukup sampai Lebaran", kind=ClaimKind.STATEMENT, person="Rina Melati")
    assert (said.kind, said.value, said.person) == (
        FactKind.STATEMENT,
        "Stok beras cukup sampai Lebaran",
        "Rina Melati",
    )


def test_a_group_is_told_as_the_article_writes_it():
    group = check(1, "para camat", office="para camat")
    assert (group.value, group.role, group.person) == ("para camat", "para camat", None)


def test_a_place_is_the_words_of_the_article():
    assert check(0, "Pendopo", kind=ClaimKind.PLACE).value == "Pendopo"


@pytest.mark.parametrize(
    ("fault", "sentence", "quote", "fields"),
    [
        (Fault.SENTENCE, 60, "Hadir Kapolres", {"person": "Surya Lesmana"}),
        (Fault.SENTENCE, -1, "Hadir Kapolres", {"person": "Surya Lesmana"}),
        (Fault.QUOTE, 1, "Hadir Kapolres Brebes dan Dandim", {"person": "Surya Lesmana"}),
        (Fault.QUOTE, 1, "Hadir Kapolres Brebes para camat", {"person": "Surya Lesmana"}),
        (Fault.QUOTE, 1, "", {"person": "Surya Lesmana"}),
        (Fault.QUOTE, 1, "Governor attended", {"person": "Surya Lesmana"}),
        (Fault.QUOTE, 0, "Hadir Kapolres Brebes Surya Lesmana", {"person": "Surya Lesmana"}),
        (Fault.PERSON, 1, "Hadir Kapolres Brebes", {"person": "Bambang Irawan"}),
        (Fault.PERSON, 1, "Hadir Kapolres Brebes", {"person": "Wahyu Pratama"}),
        (Fault.PERSON, 1, "para camat", {"person": "para camat"}),
        (Fault.PERSON, 3, "Stok beras cukup", {"person": "Surya Lesmana", "kind": ClaimKind.STATEMENT}),
        (Fault.OFFICE, 1, "Hadir Kapolres Brebes", {"office": "Dandim"}),
        (Fault.OFFICE, 1, "Hadir Kapolres", {"person": "Rina Melati", "office": "Kapolres Brebes"}),
        (Fault.OFFICE, 1, "Hadir Kapolres", {"person": "Surya Lesmana", "office": "Kepala Dinas Pertanian"}),
        (Fault.OFFICE, 1, "Hadir Kapolres", {"person": "Surya Lesmana", "office": "Gubernur"}),
        (Fault.PRINCIPAL, 1, "Hadir Kapolres", {"person": "Surya Lesmana", "represents": "Bupati Brebes"}),
        (Fault.SIGN, 1, "Hadir Kapolres", {"person": "Surya Lesmana", "represents": "para camat"}),
        (Fault.SIGN, 1, "Hadir Kapolres", {"person": "Surya Lesmana", "capacity": Capacity.OPENED}),
        (Fault.SIGN, 1, "Hadir Kapolres", {"person": "Surya Lesmana", "capacity": Capacity.ABSENT}),
        (Fault.SIGN, 2, "Bupati Brebes Hadi Santosa", {"person": "Teguh Wibisono", "capacity": Capacity.INVITED}),
        (Fault.LENGTH, 0, TEXT.split("\n", maxsplit=1)[0], {"kind": ClaimKind.THEME}),
    ],
)
def test_what_its_sentence_does_not_say_is_dropped_for_its_reason(fault, sentence, quote, fields, monkeypatch):
    monkeypatch.setattr("retrieval.llm.reading.verifying.LONGEST_DETAIL", 80)
    assert check(sentence, quote, **fields) is fault
