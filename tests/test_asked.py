"""Whom a question asks about: groups, those invited, and words for people without an office."""

from __future__ import annotations

import pytest

from retrieval.answering.asking.asked import asked_group, asked_offices, asks_invited
from retrieval.answering.asking.parsed import parse
from retrieval.answering.asking.query import Kind


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
        ("koperasi mana saja yang hadir", "koperasi"),
        ("rapat mana yang dihadiri", None),
        ("siapa yang hadir", None),
    ],
)
def test_those_asked_about_are_called_by_their_words(formal, expected):
    """The name of a meeting calls nobody."""
    assert asked_group(parse(formal)) == expected


@pytest.mark.parametrize(
    ("formal", "expected"),
    [
        ("siapa saja yang hadir bersama bupati Melati meninjau pasar", []),
        ("waktu bupati Melati meresmikan gedung siapa saja yang datang", []),
        ("siapa saja yang hadir selain bupati", []),
        ("yang ikut vaksin bersama bupati siapa saja", []),
        ("kapolres yang hadir di rakor siapa", ["kapolres"]),
        ("camat yang mengadu ke kapolres siapa", ["camat"]),
        ("pada Senin yang menyambut kapolres siapa", ["kapolres"]),
        ("apakah bupati hadir bersama kapolres", ["bupati", "kapolres"]),
        ("pejabat mana yang hadir bersama bupati", []),
    ],
)
def test_an_office_in_whose_company_somebody_was_is_not_asked_for(formal, expected):
    """Nor is one in the clause that says at what event; where a question is for yes or no, both are."""
    asked = asked_offices(parse(formal), (Kind.ATTENDEES,))
    assert [formal[office.start : office.end] for office in asked] == expected
