"""Who holds an office: by the role that a fact gives, or by the name right after the office."""

from __future__ import annotations

import pytest
from builders import a_candidate, an_article, present

from retrieval.answering.answers.holders import holds, in_other_region, named_holder
from retrieval.language.offices import find_offices

BUPATI = find_offices("bupati")[0]


@pytest.mark.parametrize(
    ("value", "role", "expected"),
    [
        ("Surya Mahendra", "Bupati Demak", True),
        ("Surya Mahendra", "Wakil Bupati Demak", False),
        ("Bupati", "Wakil Bupati Demak", False),
        ("Bupati Demak", None, True),
        ("Wakil Bupati Demak", None, False),
        ("Surya Mahendra", "Bupati dan Wakil Bupati Demak", True),
    ],
)
def test_a_deputy_does_not_hold_the_office(value, role, expected):
    """Whatever stands in the value, where the fact gives a role."""
    assert holds(present(value, role=role), BUPATI) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rakor dibuka Bupati Demak, Surya Mahendra.", "Bupati Demak, Surya Mahendra"),
        ("Rakor dibuka Wakil Bupati Demak, Surya Mahendra.", None),
        ("Rakor dibuka Bupati. Surya Mahendra hadir.", None),
    ],
)
def test_a_name_right_after_the_office(text, expected):
    """Without a full stop between."""
    found = named_holder(a_candidate(article=an_article(text)), BUPATI)
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        ("bupati Jepara", "Bupati Demak", True),
        ("bupati Demak", "Bupati Demak", False),
        ("gubernur Jawa Tengah", "Camat Mijen Demak", False),
        ("bupati", "Bupati Demak", False),
    ],
)
def test_offices_of_two_regions(asked, given, expected):
    """Only where both name one, and neither lies in the other."""
    assert in_other_region(asked, given) is expected
