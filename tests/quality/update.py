"""Raises the floors to what is measured now; refuses to lower one.

Run `python -m tests.quality.update` from the repository's root; exit status 1 when a figure is below its floor.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.quality.measure import FLOORS, find_shortfalls, hash_material, measure, print_figures, read_floors
from tests.quality.scoring import CEILINGS


def round_down(name: str, figure: float) -> float:
    """A figure as a floor: rounded to the loose side at two decimals, so that other machines reach it as well."""
    rounded = math.ceil if name in CEILINGS else math.floor
    return rounded(round(figure * 100, 2)) / 100


def raise_floors(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The higher of figure and floor for every name; the lower one where less is better."""
    raised = {}
    for name, figure in figures.items():
        rounded = round_down(name, figure)
        tighter = min if name in CEILINGS else max
        raised[name] = tighter(rounded, floors.get(name, rounded))
    return raised


def main() -> int:
    """Measure, print, and store the raised floors."""
    floors = read_floors()["figures"]
    with tempfile.TemporaryDirectory() as home:
        figures, _ = measure(Path(home))
    print_figures(figures, floors)
    shortfalls = find_shortfalls(figures, floors)
    if shortfalls:
        print("No floor is lowered:", *shortfalls, sep="\n  ", file=sys.stderr)
        return 1
    stored = {"material": hash_material(), "figures": raise_floors(figures, floors)}
    FLOORS.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
