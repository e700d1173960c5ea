"""The visible text of a Word document, whatever it is wrapped in.

python-docx reads what lies in paragraphs directly; a reader also sees content controls, smart tags, inserted text
and text boxes. What was deleted or moved away is not seen, and of two drawings of one thing only the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = (
    *(_WORD + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_BOX = _WORD + "txbxContent"
_PARAGRAPH, _TABLE, _ROW, _CELL = (_WORD + name for name in ("p", "tbl", "tr", "tc"))
_LETTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


def read_blocks(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """Paragraphs and table rows below an element in the order of the page, blank ones left out."""
    for child in element:
        if child.tag == _PARAGRAPH:
            yield from _read_paragraph(child)
        elif child.tag == _TABLE:
            yield from _read_table(child)
        elif child.tag not in _UNSEEN:
            yield from read_blocks(child)


def _read_paragraph(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    """The text of a paragraph, then that of the boxes which are anchored in it."""
    boxes: list[Any] = []
    text = "".join(_read_letters(paragraph, boxes)).strip()
    if text:
        yield text
    for box in boxes:
        yield from read_blocks(box)


def _read_letters(element: Any, boxes: list[Any]) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        name = str(child.tag).removeprefix(_WORD)
        if child.tag == _BOX:
            boxes.append(child)
        elif name == "t":
            yield child.text or ""
        elif name == "br" and child.get(_WORD + "type", "textWrapping") == "textWrapping":
            yield "\n"
        elif child.tag not in _UNSEEN:
            yield _LETTERS.get(name, "")
            yield from _read_letters(child, boxes)


def _read_table(table: Any) -> Iterator[str]:  # noqa: ANN401
    """A line for each row; a cell that spans several rows stands in each of them."""
    above: dict[int, str] = {}
    for row in _find(table, _ROW):
        cells: dict[int, str] = {}
        column = _number(row.find(f"{_WORD}trPr/{_WORD}gridBefore"), 0)
        for cell in _find(row, _CELL):
            merge = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
            is_continued = merge is not None and merge.get(_WORD + "val", "continue") == "continue"
            cells[column] = above.get(column, "") if is_continued else " ".join(read_blocks(cell)).replace("\n", " ")
            column += _number(cell.find(f"{_WORD}tcPr/{_WORD}gridSpan"), 1)
        above = cells
        if line := " | ".join(dict.fromkeys(filter(None, cells.values()))):
            yield line


def _find(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """The rows of a table or the cells of a row, also those inside content controls; not those of tables within."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in {*_UNSEEN, _TABLE, _PARAGRAPH}:
            yield from _find(child, tag)


def _number(element: Any, otherwise: int) -> int:  # noqa: ANN401
    value = "" if element is None else element.get(_WORD + "val", "")
    return int(value) if value.isdigit() else otherwise
