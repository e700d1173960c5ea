"""Numbers of participants, as written."""

import pytest

from retrieval.facts.counts import find_counts
from retrieval.facts.page import open_page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bimtek diikuti sekitar 140 orang peserta dari 12 desa.", ["sekitar 140 orang peserta"]),
        ("Sebanyak 25 (dua puluh lima) kepala desa mengikuti bimtek.", ["Sebanyak 25 (dua puluh lima) kepala desa"]),
        ("Ratusan kades ikuti sosialisasi.", ["Ratusan kades"]),
        ("Peserta mencapai 2.000 orang.", ["mencapai 2.000 orang"]),
        ("Bantuan untuk 50 ton beras telah tiba.", []),
        ("Tercatat 300 warga terdampak banjir.", []),
    ],
)
def test_reads_numbers_beside_a_word_of_taking_part(text, expected):
    """The number keeps its "sekitar" and its unit; other numbers are nobody's attendance."""
    assert [text[count.start : count.end] for count in find_counts(open_page(text))] == expected
