"""Words of questions are known by how they sound, whatever the region and the haste."""

from __future__ import annotations

import pytest
from builders import KnownWords
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.asking.sounds import find_heard
from retrieval.answering.asking.understanding import understand


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("siapo", "siapa"),
        ("dimane", "dimana"),
        ("dimano", "dimana"),
        ("kenape", "kenapa"),
        ("tempatnyo", "tempatnya"),
        ("ajah", "aja"),
        ("kapaan", "kapan"),
        ("bukak", "buka"),
        ("tdak", "tidak"),
        ("bgmana", "bagaimana"),
        ("dbuka", "dibuka"),
    ],
)
def test_a_word_is_heard(word, expected):
    """Open vowels, doubled letters, a breath at the end, and vowels left out in haste."""
    assert find_heard(word) == expected


@pytest.mark.parametrize("word", ["siapa", "solo", "kota", "budi", "wibisono", "ab", "2023", "", "rt"])
def test_other_words_are_left_alone(word):
    """Words of questions themselves, everyday words, names, numbers, and what is too short to tell."""
    assert find_heard(word) is None


@given(st.text(max_size=12))
def test_any_word_may_be_asked_for(word):
    """Nothing raises, and what is heard is one word."""
    heard = find_heard(word)
    assert heard is None or heard.isalpha()


def test_a_word_of_the_archive_is_its_own():
    """What the archive writes as often as the word it sounds like is no slip."""
    assert understand("kapan rakor sapo", vocabulary=KnownWords("rakor sapo")).formal == "kapan rakor sapo"
    assert understand("kapan rakor ajah", vocabulary=KnownWords("rakor saja")).formal == "kapan rakor saja"
