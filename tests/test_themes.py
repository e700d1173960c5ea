"""Themes: quoted or not, and where an unquoted one ends."""

import pytest

from retrieval.facts.page import open_page
from retrieval.facts.themes import find_themes


def themes(text):
    return [text[theme.start : theme.end] for theme in find_themes(open_page(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rakor dengan tema “Bersatu Menjaga Pesisir Konawe” dibuka bupati.", "Bersatu Menjaga Pesisir Konawe"),
        ('Workshop mengusung tema " Anak Tangguh, Desa Hebat ", Senin (3/2).', "Anak Tangguh, Desa Hebat"),
        ("Peringatan tahun ini bertajuk Laut Bersih Rezeki Lancar, diikuti nelayan.", "Laut Bersih Rezeki Lancar"),
        ("Acara bertema Merajut Toleransi Kita yang digelar di Ende.", "Merajut Toleransi Kita"),
        ("Adapun temanya adalah gotong royong membangun nagari.", "gotong royong membangun nagari"),
        ("Seminar mengangkat tema Pemilu Damai di Aula Bappeda.", "Pemilu Damai"),
        ("Sejalan dengan tema di hari jadinya yang ke-12, yaitu “Melayani Tanpa Batas”.", "Melayani Tanpa Batas"),
    ],
)
def test_reads_a_theme_without_its_quotation_marks(text, expected):
    """The theme is to the letter, inside its quotation marks or up to where the sentence goes on."""
    assert themes(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Sesuai tema tersebut, para lurah diminta bergerak.",
        "Teman-temannya mengaku bangga.",
        "Tausiyah berkaitan dengan tema milad tahun ini.",
        "Bupati mengusung perubahan di daerahnya.",
    ],
)
def test_reads_no_theme_where_none_is_given(text):
    """Talking about a theme does not state it."""
    assert themes(text) == []
