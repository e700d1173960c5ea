"""Whom a question asks about: groups, those invited, and words for people without an office."""

from __future__ import annotations

import pytest

from retrieval.answering.asking.asked import asked_group, asks_groups, asks_invited


@pytest.mark.parametrize(
    ("formal", "expected"),
    [
        ("instansi mana saja yang hadir di rakor banjir", True),
        ("pihak luar mana saja yang turut hadir di rapat anggota", True),
        ("unsur TNI dan perusahaan mana saja yang datang", True),
        ("pelatihan pemandu wisata pesertanya dari desa apa saja", True),
        ("siapa saja yang hadir di rakor banjir", False),
        ("dinas apa yang menggelar rakor banjir", False),
        ("kegiatan apa saja yang dihadiri bupati", False),
    ],
)
def test_a_question_for_groups_names_them_and_their_coming(formal, expected):
    """Words for groups with "mana" or "apa" ask for groups where the question is about who took part."""
    assert asks_groups(formal) is expected


@pytest.mark.parametrize(
    ("formal", "expected"),
    [
        ("siapa saja yang diundang ke rakor banjir", True),
        ("panitia mengundang komunitas apa saja", True),
        ("siapa saja yang hadir di rakor banjir", False),
    ],
)
def test_a_question_may_ask_who_was_invited(formal, expected):
    """To be invited is not to be there."""
    assert asks_invited(formal) is expected


@pytest.mark.parametrize(
    ("formal", "expected"),
    [
        ("siapa perwakilan koperasi yang hadir", "perwakilan koperasi "),
        ("koperasi mana yang hadir", "koperasi"),
        ("pihak luar mana saja yang hadir", None),
        ("siapa yang hadir", None),
    ],
)
def test_those_asked_about_are_called_by_their_words(formal, expected):
    """A question that asks for groups of any name has no words for them."""
    assert asked_group(formal) == expected
