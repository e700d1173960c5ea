"""Tests of retrieval/language/people and names: people in articles, and names compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.names import is_called
from retrieval.language.people import find_people, fold_name, same_person

NAMED = [
    ("Hadir Dandim 1306 Andaya Letkol Inf Rudi Hartono.", ["Rudi Hartono"]),
    # (text, [name])
    ("Bupati Sigi, H. Mardan Lasoso, S.Sos., M.Si., membuka rapat.", ["Mardan Lasoso"]),
    (
        "dihadiri Kapolres AKBP. Yudi Prasetya S.I.K., MM dan Dandim Letkol Inf Bonar Pasaribu.",
        ["Yudi Prasetya", "Bonar Pasaribu"],
    ),
    ("Kepala Bappeda Drs. H. Asmuni,S.E,MM hadir.", ["Asmuni"]),
    ("Kakan Kesbangpol Rifa'i SP hadir.", ["Rifa'i"]),
    ('"Kita siap melayani," kata Darmono.', ["Darmono"]),
    ("Inspektur Kabupaten Bangli, I Wayan Sudiana, mengatakan hal itu.", ["I Wayan Sudiana"]),
    ("Camat Rendang Ni Luh Sekarwati memimpin doa.", ["Ni Luh Sekarwati"]),
    ("Danramil Kapten Inf. Tegar Prayudo ikut serta.", ["Tegar Prayudo"]),
    ("Ketua Majelis Tao Bong Kim Fung, S.E. berdoa.", ["Bong Kim Fung"]),
    ("Kepala BPS Drs. Muh. Zainuddin, SH.MH memaparkan data.", ["Muh. Zainuddin"]),
    ("Asisten I Muhammad Fauzan hadir.", ["Muhammad Fauzan"]),
    ("Dandim Alor Czi Fausan Faris, S.E., memimpin apel.", ["Fausan Faris"]),
    ("Ustadz Karim, KH. Mansyur dan Pdt. Marihot Tampubolon berdoa.", ["Karim", "Mansyur", "Marihot Tampubolon"]),
]

NOT_NAMED = [
    "Rapat Koordinasi Daerah digelar di Aula Graha Sabha Tama.",
    "Pemerintah Kabupaten Sigi menggelar Rapat Kerja pada Senin pagi.",
    "Ketua DPRD, Kajari dan para camat hadir.",
    "Dinas Lingkungan Hidup Kabupaten Alor menyiapkan Peraturan Daerah.",
    "Bupati Sigi Buka Rakor Kesiapsiagaan Bencana",
    "Palolo, salah satu kecamatan di Sigi, banjir.",
]

SAME = [
    ("Azan", "Muhamad Azan", True),
    ("Muhammad Azan", "Muhamad Azan", True),
    ("Moh. Rifai", "Muhammad Rifa'i, S.P.", True),
    ("M. Zubair", "Muhammad Zubair", True),
    ("Bakhtiar", "Bahktiar", True),
    ("Abdul Rasyid", "Abdul Rasid", True),
    ("Soedarmo", "Sudarmo", True),
    ("Drs. H. Mardan Lasoso, M.Si", "Mardan Lasoso", True),
    ("Suharno", "Suharto", False),
    ("Budi Santoso", "Budi Hartono", False),
    ("Sari Budi Santoso", "Budi Santoso", False),
    ("M.", "Muhammad", False),
    ("Muhammad Rifai", "Muhammad Azan", False),
    ("Syamsurial", "Abd. Komar S.", False),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_people_of_articles(text: str, names: list[str]) -> None:
    """Names are found with the help of titles, degrees and offices, and given without them."""
    assert [person.name for person in find_people(text)] == names


@pytest.mark.parametrize("text", NOT_NAMED)
def test_no_people_where_none_are(text: str) -> None:
    """Places, institutions, meetings and headlines are no people."""
    assert find_people(text) == []


def test_a_mention_covers_titles_and_degrees() -> None:
    """The span holds rank, title and degrees, the name does not."""
    text = "Turut hadir Dr. Ir. H. Anwar Syamsuddin, S.T., M.Si."
    (person,) = find_people(text)
    assert text[person.start : person.end] == "Dr. Ir. H. Anwar Syamsuddin, S.T., M.Si."
    assert (person.name, person.folded) == ("Anwar Syamsuddin", "anwar syamsuddin")


def test_a_short_form_is_found_once_the_full_name_is_known() -> None:
    """After "Bupati Sigi, Mardan Lasoso" a bare "Lasoso" is a person, too."""
    text = "Bupati Sigi, Mardan Lasoso, membuka rapat. Peserta mendengarkan Lasoso dengan tekun."
    assert [person.name for person in find_people(text)] == ["Mardan Lasoso", "Lasoso"]


@pytest.mark.parametrize(("a", "b", "expected"), SAME)
def test_same_person(a: str, b: str, expected: bool) -> None:
    """Spelling, initials, titles and one slip do not part a person; another name, or a wife's, does."""
    assert same_person(a, b) is expected
    assert same_person(b, a) is expected


@given(st.text(max_size=60))
def test_folding_a_name_twice_changes_nothing(name: str) -> None:
    """Folded names are stable, so they can be stored and folded again."""
    assert fold_name(fold_name(name)) == fold_name(name)


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("Darma", "Darmawangsa Hutabarat", True),
        ("Wangsa", "Darmawangsa Hutabarat", True),
        ("Darhut", "Darmawangsa Hutabarat", True),
        ("Darmahut", "Darmawangsa Hutabarat", True),
        ("Hutdar", "Darmawangsa Hutabarat", False),
        ("Hut", "Darmawangsa Hutabarat", False),
        ("Darmawati", "Darmawangsa Hutabarat", False),
        ("Darma", "Darmawangsa", True),
        ("Darmawangsa", "Darmawangsa", False),
        ("Darma Huta", "Darmawangsa Hutabarat", False),
    ],
)
def test_what_somebody_is_called(short: str, name: str, expected: bool) -> None:
    """By the beginning or end of a part of the name, or by the beginnings of two parts in a row."""
    assert is_called(short, name) is expected
