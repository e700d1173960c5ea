"""Questions as people type them, cleaned and put into formal spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.asking.questions import clean_question, formalise, is_english


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  siapa \n yang\r\n\thadir ", "siapa yang hadir"),
        ("si\u200bapa\u00ad", "siapa"),
        ("\x00siapa\x1b\x7f", "siapa"),
        ("\u202esiapa\u2066", "siapa"),
        ("\ufeffkapan", "kapan"),
        ("ｓｉａｐａ　ｈａｄｉｒ", "siapa hadir"),
        ("\ud800kapan\ue000", "kapan"),
        ("Café?", "Café?"),
        ("kapan & dimana", "kapan dan dimana"),
        ("R&D", "R&D"),
        (" \n\t ", ""),
        ("", ""),
    ],
)
def test_cleaning_leaves_what_a_reader_sees(typed, expected):
    """Hidden characters go, white space is squeezed, wide letters become plain, an "&" by itself becomes a word."""
    assert clean_question(typed) == expected


@given(st.text(st.characters(exclude_categories=["Mn", "Mc"])))
def test_cleaning_twice_changes_nothing(typed):
    """A cleaned question is clean."""
    assert clean_question(clean_question(typed)) == clean_question(typed)


@given(st.text())
def test_a_cleaned_question_has_no_hidden_characters(typed):
    """What is left can be printed on one line, without white space around it."""
    cleaned = clean_question(typed)
    assert cleaned == " ".join(cleaned.split())
    assert not any(character in cleaned for character in "\x00\x1b\x7f\u200b\u202e\ufeff\n\r\t")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kpn rakor lebaran wonosobo thn 2021 dan sapa yg buka", "kapan rakor lebaran wonosobo tahun 2021 dan siapa"),
        ("siapaaaa yg hadirrr", "siapa yang hadir"),
        ("dmn sosialisasinya?", "di mana sosialisasinya"),
        ("rapat2 di Demak", "rapat rapat di Demak"),
        ("camat2nya", "camat camat"),
        ("siapa yg ngadain rakor 12/2/2024", "siapa yang mengadakan rakor 12/2/2024"),
        ("H. Isah, S.Sos.I hadir ga?", "H Isah S.Sos.I hadir tidak"),
        ("Muhammad Rifa'i", "Muhammad Rifa'i"),
        ("covid-19 di DPRD_Demak", "covid-19 di DPRD Demak"),
        ("?!", ""),
    ],
)
def test_slang_and_abbreviations_become_formal(typed, expected):
    """Names, numbers, dates and capitals stay; punctuation between words goes."""
    assert formalise(typed).removesuffix(" yang buka") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("who attended the meeting in Demak", "siapa hadir rapat di Demak"),
        ("what did the regent say when the flood came", "apa bupati mengatakan saat banjir datang"),
        ("tempat event itu di mana", "tempat event itu di mana"),
        ("who else took part in the meeting with the delegation?", "siapa lain hadir di rapat dengan delegasi"),
        ("who accompanied the mayor at the meeting?", "siapa mendampingi wali kota di rapat"),
        ("the mayor was accompanied by whom at the meeting?", "wali kota adalah didampingi siapa di rapat"),
    ],
)
def test_english_questions_become_indonesian(typed, expected):
    """A question with English function words is translated; an English word alone stays as it was typed."""
    assert formalise(typed) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("who came to the meeting", True), ("siapa the winner", False), ("", False)]
)
def test_one_english_word_makes_no_english_question(words, expected):
    """Two function words do."""
    assert is_english(words.split()) is expected


@given(st.text())
def test_any_text_has_a_formal_spelling(typed):
    """Formal spelling is words with one space between them, whatever was typed."""
    formal = formalise(typed)
    assert formal == " ".join(formal.split())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("audiensi ke BKN", "audiensi ke BKN"),
        ("BKN ITU APA", "bukan ITU APA"),
        ("rakor KAB Demak", "rakor kabupaten Demak"),
        ("YG hadir", "yang hadir"),
    ],
)
def test_capitals_name_something(typed, expected):
    """From three letters on, in a question that is not all in capitals, unless they shorten the word itself."""
    assert formalise(typed) == expected
