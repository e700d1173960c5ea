"""Likely words of an article, widened to the names and offices that they are of."""

from __future__ import annotations

import pytest

from retrieval.answering.evidence.parts import find_parts
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.selector import Word
from retrieval.answering.evidence.sentences import read_sentences
from retrieval.language.text import Span


def parts(text, *likely, least=0.4, told=()):
    """What is found in a text whose words `likely` are likely, as it is written there."""
    words = [Word(text.index(word), text.index(word) + len(word), chance) for word, chance in likely]
    ranked = [
        Ranked(one, 0.0, {}, tuple(word for word in words if one.span.start <= word.start < one.span.end))
        for one in read_sentences(text)
    ]
    found = find_parts(text, ranked, least=least, told=told)
    assert all(part.sentence.start <= part.start < part.end <= part.sentence.end for part in found)
    return [text[part.start : part.end] for part in found]


@pytest.mark.parametrize(
    ("text", "likely", "expected"),
    [
        ("Turut hadir Bupati Anu Sari Wulandari.", "Wulandari", "Bupati Anu Sari Wulandari"),
        ("Kata Camat Sukamaju, Sari Wulandari, kemarin.", "Sari", "Camat Sukamaju, Sari Wulandari"),
        ("Bantuan diserahkan Koperasi Tani Rejeki kemarin.", "Tani", "Koperasi Tani Rejeki"),
        ("Acara itu diikuti para Karang Taruna.", "Karang", "Karang Taruna"),
        ("Hadir kepala Dinas Pertanian Sari Wulandari.", "Sari", "kepala Dinas Pertanian Sari Wulandari"),
        ("Bantuan untuk Koperasi Rejeki, Makmur Jaya absen.", "Rejeki,", "Koperasi Rejeki"),
    ],
)
def test_a_likely_word_is_told_with_the_name_that_it_is_of(text, likely, expected):
    """And with the office right before it, be there a comma."""
    assert parts(text, (likely, 0.9)) == [expected]


def test_likely_words_one_behind_the_other_are_one_part():
    """Whatever stands between them is no letter; each other word parts them."""
    text = "Diikuti petani, nelayan serta pedagang pasar."
    assert parts(text, ("petani", 0.9), ("nelayan", 0.9), ("pedagang", 0.9)) == ["petani, nelayan", "pedagang"]


def test_a_word_without_a_capital_has_to_be_surely_of_the_answer():
    """So has one that only begins a sentence; what is less likely than asked for is never told."""
    text = "Hadirin mendengarkan tokoh agama."
    assert parts(text, ("tokoh", 0.5), ("Hadirin", 0.5)) == []
    assert parts(text, ("tokoh", 0.7), ("Hadirin", 0.7)) == ["Hadirin", "tokoh"]
    assert parts(text, ("tokoh", 0.7), least=0.8) == []


def test_degrees_alone_name_nobody():
    """They are left over where the name before them is told in another way."""
    text = "Hadir Camat Surya Mahendra, S.Sos., M.Si."
    told = [Span(text.index("Surya"), text.index(", S.Sos"))]
    assert parts(text, ("Surya", 0.9), ("S.Sos.", 0.9), ("M.Si", 0.9), told=told) == []


def test_the_first_word_of_a_sentence_is_not_of_a_name_beside_it():
    """ "Menurut" is none, though it has a capital."""
    assert parts("Menurut Rejeki Makmur itu benar.", ("Rejeki", 0.9)) == ["Rejeki Makmur"]


def test_what_is_told_in_another_way_is_left_out():
    """Stop words by themselves too."""
    text = "Hadir Camat Surya Mahendra dan Lurah Larasati Wening."
    told = [Span(text.index("Surya"), text.index(" dan"))]
    assert parts(text, ("Surya", 0.9), ("Larasati", 0.9), ("dan", 0.9), told=told) == ["Lurah Larasati Wening"]
