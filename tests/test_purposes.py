"""Purposes, agenda and outcome: which clauses say what a meeting was for."""

import pytest

from retrieval.facts.events import find_events
from retrieval.facts.gathering import gather_occasions
from retrieval.facts.organisers import find_organisers
from retrieval.facts.page import open_page
from retrieval.facts.purposes import AGENDA, OUTCOME, choose_purposes, choose_stated, find_clauses

LEAD = "Pemerintah Kabupaten Buru menggelar Rapat Koordinasi Pangan Daerah di Aula Kantor Bupati. "


def read(text):
    page = open_page(text)
    (main, *_) = gather_occasions(page, find_events(page), dates=[], places=[])
    return page, main, list(find_clauses(page))


def purposes(text):
    page, main, clauses = read(text)
    chosen = choose_purposes(page, main, clauses=clauses, organisers=find_organisers(page))
    return [text[clause.start : clause.end] for clause in chosen]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEAD + "Rakor ini bertujuan untuk menekan harga beras.", ["menekan harga beras"]),
        (LEAD + "Tujuan kegiatan tersebut adalah menyamakan langkah para camat.", ["menyamakan langkah para camat"]),
        (LEAD + "Rapat ini juga untuk mendengar keluhan petani.", ["mendengar keluhan petani"]),
        (LEAD + "Rakor dimaksudkan agar stok beras aman,” ujar Sekda.", ["stok beras aman"]),
        (
            "Guna menjaga harga, Pemkab Buru menggelar rapat koordinasi pangan di Aula Kantor Bupati.",
            ["menjaga harga"],
        ),
        (
            LEAD + "Rakor digelar selain untuk menjaga harga, juga sebagai bentuk kepedulian.",
            ["menjaga harga, juga sebagai bentuk kepedulian"],
        ),
        (
            LEAD + "Selain untuk menjaga harga, rakor ini juga dimaksudkan untuk mendengar petani.",
            ["mendengar petani"],
        ),
        (LEAD + "Rakor tersebut dinilai menjadi langkah efektif untuk menekan harga.", ["menekan harga"]),
        (
            LEAD + "Rakor ini merupakan ajang tahunan dengan sejumlah tujuan, yaitu membahas panen dan harga.",
            ["membahas panen dan harga"],
        ),
        (LEAD + "“Tujuan kegiatan ini menyamakan data panen,” ujar Sekda.", ["menyamakan data panen"]),
        (LEAD + "Tujuan rakor ini antara lain ingin memetakan gudang kosong.", ["memetakan gudang kosong"]),
        (LEAD + "“Rakor ini digelar untuk menyamakan data panen,” kata Sekda.", ["menyamakan data panen"]),
    ],
)
def test_reads_what_a_meeting_is_for(text, expected):
    """Outright cues, "untuk" behind the meeting, and a purpose that opens the sentence, cut before the main clause."""
    assert purposes(text) == expected


def test_a_concession_is_no_part_of_the_agenda():
    """A clause ends before ", meski ..."."""
    page, main, clauses = read(LEAD + "Rapat itu dengan agenda penetapan cadangan beras, meski digelar singkat.")
    stated = choose_stated(page, main, clauses=clauses, sort=AGENDA)
    assert [page.text[clause.start : clause.end] for clause in stated] == ["penetapan cadangan beras"]


@pytest.mark.parametrize(
    "text",
    [
        LEAD + "Bupati meminta agar pedagang jujur.",
        LEAD + "Tahun lalu ada kegiatan pasar guna menekan harga.",
        LEAD + "Penyuluh memperkenalkan teknologi tepat guna pertanian pada rakor itu.",
        LEAD + "Tujuan pembangunan bendungan adalah untuk mengairi sawah.",
        LEAD + "Beras untuk 200 warga sudah tiba.",
    ],
)
def test_other_aims_are_not_the_meeting_s(text):
    """What a speaker asks for, or what a dam is for, is no purpose of the meeting."""
    assert purposes(text) == []


def test_an_outright_purpose_silences_a_hope():
    """ "diharapkan" counts only where nothing better is said."""
    text = LEAD + "Rakor ini bertujuan menekan harga. Rakor ini diharapkan bisa menjadi agenda rutin."
    assert purposes(text) == ["menekan harga"]


def test_reads_agenda_and_outcome():
    """What the meeting discussed and what it agreed are clauses of their own."""
    page, main, clauses = read(
        LEAD + "Rakor tersebut membahas distribusi beras murah. Rapat menyepakati tiga titik pasar murah."
    )
    texts = {
        role: [page.text[c.start : c.end] for c in choose_stated(page, main, clauses=clauses, sort=role)]
        for role in (AGENDA, OUTCOME)
    }
    assert texts == {AGENDA: ["distribusi beras murah"], OUTCOME: ["tiga titik pasar murah"]}
