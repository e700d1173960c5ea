"""Typing errors become the nearest word that the archive knows."""

from __future__ import annotations

import pytest
from builders import KnownWords
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.asking.spelling import correct_word, formal_form

VOCABULARY = KnownWords("rakor banjir banjir kesbangpol penanggulangan hadir bangun 2024 rapat rapat rapat rupat kreta")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("banjr", "banjir"),
        ("banjjir", "banjir"),
        ("bnajir", "banjir"),
        ("Banjur", "banjir"),
        ("abnjir", "banjir"),
        ("penangulangn", "penanggulangan"),
        ("kesbngpool", "kesbangpol"),
        ("kesba", "kesbangpol"),
        ("penang", "penanggulangan"),
    ],
)
def test_a_slip_is_mended(typed, expected):
    """One letter lost, doubled, swapped or wrong; two in a long word; or the end of a word of five letters and more."""
    assert correct_word(typed, VOCABULARY) == expected


@pytest.mark.parametrize(
    "typed", ["banjir", "BANJIR", "rkr", "banr", "xanjir", "2025", "ban-jir", "", "gempa", "kereta"]
)
def test_anything_else_stays(typed):
    """Known, short, far, numeric or everyday words are no typing errors, nor is one with a wrong first letter."""
    assert correct_word(typed, VOCABULARY) is None


def test_of_equally_near_words_the_commoner_is_taken():
    """ "Rpat" is as near to "rapat" as to "rupat", which is the rarer one."""
    assert correct_word("rpat", VOCABULARY) == "rapat"


@given(st.text())
def test_a_correction_is_a_known_word(typed):
    """Whatever is typed."""
    corrected = correct_word(typed, VOCABULARY)
    assert corrected is None or VOCABULARY.frequency(corrected)


VERBS = KnownWords(
    "memilih memilih mengisi menyapu dibacakan dibacakan dibacai ditutupi menetapkan makan makan memakan rapat"
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("milih", "memilih"),
        ("Milih", "memilih"),
        ("ngisi", "mengisi"),
        ("nyapu", "menyapu"),
        ("dibacain", "dibacakan"),
        ("ditutupin", "ditutupi"),
        ("netapin", "menetapkan"),
        ("rapatnya", "rapat"),
        ("Rapat-nya", "Rapat"),
    ],
)
def test_a_spoken_form_is_made_formal(typed, expected):
    """Without "-nya", with "me-", with "-kan" or "-i" for "-in"; the commonest that the archive has."""
    assert formal_form(typed, VERBS) == expected


@pytest.mark.parametrize("typed", ["makan", "rapat", "memilih", "ngopi", "nanam", "dikerjain", "in", "m", ""])
def test_other_words_stay(typed):
    """Those commoner than the formal verb, those whose formal verb the archive lacks, and short ones."""
    assert formal_form(typed, VERBS) == typed
