"""Tests of retrieval/facts/gatherings: who receives guests, meets others, installs them, and who participants are."""

from __future__ import annotations

import pytest

from retrieval.facts.attendance import read_attendance
from retrieval.language.text import split_sentences

THERE = [
    (
        "Utusan petani kelapa ditemui oleh Sekda Sigi, Drs. Hasan Pakaya, M.Si, di ruang rapat.",
        [("present", "Drs. Hasan Pakaya, M.Si")],
    ),
    ("Rombongan mahasiswa diterima langsung oleh Wabup Mardan Lasoso.", [("present", "Mardan Lasoso")]),
    (
        "Bupati Sigi Mardan Lasoso bersama Kapolres AKBP Rudi Hartono memenuhi undangan Gubernur Maluku Hasan Pakaya.",
        [("present", "Mardan Lasoso"), ("present", "AKBP Rudi Hartono"), ("present", "Hasan Pakaya")],
    ),
    (
        "Kepala BPS Sigi, Siti Rahma, SKM beserta jajarannya melakukan audiensi dengan Bupati Sigi, Mardan Lasoso.",
        [("present", "Siti Rahma, SKM"), ("present", "Mardan Lasoso")],
    ),
    (
        "Semua terlihat dari peserta rembuk, mulai Bappeda, Dinas Sosial, dan para camat.",
        [("present", "Bappeda"), ("present", "Dinas Sosial"), ("present", "para camat")],
    ),
    (
        "Dalam diskusi bersama unsur Pemkab, MUI, PHDI dan paguyuban radio, warga bersepakat.",
        [("present", "unsur Pemkab"), ("present", "MUI"), ("present", "PHDI"), ("present", "paguyuban radio")],
    ),
    ("Pemkab Sigi menggelar Rapat Kerja Urusan Pangan (RKUP) bersama Forkopimda.", [("present", "Forkopimda")]),
    ("Hal itu dibahas dalam pertemuan dengan Kapolres Sigi Rudi Hartono.", [("present", "Rudi Hartono")]),
    (
        "Kontrak itu ditandatangani antara Kadis PUPR Sigi Yusak Lau dengan Direktur PT Anu, Siti Rahma.",
        [("present", "Yusak Lau"), ("present", "Siti Rahma")],
    ),
    (
        "Peserta pelatihan yang digelar dua hari ini adalah para pengelola koperasi dan Karang Taruna.",
        [("present", "para pengelola koperasi"), ("present", "Karang Taruna")],
    ),
    (
        "Pada tahap akhir itu, unsur Pemkab Sigi, mulai dari Bupati, Camat hingga Rektor Untad, menandatangani piagam.",
        [("present", "unsur Pemkab Sigi"), ("present", "Bupati"), ("present", "Camat"), ("present", "Rektor Untad")],
    ),
    ("Peletakan batu pertama oleh Bupati Sigi Mardan Lasoso dimulai pagi.", [("present", "Mardan Lasoso")]),
    ("Pelantikan pengurus dilakukan oleh Ketua Umum Perwosi Maluku, Siti Rahma.", [("led", "Siti Rahma")]),
    ("Ketua KNPI Palolo langsung dilantik Ketua KNPI Sigi, H. Yusak Maniyeni.", [("led", "H. Yusak Maniyeni")]),
    (
        "Sertijab Kapolres Sigi digelar Kamis (2/3), dari AKBP Rudi Hartono kepada AKBP Siti Rahma.",
        [("present", "AKBP Rudi Hartono"), ("present", "AKBP Siti Rahma")],
    ),
    ("Hasan Pakaya dilantik menjadi Ketua KNPI Sigi.", [("present", "Hasan Pakaya")]),
    (
        "Pejabat yang dilantik yaitu Hasan Pakaya, S.E. dan Siti Rahma, S.P.",
        [("present", "Hasan Pakaya, S.E."), ("present", "Siti Rahma, S.P.")],
    ),
    (
        "Kedua pejabat tersebut adalah Hasan Pakaya dan Siti Rahma.",
        [("present", "Hasan Pakaya"), ("present", "Siti Rahma")],
    ),
    (
        "Gubernur Maluku Hasan Pakaya bertemu langsung dengan Bupati Sigi Mardan Lasoso.",
        [("present", "Hasan Pakaya"), ("present", "Mardan Lasoso")],
    ),
    ("Gubernur Maluku Hasan Pakaya mengunjungi Palolo.", [("present", "Hasan Pakaya")]),
    ("Bupati Sigi Mardan Lasoso melantik 30 pejabat di Pendopo.", [("led", "Mardan Lasoso")]),
]

NOBODY = [
    "Bantuan beras diterima langsung oleh Camat Palolo, Siti Rahma.",
    "Rombongan membawa surat yang diterima oleh Camat Palolo.",
    "Rencana itu disambut baik oleh Bupati Sigi Mardan Lasoso.",
    "Kecamatan tersebut adalah Palolo, Siti Rahma mengatakan.",
    "Pembersihan pasar dilakukan oleh Camat Palolo, Siti Rahma.",
    "Usai sertijab, ia pulang dari Palolo.",
    "Peserta mulai berdatangan sejak pagi.",
    "Penyerahan kunci dan rumah yang dibangun oleh Camat Palolo, Siti Rahma.",
    "Jalan rusak dibahas dalam pertemuan dengan warga.",
    "Bupati akan menggelar rapat bersama Kapolres Sigi.",
    "Pemkab bekerja bersama Kodim 1306 menjaga pasar.",
]


@pytest.mark.parametrize(("text", "expected"), THERE)
def test_who_is_there(text: str, expected: list[tuple[str, str]]) -> None:
    """Hosts and guests are present, who installs others leads."""
    facts = read_attendance(text, sentences=split_sentences(text))
    assert [(str(fact.capacity), fact.value) for fact in facts] == expected


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_there(text: str) -> None:
    """Goods that are received, plans that are welcomed, offices that are given and other deeds bring nobody."""
    assert read_attendance(text, sentences=split_sentences(text)) == []
