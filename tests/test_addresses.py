"""Tests of retrieval/facts/addresses: whose words an article places at its meeting, and whose it only quotes."""

from __future__ import annotations

import pytest

from retrieval.facts.attendance import read_attendance
from retrieval.language.text import split_sentences

SPOKEN = [
    (
        "Hal itu disampaikan Kadis Koperasi Sigi, Hasan Pakaya, pada acara Temu Petani Kopi, Kamis (5/3).",
        "Hasan Pakaya",
    ),
    ("Demikian dikatakan Wabup Mardan Lasoso, Selasa (2/3), dalam pertemuan dengan warga.", "Mardan Lasoso"),
    ('"Musim kemarau tahun ini datang lebih cepat," kata Sekda Hasan Pakaya dalam rakor itu.', "Hasan Pakaya"),
    ("Pada kesempatan itu, Kabid Koperasi Sigi, Siti Rahma, juga menyampaikan harapannya.", "Siti Rahma"),
    ("Sekda Hasan Pakaya dalam rapat tersebut menegaskan disiplin.", "Hasan Pakaya"),
    ("Dalam kesempatan yang sama disampaikan Camat Palolo, Siti Rahma, bahwa jalan rusak.", "Siti Rahma"),
    ("Dalam acara tersebut, Wabup juga senantiasa mengingatkan warga.", "Wabup"),
    ("Ketua Komisi Penyiaran Maluku, Siti Rahma, mengungkapkan hasil itu dalam acara sosialisasi.", "Siti Rahma"),
    ("Sekda Hasan Pakaya dalam sambutan pembukaan Bimtek yang digelar itu mengungkapkan harapannya.", "Hasan Pakaya"),
    ("Ketua MUI Sigi, Hasan Pakaya dalam ceramah subuhnya mengatakan hal itu.", "Hasan Pakaya"),
    ("Acara dilanjutkan pemaparan materi oleh Kepala Bappeda Sigi, Siti Rahma, dan tanya jawab.", "Siti Rahma"),
    ("Pelatih Balai Kerja Palolo, Zulkipra, yang menyampaikan materi Motivasi.", "Zulkipra"),
    ("Acara diawali dengan sambutan Camat Palolo, Siti Rahma.", "Siti Rahma"),
    ("Perangkat desa juga mendapat arahan tentang arsip dari Kepala Seksi Arsip, Tono Lasut.", "Tono Lasut"),
]

ONLY_QUOTED = [
    "Hal itu disampaikan Kadis Koperasi Sigi, Hasan Pakaya, ketika ditemui di kantornya.",
    '"Musim kemarau tahun ini datang lebih cepat," kata Sekda Hasan Pakaya kepada wartawan.',
    "Pada kesempatan itu Bupati Sigi menyerahkan bantuan.",
    "Pada kesempatan itu para peserta menyampaikan terima kasih.",
    "Sekda Hasan Pakaya menyampaikan bahwa dalam rapat depan jalan itu dibahas.",
    "Sekda Hasan Pakaya dalam sambutan tertulis yang diterima redaksi.",
    "Peserta menerima materi dari narasumber.",
    "Acara diawali dengan sambutan Gubernur Maluku yang dibacakan.",
    "Camat Palolo, Siti Rahma, ketika ditemui di ruang kerjanya, membenarkan kabar itu.",
]


@pytest.mark.parametrize(("text", "who"), SPOKEN)
def test_who_speaks_at_the_meeting(text: str, who: str) -> None:
    """ "Disampaikan ... pada acara", "pada kesempatan itu ... menyampaikan": it was said there."""
    facts = read_attendance(text, sentences=split_sentences(text))
    assert [(str(fact.capacity), fact.value) for fact in facts] == [("spoke", who)]


@pytest.mark.parametrize("text", ONLY_QUOTED)
def test_who_is_only_quoted_took_no_part(text: str) -> None:
    """Words said to reporters, afterwards or beside the event place nobody there; neither do deeds and groups."""
    assert read_attendance(text, sentences=split_sentences(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Camat Palolo, Siti Rahma, ketika ditemui di sela pelatihan mengatakan peserta senang.",
        "Camat Palolo, Siti Rahma, di sela gelar pelatihan pada Kamis (13/8/2020) menyebut peserta senang.",
        "Camat Palolo, Siti Rahma, di sela acara Gala Kopi, Kamis (13/8/2020), menyebut peserta senang.",
        '"Panen tahun ini lebih baik dari tahun lalu," kata Camat Palolo, Siti Rahma, saat ditemui seusai rapat.',
    ],
)
def test_whom_reporters_meet_at_an_event_was_there(text: str) -> None:
    """ "Ditemui di sela pelatihan", "ditemui seusai rapat": present, and no more than that."""
    facts = read_attendance(text, sentences=split_sentences(text))
    assert [(str(fact.capacity), fact.value) for fact in facts] == [("present", "Siti Rahma")]
