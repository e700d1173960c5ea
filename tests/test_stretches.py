"""Stretches of time up to today."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.dates import find_periods
from retrieval.language.dates.stretches import by_months

TODAY = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rapat 3 bulan terakhir", (2023, 12, 31)),
        ("rapat sebulan terakhir", (2024, 2, 29)),
        ("dua minggu belakangan", (2024, 3, 17)),
        ("setahun ke belakang", (2023, 3, 31)),
        ("10 hari terakhir", (2024, 3, 21)),
    ],
)
def test_a_stretch_ends_today(text, first):
    """Counted back in days or months; a month that is shorter ends earlier."""
    periods = find_periods(text, TODAY)
    assert (periods[0].year, periods[0].month, periods[0].day) == first
    assert (periods[-1].year, periods[-1].month, periods[-1].day_end) == (2024, 3, 31)


@pytest.mark.parametrize("text", ["hari terakhir", "3 bulan depan", "tahun terakhir"])
def test_what_is_not_counted_up_to_today_is_no_stretch(text):
    """A last day has no length, and what is to come is none."""
    assert all(period.day_end is None for period in find_periods(text, TODAY))


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
    months = by_months((0, 0), first, last)
    days = [(date(p.year, p.month, p.day), date(p.year, p.month, p.day_end)) for p in months]
    assert (days[0][0], days[-1][1]) == (first, last)
    assert all(end.toordinal() + 1 == start.toordinal() for (_, end), (start, _) in pairwise(days))
