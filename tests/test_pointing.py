"""A follow-up that points into a list is about that meeting, and about no other."""

# ruff: noqa: E501 - answers stand here as users read them

from __future__ import annotations

import pytest
from builders import ask, talk
from inline_snapshot import snapshot

from retrieval.answering.answer import Status
from retrieval.answering.asking.pointing import Pointer, find_pointer

LIST = "rakor apa saja?"


@pytest.mark.parametrize(
    ("question", "pointer"),
    [
        ("yg kedua siapa yang hadir?", Pointer(2, "siapa yang hadir")),
        ("yang ke-3 kapan", Pointer(3, "kapan")),
        ("nomor 4 di mana?", Pointer(4, "di mana")),
        ("no. 5", Pointer(5, "")),
        ("yang terakhir siapa yg buka?", Pointer(-1, "siapa yang buka")),
        ("rapat kedua kapan?", None),
        ("yang 2019 kapan?", None),
        ("siapa yang hadir?", None),
        ("nomor 0", None),
    ],
)
def test_where_a_question_points(question, pointer):
    """A number or an ordinal points behind "yang" or "nomor"; the rest is what is asked."""
    assert find_pointer(question) == pointer


def test_the_meeting_at_that_place_is_told():
    """The date is that of the third meeting listed."""
    assert talk(LIST, "yg ketiga kapan?") == snapshot("""\
answered: 12 Februari 2024.
Rapat Koordinasi Penanggulangan Banjir · 12 Februari 2024 · Pendopo
“DEMAK - Pemkab Demak mengadakan Rapat Koordinasi Penanggulangan Banjir di Pendopo, Senin (12/2/2024).”\
""")
    assert talk(LIST, "yang terakhir di mana?") == snapshot("""\
answered: Pendopo Rumah Dinas Bupati Batang Hari.
rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari
“Jambi - Kantor Kesatuan Bangsa dan Politik (Kesbangpol) Kabupaten Batang Hari menyelenggarakan rapat forum komunikasi pimpinan daerah Tahun 2022 di pendopo Rumah Dinas Bupati Batang Hari”\
""")


def test_what_is_asked_next_is_about_the_same_meeting():
    """Follow-ups go on from the meeting pointed at, and a second pointer counts in the same list."""
    assert talk(LIST, "nomor 3 kapan?", "di mana?") == snapshot("""\
answered: Pendopo.
Rapat Koordinasi Penanggulangan Banjir · 12 Februari 2024 · Pendopo
“DEMAK - Pemkab Demak mengadakan Rapat Koordinasi Penanggulangan Banjir di Pendopo, Senin (12/2/2024).”\
""")
    assert talk(LIST, "nomor 3 kapan?", "di mana?", "yang kedua kapan?") == snapshot("""\
answered: 24 Juli 2025.
Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng
“KHABAR, PALANGKA RAYA – Jajaran Kesbangpol dari seluruh kabupaten dan kota di Kalimantan Tengah berkumpul dalam Rapat Koordinasi Tahunan, Kamis, 24 Juli 2025.”\
""")


def test_nothing_stands_past_the_end_of_a_list():
    """The list says how long it is; nothing is guessed."""
    answer = ask(LIST, "yang kesembilan kapan?")
    assert (answer.status, answer.text) == (Status.UNCLEAR, snapshot("Daftar tadi hanya memuat 5 kegiatan."))


@pytest.mark.parametrize(
    "questions",
    [
        ("kapan rakor penanggulangan banjir 2024?", "yang kedua siapa yang hadir?"),
        (LIST, "kapan rakor forkopimda Batang Hari 2023?", "yang kedua di mana?"),
        ("yang kedua kapan?",),
    ],
)
def test_without_a_list_nothing_is_pointed_at(questions):
    """A number is then a word as others are, and the list may have been left behind."""
    assert "Rapat Koordinasi Tahunan" not in ask(*questions).text


def test_a_question_that_names_its_meeting_points_nowhere():
    """ "Yang kedua" beside a meeting's name belongs to that name."""
    assert talk(LIST, "kapan rakor banjir yang kedua tahun 2024?") == snapshot("""\
answered: Saya kira yang dimaksud Rapat Koordinasi Penanggulangan Banjir (12 Februari 2024); \
arsip tidak memuat kata “kedua” di situ.
12 Februari 2024.
Rapat Koordinasi Penanggulangan Banjir · 12 Februari 2024 · Pendopo\
""")


def test_a_date_is_no_place_in_a_list():
    """ "Yang 12 Februari" means a day."""
    assert talk(LIST, "yang 12 Februari 2024 di mana?") == snapshot("""\
answered: Pendopo Satya Bhakti Praja.
Rapat Koordinasi Penanggulangan Banjir · 12 Februari 2024 · Pendopo Satya Bhakti Praja
“DEMAK - Badan Penanggulangan Bencana Daerah (BPBD) Kabupaten Demak menggelar Rapat Koordinasi Penanggulangan Banjir di Pendopo Satya Bhakti Praja, Senin (12/2/2024) pukul 09.00 WIB.”\
""")
