"""Tests of retrieval/facts/enumeration, segments and asides: lists that go on behind what parts them."""

from __future__ import annotations

import pytest

from retrieval.facts.attendance import read_attendance
from retrieval.language.text import split_sentences

LISTS = [
    (
        "Pelatihan juga dihadiri dua siswa asal Poso, bernama Hasan Pakaya (Acan) dan Siti Rahma (Iti).",
        ["dua siswa asal Poso", "Hasan Pakaya", "Siti Rahma"],
    ),
    ("Hadir dua siswa, bernama Hasan Pakaya dan Siti Rahma.", ["Hasan Pakaya", "Siti Rahma"]),
    (
        "Pembawa acara pada Sedekah Laut kali ini adalah Kepala Sekolah SDN 3 Palolo, Siti Rahma, S.Pd.",
        ["Siti Rahma, S.Pd."],
    ),
    (
        "Rakor didampingi Sekda, Hasan Pakaya, serta Plt. Kabag Umum, Tono Lasut, dan dihadiri semua camat.",
        ["Hasan Pakaya", "Tono Lasut", "semua camat"],
    ),
    (
        "Hadir Kajari Yusak Lau, Dandim Letkol Inf Rudi Hartono serta Kepala Dinas Pasar, Siti Rahma menyebut itu.",
        ["Yusak Lau", "Letkol Inf Rudi Hartono", "Siti Rahma"],
    ),
    (
        "Hadir Danramil Palolo merangkap Pabung 1306 / Poso Kapten Inf Hasan Pakaya, Ketua PKK Sigi Siti Rahma.",
        ["Kapten Inf Hasan Pakaya", "Siti Rahma"],
    ),
    (
        "Rapat dihadiri Asisten I, H. Hasan Pakaya, Kadin Kesehatan Sigi, dr. Yusak Lau, dan Kabag Kesra Sigi.",
        ["H. Hasan Pakaya", "dr. Yusak Lau", "Kabag Kesra Sigi"],
    ),
    (
        "Acara menghadirkan dua narasumber, Ketua KPU Sigi Hasan Pakaya yang menyampaikan materi terkait Pemilih "
        "dan Kepala Bappeda Sigi Siti Rahma dengan materi Data Desa.",
        ["Hasan Pakaya", "Siti Rahma"],
    ),
    (
        "Narasumber yakni Kasi Intel Kejari Sigi, Hasan Pakaya, yang membawakan materi Hukum. "
        "Sekretaris Bappeda Sigi, Siti Rahma, yang membawakan materi Data.",
        ["Hasan Pakaya", "Siti Rahma"],
    ),
    (
        "Narasumber adalah Kajari Sigi Hasan Pakaya yang menyampaikan materi Hukum, Sekda Siti Rahma meminta tertib.",
        ["Hasan Pakaya"],
    ),
    (
        "Hadir Asisten Deputi Bidang Keluarga Tani dan Nelayan Muda Kementerian Sosial RI, Hasan Pakaya, dan camat.",
        ["Hasan Pakaya", "camat"],
    ),
    (
        "Kegiatan dihadiri Sekda sekaligus Ketua Komite Ir. H. Hasan Pakaya, M.Si dan Asisten I Drs. Yusak Lau, MM.",
        ["Ir. H. Hasan Pakaya, M.Si", "Drs. Yusak Lau, MM"],
    ),
    (
        "Hadir Dandim 1306 Andaya Letkol Inf Rudi Hartono dan para camat.",
        ["Letkol Inf Rudi Hartono", "para camat"],
    ),
    (
        "Komitmen ditandatangani jajaran Pemkab. Hadir unsur Pemkab Sigi, mulai dari Bupati, Camat hingga Kepala Desa.",
        ["unsur Pemkab Sigi", "Bupati", "Camat", "Kepala Desa"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_are_read_to_their_end(text: str, expected: list[str]) -> None:
    """Topics, second offices and the verb of another clause neither cut a list nor lengthen it."""
    facts = read_attendance(text, sentences=split_sentences(text))
    assert list(dict.fromkeys(fact.value for fact in facts)) == expected


def test_the_names_of_a_team_share_it() -> None:
    """ "Tim Penilai Pusat A, B dan C, Kepala Anu D": A, B and C are of the team, D has an office."""
    text = "Hadir Tim Penilai Pusat Hasan Pakaya, Siti Rahma dan Rudi Hartono, Kepala Bappeda Sigi Yusak Lau."
    facts = read_attendance(text, sentences=split_sentences(text))
    assert [fact.role for fact in facts] == ["Tim Penilai Pusat"] * 3 + ["Kepala Bappeda Sigi"]


def test_names_behind_bernama_share_what_they_are() -> None:
    """ "Dua siswa asal Anu, bernama A dan B": both are told as pupils."""
    text = "Pelatihan dihadiri dua siswa asal Poso, bernama Hasan Pakaya (Acan) dan Siti Rahma, serta Camat Palolo."
    facts = read_attendance(text, sentences=split_sentences(text))
    assert [fact.role for fact in facts] == [None, *["dua siswa asal Poso"] * 2, "Camat Palolo"]
