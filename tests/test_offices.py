"""Tests of retrieval/language/offices: offices in articles and questions, and whether two of them are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.offices import OfficeMention, find_offices, may_name, offices_match

ARTICLES = [
    # (text, [(as written, office, unit)])
    ("Bupati Sigi membuka rapat.", [("Bupati Sigi", "bupati", None)]),
    ("Wakil Bupati Kabupaten Buru hadir", [("Wakil Bupati Kabupaten Buru", "wakil_bupati", None)]),
    ("Sekretaris Daerah Kota Bima memimpin", [("Sekretaris Daerah Kota Bima", "sekda", None)]),
    (
        "Kepala Dinas PPPA Kabupaten Sikka",
        [("Kepala Dinas PPPA Kabupaten Sikka", "kepala", PPPA := ("dinas pemberdayaan perempuan perlindungan anak"))],
    ),
    (
        "Kepala Dinas Pemberdayaan Perempuan dan Perlindungan Anak hadir",
        [("Kepala Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "kepala", PPPA)],
    ),
    (
        "Kepala Badan Kesatuan Bangsa dan Politik (Kesbangpol) Kabupaten Alor",
        [("Kepala Badan Kesatuan Bangsa dan Politik (Kesbangpol) Kabupaten Alor", "kepala", "kesbangpol")],
    ),
    (
        "Kepala Dinas Perdagangan, Koperasi dan UKM, Sari",
        [("Kepala Dinas Perdagangan, Koperasi dan UKM", "kepala", "dinas perdagangan koperasi ukm")],
    ),
    ("Kabid Lalin Dishub hadir", [("Kabid Lalin Dishub", "kepala_bidang", "lantas / dinas perhubungan")]),
    ("Kasi Intel Kejari Sabang", [("Kasi Intel Kejari Sabang", "kepala_seksi", "intel / kejari")]),
    ("Asisten II Setda Kabupaten Mimika", [("Asisten II Setda Kabupaten Mimika", "asisten", "2 setda")]),
    (
        "Staf Ahli Gubernur Bali Bidang Hukum dan Politik",
        [("Staf Ahli Gubernur Bali Bidang Hukum dan Politik", "staf_ahli", "gubernur bidang hukum politik")],
    ),
    ("Dandim 1605/Belu hadir", [("Dandim 1605/Belu", "dandim", None)]),
    ("Danrem 162/Wira Bhakti Brigjen TNI Sudarwo", [("Danrem 162/Wira Bhakti", "danrem", None)]),
    ("Ketua Komisi II DPRD Kabupaten Ende", [("Ketua Komisi II DPRD Kabupaten Ende", "ketua", "komisi ii / dprd")]),
    ("Ketua HKTX melaporkan", [("Ketua HKTX", "ketua", "hktx")]),
    ("Kepala SMAN 2 Larantuka", [("Kepala SMAN 2 Larantuka", "kepala_sekolah", "sma")]),
    ("Komandan upacara ialah kapten itu", []),
    ("setiap kepala keluarga menerima bantuan", []),
]

QUESTIONS = [
    ("wabup yg dateng namanya siapa", "wakil_bupati", None),
    ("kadis pppa siapa", "kepala", PPPA),
    ("kaban kesbangpol bilang apa", "kepala", "kesbangpol"),
    ("kasat lantas polres sigi", "kasat", "lantas / polres"),
    ("danramil hadir ga?", "danramil", None),
    ("siapa ketua tp pkk sikka", "ketua", "tp pkk"),
    ("ketua dewan siapa", "ketua", "dprd"),
    ("mendagri ngomong apa", "menteri", "dalam negeri"),
    ("apa kata dirjen polpum dalam seminar", "dirjen", "polpum"),
    ("kabid perdagangan dalam negeri hadir", "kepala_bidang", "perdagangan dalam negeri"),
    ("pak wali kota hadir?", "wali_kota", None),
    ("asisten 1 siapa", "asisten", "1"),
]

MATCHES = [
    ("kapolres", "Kapolres Sigi", True),
    ("bupati", "Wakil Bupati Sigi", False),
    ("wabup", "Wakil Bupati Sigi", True),
    ("kapolres", "Kapolsek Palolo", False),
    ("kepala dinas pppa", "Kepala Dinas Pemberdayaan Perempuan dan Perlindungan Anak Kabupaten Sikka", True),
    ("kadis pppa", "Kepala Dinas PPKBPPPA", True),
    ("kadis", "Bupati Sigi", False),
    ("kadis kesehatan", "Kepala Dinas Pendidikan", False),
    ("kaban kesbangpol", "Kepala Kesbangpol Provinsi Maluku", True),
    ("kakan kesbangpol", "Kepala Badan Kesbangpol Kabupaten Alor", True),
    ("ketua dprd", "Ketua Komisi II DPRD Kabupaten Ende", False),
    ("ketua dprd", "Wakil Ketua DPRD Ende", False),
    ("kasi intel", "Kasi Intel Kejari Sabang", True),
    ("kasat lantas", "Kasat Reskrim Polres Sigi", False),
    ("asisten 1", "Asisten I Setda Mimika", True),
    ("asisten 1", "Asisten II Setda Mimika", False),
    ("kadis", "Kepala Dinas Perikanan", True),
    ("pj bupati", "Plt. Bupati Alor", False),
]


def only(text: str) -> OfficeMention:
    """The one office of a text."""
    (office,) = find_offices(text)
    return office


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_offices_of_articles(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """An office is found with its unit and region, and nothing else is."""
    found = [(text[office.start : office.end], office.office, office.unit) for office in find_offices(text)]
    assert found == expected


@pytest.mark.parametrize(("question", "office", "unit"), QUESTIONS)
def test_offices_of_questions(question: str, office: str, unit: str | None) -> None:
    """Short forms that people type lead to the same keys as the full names."""
    assert (only(question).office, only(question).unit) == (office, unit)


@pytest.mark.parametrize(("asked", "given_office", "expected"), MATCHES)
def test_offices_match(asked: str, given_office: str, expected: bool) -> None:
    """Offices match by head and unit, level by level; deputies and lower ranks never stand for their chiefs."""
    assert offices_match(only(asked), only(given_office)) is expected


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_a_quick_look_misses_no_office(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Whatever is found was likely at once; what has none of an office's words cannot name it."""
    assert all(may_name(text, frozenset({office.office})) for office in find_offices(text))
    assert not may_name("Warga desa itu hadir.", frozenset({office for _, office, _ in expected}))


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("Plt. Kepala Dinas Sosial", "plt"),
        ("Penjabat Bupati Alor", "pj"),
        ("Pj. Sekda Alor", "pj"),
        ("Plh Sekda", "plh"),
        ("Bupati Alor", None),
    ],
)
def test_acting_offices(text: str, acting: str | None) -> None:
    """Acting holders are marked, with or without a full stop."""
    assert only(text).acting == acting


@pytest.mark.parametrize(
    "text", ["para camat se-Kabupaten Alor", "seluruh kepala OPD", "para Kapolsek", "sejumlah Kades"]
)
def test_groups_of_offices(text: str) -> None:
    """Offices of many are groups, and the mention covers the quantifier and the spread."""
    office = only(text)
    assert office.group
    assert text[office.start : office.end] == text


def test_a_name_after_an_office_is_no_part_of_it() -> None:
    """A person who bears a region's name, and a Balinese "I", stay out of the office."""
    assert [(o.start, o.end) for o in find_offices("Sekda Natuna Bima Wirayuda")] == [(0, len("Sekda Natuna"))]
    assert [(o.start, o.end) for o in find_offices("Kepala Dinas PMD I Made Yudana")] == [(0, len("Kepala Dinas PMD"))]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_offices_lie_in_order_inside_any_text(text: str) -> None:
    """Whatever the text, mentions are slices of it, in order, without overlap."""
    end = 0
    for office in find_offices(text):
        assert end <= office.start < office.end <= len(text)
        end = office.end
