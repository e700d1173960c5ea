"""Stretches of time up to today."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.dates import find_periods
from retrieval.language.dates.stretches import find_stretches, months_between

TODAY = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rapat 3 bulan terakhir", date(2023, 12, 31)),
        ("rapat sebulan terakhir", date(2024, 2, 29)),
        ("dua minggu belakangan", date(2024, 3, 17)),
        ("setahun ke belakang", date(2023, 3, 31)),
        ("10 hari terakhir", date(2024, 3, 21)),
        ("hari terakhir", None),
        ("3 bulan depan", None),
        ("tahun terakhir", None),
    ],
)
def test_a_stretch_ends_today(text, first):
    """Counted back in days or months; a month that is shorter ends earlier."""
    assert [(start, end) for *_, start, end in find_stretches(text, TODAY)] == ([(first, TODAY)] if first else [])


def test_periods_of_a_stretch():
    """One for each month, where today is known."""
    found = find_periods("rapat 2 bulan terakhir apa saja", date(2024, 2, 10))
    told = [(one.year, one.month, one.day, one.day_end) for one in found]
    assert told == [(2023, 12, 10, 31), (2024, 1, 1, 31), (2024, 2, 1, 10)]
    assert find_periods("rapat 2 bulan terakhir apa saja") == []


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_months_cover_a_stretch(one, other):
    """Without gap or overlap."""
    first, last = sorted((one, other))
    months = list(months_between(first, last))
    assert (months[0][0], months[-1][1]) == (first, last)
    assert all(end.toordinal() + 1 == start.toordinal() for (_, end), (start, _) in pairwise(months))
    assert all((start.year, start.month) == (end.year, end.month) for start, end in months)
