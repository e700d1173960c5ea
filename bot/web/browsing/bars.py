"""Numbers as the outline of a small picture. Pure."""

from __future__ import annotations

from collections.abc import Sequence

_LEAST = 1.0
"""Height of a bar that is not zero, however small beside the highest."""


def draw_bars(numbers: Sequence[int], *, width: int, height: int) -> str:
    """The `d` of an SVG path: a bar for each number from left to right, standing on the bottom line."""
    highest = max(numbers, default=0)
    step = width / max(len(numbers), 1)
    return "".join(
        _bar(index * step, step * 0.8, max(_LEAST, number / highest * height), height)
        for index, number in enumerate(numbers)
        if number
    )


def _bar(left: float, width: float, tall: float, bottom: int) -> str:
    return f"M{left:.1f} {bottom}v-{tall:.1f}h{width:.1f}v{tall:.1f}z"
