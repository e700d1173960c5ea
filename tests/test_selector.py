"""Which sentence of an article answers a question, or that none does."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from data.errors import ModelError
from data.settings import SHIPPED_MODEL
from retrieval.answering.evidence.selector import (
    MARK,
    MOST_PIECES,
    SELECTOR,
    Encoded,
    Selector,
    put_together,
    shipped_selector,
    weigh,
)
from retrieval.evaluation.selection import measure_selector, shortlist
from retrieval.training.problems import Problem

SENTENCES = (
    "Pemerintah Kabupaten Melati menggelar rapat koordinasi banjir di aula Bappeda, Senin (4/3/2024).",
    "Bupati Ratna Wulandari meminta camat membersihkan saluran air sebelum musim hujan.",
    "Anggaran perbaikan tanggul tahun ini mencapai Rp4,5 miliar.",
    "Sebanyak 350 warga masih tinggal di tenda.",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("brp duit buat benerin tanggul?", 2),
        ("How many residents still live in tents?", 3),
        ("apa permintaan bupati kepada para camat?", 1),
        ("rapatnya kapan?", 0),
    ],
)
def test_the_sentence_that_answers_is_selected(question, answer):
    """Whatever words the question uses, and in English too."""
    selection = shipped_selector().select(question, "Rakor Banjir Melati", SENTENCES)
    assert int(np.argmax(selection.chances)) == answer
    assert sum(selection.chances) + selection.none == pytest.approx(1.0)


def test_what_no_sentence_says_is_less_likely_there():
    """The chance of none is greater than for a question that one of them answers."""
    asked = [
        shipped_selector().select(question, "Rakor Banjir Melati", SENTENCES).none
        for question in ("berapa anggaran perbaikan tanggul?", "siapa yang membaca doa penutup?")
    ]
    assert asked[0] < asked[1]


def test_sentences_beyond_what_is_read_have_no_chance():
    """And an article without sentences has none to choose."""
    many = shipped_selector().select("berapa warga?", "", SENTENCES * 20)
    assert len(many.chances) == 80
    assert many.chances[-1] == 0.0
    assert shipped_selector().select("berapa warga?", "", ()).none == pytest.approx(1.0)


def test_the_words_that_answer_are_likely():
    """Whole words, by the characters of their sentence; those of another sentence are not."""
    selection = shipped_selector().select("berapa anggaran perbaikan tanggul?", "Rakor Banjir Melati", SENTENCES)
    likely = [SENTENCES[2][word.start : word.end] for word in selection.words[2] if word.chance > 0.5]
    assert likely == ["Rp4,5", "miliar."]
    assert not any(word.chance > 0.5 for number in (0, 1, 3) for word in selection.words[number])
    assert len(selection.words) == len(SENTENCES)


def test_question_title_and_sentences_are_read_together():
    """Each sentence stands behind its mark, as many as fit."""
    tokenizer = Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json"))
    reading = put_together(tokenizer, "berapa warga?", "Rakor", SENTENCES)
    assert len(reading.sentences) == len(SENTENCES)
    assert all(reading.ids[start - 1] == MARK for start, _ in reading.sentences)
    assert reading.ids[-1] == MARK
    crowded = put_together(tokenizer, "berapa warga?" * 100, "Rakor " * 100, SENTENCES * 20)
    assert len(crowded.ids) <= MOST_PIECES
    assert len(SENTENCES) < len(crowded.sentences) < len(SENTENCES) * 20


def test_nearness_and_marks_are_weighed_together():
    """Nearness counts beside the other sentences', and the beginning speaks for none."""
    reading = Encoded((0, 9, 2, 2, 5, 2, 6, 2), (1, 2), ((4, 5), (6, 7)), (((0, 4),), ((0, 4),)))
    states = np.zeros((8, 2), np.float32)
    states[1], states[4], states[6] = (1, 0), (1, 0), (0, 1)
    silent = np.zeros((8, 3), np.float32)
    none, near, far = weigh(reading, silent, states, scale=4.0, none=0.0)
    assert near > none > far
    silent[5, 0] = 9.0
    assert weigh(reading, silent, states, scale=4.0, none=0.0)[2] > 0.9
    silent[0, 1] = 20.0
    assert weigh(reading, silent, states, scale=4.0, none=0.0)[0] > 0.9


def test_what_the_selector_is_worth_is_measured():
    """By the sentences that share words with the question; one half tells nothing apart."""
    text = " ".join(SENTENCES)
    start = text.index("Rp4,5 miliar")
    asked = Problem("berapa anggaran perbaikan tanggul?", "Rakor Banjir Melati", text, ((start, start + 12),))
    unsaid = Problem("siapa yang membaca doa penutup?", "Rakor Banjir Melati", text, ())
    found = measure_selector(shipped_selector(), [asked, unsaid])
    assert (found.right, found.told_apart, found.answerable, found.unanswerable) == (1.0, 1.0, 1, 1)
    assert measure_selector(shipped_selector(), [asked]).told_apart == 0.5
    long = Problem("berapa anggaran tanggul?", "", "Cuaca cerah sekali pagi ini di desa. " * 60 + text, ())
    chosen = shortlist(long)
    assert sum(span.end - span.start for span in chosen) <= 700
    assert any("anggaran" in long.text[span.start : span.end].casefold() for span in chosen)


@pytest.mark.parametrize("damage", ["model.safetensors", "graph.onnx", "shared.txt", "scales.json"])
def test_a_damaged_selector_is_one_clear_error(tmp_path, damage):
    """A missing or broken file is said in one sentence."""
    folder = Path(shutil.copytree(SELECTOR, tmp_path / "selector"))
    (folder / damage).write_bytes(b"")
    with pytest.raises(ModelError, match="Pemilih kalimat"):
        Selector(folder)
