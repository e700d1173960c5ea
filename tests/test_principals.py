"""Tests of retrieval/facts/principals and representation: whose speech is read out, and who stands for whom."""

from __future__ import annotations

import pytest

from retrieval.facts.attendance import read_attendance
from retrieval.language.text import split_sentences


@pytest.mark.parametrize(
    ("text", "who", "for_whom"),
    [
        ("Sambutan Menteri Sosial RI yang dibacakan Bupati Sigi memuat tema itu.", "Bupati Sigi", "Menteri Sosial RI"),
        (
            "Dalam amanat Menteri Agama Imam Lahay yang dibacakan Wagub Siti Rahma, warga diminta rukun.",
            "Siti Rahma",
            "Menteri Agama Imam Lahay",
        ),
        ("Asisten Sekda Hasan Pakaya saat membacakan sambutan Bupati, meminta disiplin.", "Hasan Pakaya", "Bupati"),
        (
            "Tono Lasut selaku Kepala Biro Umum menyampaikan sambutan dari Walikota Palu Siti Rahma.",
            "Tono Lasut",
            "Walikota Palu Siti Rahma",
        ),
        ("Camat Palolo Siti Rahma membacakan amanat tertulis Gubernur Maluku.", "Siti Rahma", "Gubernur Maluku"),
        ("Melalui Sekretaris Daerah, Hasan Pakaya, Bupati berharap jalan segera jadi.", "Hasan Pakaya", "Bupati"),
        (
            "Direktur Perlindungan Sosial Warga Pulau Kemensos RI yang di wakili oleh Kasubdit Siti Rahma hadir.",
            "Siti Rahma",
            "Direktur Perlindungan Sosial Warga Pulau Kemensos RI",
        ),
        (
            "Kadin Kominfo Hasan Pakaya diwakili Sekretaris Diskominfo Siti Rahma.",
            "Siti Rahma",
            "Kadin Kominfo Hasan Pakaya",
        ),
    ],
)
def test_who_stands_for_whom(text: str, who: str, for_whom: str) -> None:
    """Who reads out somebody's speech, or carries his words, speaks for him."""
    facts = read_attendance(text, sentences=split_sentences(text))
    assert {fact.value: fact.represents for fact in facts}[who] == for_whom


def test_the_author_of_a_speech_is_not_said_to_be_absent() -> None:
    """A minister whose greeting is read out is told neither as present nor as absent."""
    text = "Sambutan Menteri Sosial RI yang dibacakan Bupati Sigi memuat tema itu."
    facts = read_attendance(text, sentences=split_sentences(text))
    assert [(str(fact.capacity), fact.value) for fact in facts] == [("spoke", "Bupati Sigi")]


def test_warga_hear_nothing_through_an_office() -> None:
    """ "Melalui Camat, warga berharap" makes nobody a representative of an office."""
    text = "Melalui Camat Palolo, Siti Rahma, warga berharap jalan diperbaiki."
    assert read_attendance(text, sentences=split_sentences(text)) == []
