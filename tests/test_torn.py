"""Tests of retrieval/facts/torn: what a degree's full stop or a line break tears apart is read as one sentence."""

from __future__ import annotations

import pytest

from retrieval.facts.attendance import read_attendance
from retrieval.language.text import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Wabup Sigi, Siti Rahma bersama Dandim Letkol Inf Rudi Hartono\ndan Kajari Yusak Lau menghadiri rapat.",
            ["Siti Rahma", "Letkol Inf Rudi Hartono", "Yusak Lau"],
        ),
        (
            "Kontrak ditandatangani antara Kadis Pasar Sigi Yusak Lau, SH. MH dengan Direktur PT Anu, Siti Rahma.",
            ["Yusak Lau, SH. MH", "Siti Rahma"],
        ),
        ("Rapat dihadiri Camat Palolo Siti Rahma.\ndan lain-lain", ["Siti Rahma"]),
    ],
)
def test_a_torn_sentence_is_whole(text: str, expected: list[str]) -> None:
    """Parties, subjects and lists go on behind the tear; what follows a full stop otherwise is apart."""
    facts = read_attendance(text, sentences=split_sentences(text))
    assert [fact.value for fact in facts] == expected
