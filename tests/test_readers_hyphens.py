"""Words parted at the ends of a page's lines: joined, unless the hyphen is the word's own."""

from __future__ import annotations

import pytest

from data.readers.documents.hyphens import ends_parted, join_parted, words_of
from data.readers.documents.paragraphs import join_lines


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Kepala Bappe-", "da Melati", "Kepala Bappeda Melati"),
        ("Camat Selo-", "rejo hadir", "Camat Selorejo hadir"),
        ("Wulan Kusuma-", "dewi hadir", "Wulan Kusumadewi hadir"),
        ("yang mem-", "buka rapat", "yang membuka rapat"),
        ("dalam pertemu-", "an itu", "dalam pertemuan itu"),
        ("angka kena-", "ikan harga", "angka kenaikan harga"),
        ("DINAS PERTA-", "NIAN", "DINAS PERTANIAN"),
        ("(koordi-", "nasi)", "(koordinasi)"),
        ("rapat koordi\u00ad", "nasi", "rapat koordinasi"),
        ("rapat koordi\u2010", "nasi", "rapat koordinasi"),
        ("tiap orang-orang-", "nya", "tiap orang-orangnya"),
    ],
)
def test_a_parted_word_is_joined(before: str, after: str, expected: str):
    """Of a name, of a word with its prefix or suffix, in capitals, with a soft hyphen."""
    assert join_parted(before, after, frozenset()) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("masing-", "masing desa"),
        ("secara rata-", "rata naik"),
        ("Undang-", "undang itu"),
        ("warna kemerah-", "merahan"),
        ("saling tolong-", "menolong"),
        ("mondar-", "mandir"),
        ("sayur-", "mayur"),
        ("bidang sosial-", "ekonomi"),
        ("camat se-", "Kabupaten Demak"),
        ("jalur Demak-", "Kudus"),
        ("DPRD-", "KPU"),
        ("kerja sama AS-", "Indonesia"),
        ("tahun 2023-", "2024"),
        ("pandemi Covid-", "19"),
        ("alamat https://seruni.example/rakor-", "pangan"),
    ],
)
def test_a_hyphen_that_is_the_words_own_stays(before: str, after: str):
    """Of doubled words, of two words that belong together, before a capital or a figure, in an address."""
    assert join_parted(before, after, frozenset()) == before + after


def test_what_the_document_writes_elsewhere_decides():
    """Whichever way it is."""
    assert join_parted("rapat pra-", "musrenbang", frozenset({"pra-musrenbang"})) == "rapat pra-musrenbang"
    assert join_parted("rapat pra-", "musrenbang", frozenset({"pramusrenbang"})) == "rapat pramusrenbang"
    assert join_parted("para guru-", "murid", frozenset({"gurumurid"})) == "para gurumurid"


def test_the_words_of_a_document_are_its_whole_ones():
    """The halves at the ends of its lines are none."""
    assert words_of(["Kepala Bappe-", "da hadir,", "masing-masing"]) == {"kepala", "hadir", "masing-masing"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Bappe-", True), ("koordi\u00ad", True), ("2023-", True), ("rapat -", False), ("-", False), ("rapat", False)],
)
def test_a_line_ends_inside_a_word_with_a_hyphen_at_a_letter(line: str, expected: bool):
    """A dash with a blank before it is none."""
    assert ends_parted(line) is expected


def test_a_short_line_that_ends_inside_a_word_does_not_end_its_paragraph():
    """Nor does the end of a page."""
    pages = ["Camat memimpin rapat koordinasi pangan di aula kecamatan\nbersama Kepala Din-", "as Pertanian."]
    assert join_lines(pages) == [
        "Camat memimpin rapat koordinasi pangan di aula kecamatan bersama Kepala Dinas Pertanian."
    ]
