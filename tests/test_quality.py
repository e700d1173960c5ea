"""The whole system answers questions on our own articles no worse than it ever did."""

import pytest

from tests.quality.measure import find_shortfalls, hash_material, measure, print_figures, read_floors
from tests.quality.update import raise_floors, round_down


def test_no_figure_falls_below_its_floor(tmp_path):
    """Every figure of an archive built and questioned by the commands has a floor and reaches it, and every quote
    stands in its article; the table shows by how much. One test: two processes would each measure for a test of theirs.
    """
    figures, _ = measure(tmp_path)
    floors = read_floors()["figures"]
    print_figures(figures, floors)
    assert find_shortfalls(figures, floors) == []
    assert set(figures) == set(floors)
    assert figures["grounded"] == 1.0


def test_floors_belong_to_this_material():
    """The floors were measured on the articles and questions as they are: otherwise run tests.quality.update."""
    assert read_floors()["material"] == hash_material()


def test_floors_only_tighten():
    """A better figure raises its floor, a worse one leaves it; where less is better, the other way round."""
    floors = {"answer": 0.8, "refuse": 0.9, "false_refuse": 0.05}
    figures = {"answer": 0.857, "refuse": 0.85, "false_refuse": 0.021, "grounded": 1.0}
    assert raise_floors(figures, floors) == {"answer": 0.85, "refuse": 0.9, "false_refuse": 0.03, "grounded": 1.0}
    assert find_shortfalls(figures, floors) == ["refuse is 0.8500, its floor 0.9000"]


@pytest.mark.parametrize(("name", "figure", "floor"), [("answer", 0.29, 0.29), ("false_refuse", 0.29, 0.29)])
def test_whole_hundredths_stay(name, figure, floor):
    """A figure of whole hundredths is its own floor, whatever binary fractions make of it."""
    assert round_down(name, figure) == floor
