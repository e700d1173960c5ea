"""The text of a PDF's page, with a blank line where the page leaves room: below a heading, between paragraphs."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

# Lines of one paragraph lie evenly; half a line more is room on purpose.
_ROOM = 1.5
_LEAST_LINES = 4  # of fewer nobody can tell what is even

_Portion = tuple[str, float]


def read_page(page: PageObject) -> str:
    """The text of a page, line by line."""
    portions: list[_Portion] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:  # noqa: ANN401
        portions.append((text, tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    return part_lines(portions)


def part_lines(portions: list[_Portion]) -> str:
    """The portions of a page as one text; each comes with its height above the page's foot, in points."""
    drops = _find_drops(portions)
    room = _ROOM * median(drops.values()) if len(drops) >= _LEAST_LINES else float("inf")
    return "".join("\n" * (drops.get(number, 0) > room) + text for number, (text, _) in enumerate(portions))


def _find_drops(portions: list[_Portion]) -> dict[int, float]:
    """How far below the line before each line begins, by the number of its first portion."""
    drops: dict[int, float] = {}
    above: float | None = None
    is_ended = False
    for number, (text, height) in enumerate(portions):
        if text.strip():
            if is_ended and above is not None and above > height:
                drops[number] = above - height
            # Of a portion of several lines nobody knows where its last one lies.
            above = None if "\n" in text.strip() else height
            is_ended = False
        is_ended = is_ended or text.endswith("\n")
    return drops
