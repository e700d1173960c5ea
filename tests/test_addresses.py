"""Tests of retrieval/facts/addresses: whose words an article places at its meeting, and whose it only quotes."""

from __future__ import annotations

import pytest

from retrieval.facts.attendance import read_attendance
from retrieval.language.text import split_sentences

SPOKEN = [
    ("Hal itu disampaikan Kadis Koperasi Sigi, Hasan Pakaya, pada acara Workshop Kopi, Senin (8/7).", "Hasan Pakaya"),
    ("Demikian dikatakan Wabup Mardan Lasoso, Selasa (2/3), dalam pertemuan dengan warga.", "Mardan Lasoso"),
    ('"Musim kemarau tahun ini datang lebih cepat," kata Sekda Hasan Pakaya dalam rakor itu.', "Hasan Pakaya"),
    ("Pada kesempatan itu, Kabid Koperasi Sigi, Siti Rahma, juga menyampaikan harapannya.", "Siti Rahma"),
    ("Sekda Hasan Pakaya dalam rapat tersebut menegaskan disiplin.", "Hasan Pakaya"),
    ("Dalam kesempatan yang sama disampaikan Camat Palolo, Siti Rahma, bahwa jalan rusak.", "Siti Rahma"),
    ("Dalam acara tersebut, Wabup juga senantiasa mengingatkan warga.", "Wabup"),
]

ONLY_QUOTED = [
    "Hal itu disampaikan Kadis Koperasi Sigi, Hasan Pakaya, ketika ditemui seusai rapat.",
    '"Musim kemarau tahun ini datang lebih cepat," kata Sekda Hasan Pakaya kepada wartawan.',
    "Pada kesempatan itu Bupati Sigi menyerahkan bantuan.",
    "Pada kesempatan itu para peserta menyampaikan terima kasih.",
    "Hal itu disampaikan Sekda Hasan Pakaya di sela acara panen raya.",
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
