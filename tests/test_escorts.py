"""Tests of retrieval/facts/escorts: who is accompanied is there too, and is told once."""

from __future__ import annotations

import pytest

from retrieval.facts.attendance import read_attendance
from retrieval.language.text import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bupati Sigi Mardan Lasoso dengan didampingi Sekda Hasan Pakaya meninjau posko.",
            [("accompanied", "Hasan Pakaya"), ("present", "Mardan Lasoso")],
        ),
        (
            "Adapun Siti Rahma, Kabid Arsip Sigi, yang ikut didampingi Tono Lasut, S.E., menyampaikan data.",
            [("accompanied", "Tono Lasut, S.E."), ("present", "Siti Rahma")],
        ),
        (
            "Didampingi Camat Palolo, Siti Rahma, dan Sekda Hasan Pakaya, Bupati Mardan Lasoso melihat sawah.",
            [("accompanied", "Siti Rahma"), ("accompanied", "Hasan Pakaya"), ("present", "Mardan Lasoso")],
        ),
        (
            "Bupati Mardan Lasoso didampingi istri, Ny. Siti Rahma, melihat sawah.",
            [("accompanied", "Ny. Siti Rahma"), ("present", "Mardan Lasoso")],
        ),
        (
            "Sekda Hasan Pakaya membuka rapat didampingi Camat Siti Rahma. Sekda didampingi Camat Siti Rahma pulang.",
            [("opened", "Hasan Pakaya"), ("accompanied", "Siti Rahma"), ("accompanied", "Siti Rahma")],
        ),
        ("Kadis Pasar Sigi Siti Rahma akan didampingi Sekda Hasan Pakaya.", []),
    ],
)
def test_who_is_accompanied(text: str, expected: list[tuple[str, str]]) -> None:
    """The one accompanied is present, unless the article tells more of the same person."""
    facts = read_attendance(text, sentences=split_sentences(text))
    assert [(str(fact.capacity), fact.value) for fact in facts] == expected
