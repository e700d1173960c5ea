"""A document as PDF, in letters that come with Notula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF, FontFace, TextStyle
from fpdf.enums import XPos, YPos
from fpdf.outline import TableOfContents

from data.settings import PROJECT
from data.wording import takeaway as wording
from retrieval.takeaway.document import Block, Document, Line, Style, Table

FONTS = PROJECT / "data" / "fonts"
FAMILY = "DejaVu"
MARGIN = 20
"""Millimetres at each side."""

LEAST_BELOW = 25
"""Millimetres that must be left below an entry's title."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Size in points, height of a line and space above in millimetres, and a shade of grey, 0 black."""

    size: float
    height: float
    above: float = 0.0
    bold: bool = False
    grey: int = 0
    indent: float = 0.0


_LOOKS: Mapping[Style, _Look] = {
    Style.TITLE: _Look(15, 7, 2, bold=True),
    Style.ENTRY: _Look(12, 6, 6, bold=True),
    Style.HEADING: _Look(10.5, 5.5, 4, bold=True),
    Style.TEXT: _Look(10, 5, 1),
    Style.QUOTE: _Look(9.5, 4.8, 1.5, indent=6),
    Style.SMALL: _Look(8.5, 4.4, 0.5, grey=90),
    Style.OPEN: _Look(10, 5, 1, grey=130),
}


def write_pdf(document: Document, file: Path) -> None:
    """A4 pages with numbers; OSError where the file cannot be written."""
    sheets = _open_sheets(document.title)
    _write_letterhead(sheets, document.frame.letterhead)
    for block in document.blocks:
        _write_block(sheets, block)
    if document.sources:
        _write_line(sheets, Line(wording.SOURCES, Style.HEADING))
    for number, source in enumerate(document.sources, start=1):
        _write_line(sheets, Line(f"[{number}] {source.text}", Style.SMALL, link=source.link))
    _write_signature(sheets, document.frame.signature)
    file.write_bytes(bytes(sheets.output()))


class _Sheets(FPDF):
    def footer(self) -> None:
        """The page's number."""
        self.set_y(-MARGIN + 6)
        self.set_font(FAMILY, "", 8)
        self.set_text_color(120)
        self.cell(0, 5, str(self.page_no()), align="C")


def _open_sheets(title: str) -> _Sheets:
    sheets = _Sheets(format="A4")
    sheets.set_title(title)
    sheets.set_margins(MARGIN, MARGIN)
    sheets.set_auto_page_break(auto=True, margin=MARGIN)
    sheets.add_font(FAMILY, "", FONTS / "DejaVuSans.ttf")
    sheets.add_font(FAMILY, "B", FONTS / "DejaVuSans-Bold.ttf")
    sheets.set_font(FAMILY, "", 10)
    sheets.add_page()
    return sheets


def _write_letterhead(sheets: _Sheets, lines: tuple[str, ...]) -> None:
    for number, text in enumerate(lines):
        sheets.set_font(FAMILY, "" if number else "B", 9 if number else 12)
        sheets.multi_cell(0, 5.5, text, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if lines:
        at = sheets.get_y() + 1.5
        sheets.line(sheets.l_margin, at, sheets.w - sheets.r_margin, at)
        sheets.set_y(at + 2)


def _write_block(sheets: _Sheets, block: Block) -> None:
    if isinstance(block, Line):
        _write_line(sheets, block)
    elif isinstance(block, Table):
        _write_table(sheets, block)
    else:
        sheets.insert_toc_placeholder(_CONTENTS.render_toc, allow_extra_pages=True)


_CONTENTS = TableOfContents(TextStyle(font_family=FAMILY, font_size_pt=9.5))


def _write_line(sheets: _Sheets, line: Line) -> None:
    look = _LOOKS[line.style]
    sheets.ln(look.above)
    if line.style is Style.ENTRY:
        if sheets.will_page_break(LEAST_BELOW):
            sheets.add_page()
        sheets.start_section(line.text)
    sheets.set_font(FAMILY, "B" if look.bold else "", look.size)
    sheets.set_text_color(look.grey)
    sheets.set_x(sheets.l_margin + look.indent)
    text = line.text + "".join(f" [{note}]" for note in line.notes)
    link = line.link or None
    sheets.multi_cell(0, look.height, text, align="L", link=link, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _write_table(sheets: _Sheets, table: Table) -> None:
    sheets.ln(2)
    sheets.set_font(FAMILY, "", 9)
    sheets.set_text_color(0)
    with sheets.table(line_height=5, text_align="LEFT", headings_style=FontFace(emphasis="BOLD")) as grid:
        for cells in table.rows:
            row = grid.row()
            for cell in cells:
                row.cell(cell)


def _write_signature(sheets: _Sheets, lines: tuple[str, ...]) -> None:
    if not lines:
        return
    if sheets.will_page_break(6 * len(lines) + 30):
        sheets.add_page()
    sheets.ln(8)
    sheets.set_font(FAMILY, "", 10)
    sheets.set_text_color(0)
    for number, text in enumerate(lines):
        if number == len(lines) - 1 and number:
            sheets.ln(20)  # for a hand and a stamp
        sheets.set_x(sheets.w / 2)
        sheets.multi_cell(0, 5, text, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
