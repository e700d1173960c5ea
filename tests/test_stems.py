"""Tests of retrieval/language/stems.py: search terms."""

from __future__ import annotations

import threading

import pytest

from retrieval.language.stems import analyse, stem, stems

STEMS = [
    ("menghadiri", "hadir"),
    ("dihadiri", "hadir"),
    ("kehadiran", "hadir"),
    ("mewakili", "wakil"),
    ("diwakili", "wakil"),
    ("perwakilan", "wakil"),
    ("membuka", "buka"),
    ("dibuka", "buka"),
    ("rapat", "rapat"),
]


@pytest.mark.parametrize(("word", "expected"), STEMS)
def test_forms_of_a_word_share_a_stem(word: str, expected: str):
    """The forms in which questions and articles put a word meet in one stem."""
    assert stem(word) == expected


def test_surface_terms_keep_stop_words():
    """Index terms are the folded words as written, stop words included."""
    assert analyse("Siapa yang dihadiri Ma'arif, S.Sos.?") == ["siapa", "yang", "dihadiri", "maarif", "s", "sos"]


def test_stems_leave_stop_words_out():
    """Formal and informal stop words are no search terms."""
    assert stems("Siapa yg menghadiri rapat di Demak?") == ["hadir", "rapat", "demak"]


def test_stemming_works_in_every_thread():
    """A thread has its own stemmer: stemming needs no lock."""
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda number=number: found.append(stem(f"dibuka{number}"))) for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
