"""A document as PDF, in letters that come with Notula."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.outline import OutlineSection

from data.settings import PROJECT
from data.wording import takeaway as wording
from retrieval.takeaway.document import Block, Contents, Document, Line, Style, Table

FONTS = PROJECT / "data" / "fonts"
FAMILY = "DejaVu"
MARGIN = 20
"""Millimetres at each side."""

LEAST_BELOW = 25
"""Millimetres that must be left below an entry's title."""

_PAGE_COLUMN = 12
"""Millimetres for the number of a page in the contents."""

_FIRST_COLUMN = 3
"""How much wider than another one the first column of a table is."""

_PICTURES = frozenset({"So", "Sk", "Cn", "Co", "Mn"})
"""Categories of signs without which a text says the same."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Size in points, height of a line and space above in millimetres, and a shade of grey, 0 black."""

    size: float
    height: float
    above: float = 0.0
    bold: bool = False
    grey: int = 0
    indent: float = 0.0
    align: str = "L"


_LOOKS: Mapping[Style, _Look] = {
    Style.TITLE: _Look(15, 8, 3, bold=True, align="C"),
    Style.ENTRY: _Look(12, 6, 6, bold=True),
    Style.HEADING: _Look(10.5, 5.5, 4, bold=True),
    Style.TEXT: _Look(10, 5, 1),
    Style.QUOTE: _Look(9.5, 4.8, 1.5, indent=6),
    Style.SMALL: _Look(8.5, 4.4, 0.5, grey=90),
    Style.OPEN: _Look(10, 5, 1, grey=130),
}


def write_pdf(document: Document, file: Path) -> None:
    """A4 pages with numbers; OSError where the file cannot be written."""
    sheets = _open_sheets(document)
    _write_blocks(sheets, document.blocks, pages=_count_contents(document))
    if document.sources:
        _write_line(sheets, Line(wording.SOURCES, Style.HEADING))
    for number, source in enumerate(document.sources, start=1):
        _write_line(sheets, Line(f"[{number}] {source.text}", Style.SMALL, link=source.link))
    _write_signature(sheets, document.frame.signature)
    file.write_bytes(bytes(sheets.output()))


def _count_contents(document: Document) -> int:
    """Pages that the contents take: the numbers below the pages that follow are drawn before them."""
    if not any(isinstance(block, Contents) for block in document.blocks):
        return 0
    sheets = _open_sheets(document)
    before = takewhile(lambda block: not isinstance(block, Contents), document.blocks)
    entries = (block for block in document.blocks if isinstance(block, Line) and block.style is Style.ENTRY)
    _write_blocks(sheets, (*before, Contents(), *entries), pages=0)
    written = sheets.pages_count
    sheets.output()
    return 1 + sheets.pages_count - written


class _Sheets(FPDF):
    def footer(self) -> None:
        """The page's number."""
        self.set_y(-MARGIN + 6)
        self.set_font(FAMILY, "", 8)
        self.set_text_color(120)
        self.cell(0, 5, wording.PAGE_OF.format(page=self.page_no(), pages=self.str_alias_nb_pages), align="C")

    def drawn(self, text: str) -> str:
        """A text without the pictures that the letters in use have no sign for."""
        font = self.current_font
        known = font.cmap if isinstance(font, TTFFont) else {}
        return "".join(sign for sign in text if ord(sign) in known or unicodedata.category(sign) not in _PICTURES)


def _open_sheets(document: Document) -> _Sheets:
    """The first page with what stands above it."""
    sheets = _Sheets(format="A4")
    sheets.set_title(document.title)
    sheets.set_lang("id-ID")
    sheets.set_margins(MARGIN, MARGIN)
    sheets.set_auto_page_break(auto=True, margin=MARGIN)
    sheets.add_font(FAMILY, "", FONTS / "DejaVuSans.ttf")
    sheets.add_font(FAMILY, "B", FONTS / "DejaVuSans-Bold.ttf")
    sheets.set_font(FAMILY, "", 10)
    sheets.add_page()
    _write_letterhead(sheets, document.frame.letterhead)
    return sheets


def _write_letterhead(sheets: _Sheets, lines: tuple[str, ...]) -> None:
    for number, text in enumerate(lines):
        sheets.set_font(FAMILY, "" if number else "B", 9 if number else 12)
        sheets.multi_cell(0, 5.5, sheets.drawn(text), align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if lines:
        at = sheets.get_y() + 1.5
        sheets.set_line_width(0.6)
        sheets.line(sheets.l_margin, at, sheets.w - sheets.r_margin, at)
        sheets.set_line_width(0.2)
        sheets.set_y(at + 2)


def _write_blocks(sheets: _Sheets, blocks: Iterable[Block], *, pages: int) -> None:
    """The blocks in their order, with so many pages for the contents; 0 where as many as they take."""
    for block in blocks:
        if isinstance(block, Line):
            _write_line(sheets, block)
        elif isinstance(block, Table):
            _write_table(sheets, block)
        else:
            sheets.insert_toc_placeholder(_write_contents, pages=pages or 1, allow_extra_pages=not pages)


def _write_contents(sheets: FPDF, entries: Sequence[OutlineSection]) -> None:
    """Each entry with dots to its page."""
    sheets.set_font(FAMILY, "", 9.5)
    sheets.set_text_color(0)
    sheets.set_x(sheets.l_margin)
    edge, dot = sheets.w - sheets.r_margin - _PAGE_COLUMN, sheets.get_string_width(".")
    for entry in entries:
        link = sheets.add_link(page=entry.page_number)
        width = sheets.epw - _PAGE_COLUMN
        sheets.multi_cell(width, 5.2, entry.name, align="L", link=link, new_x=XPos.END, new_y=YPos.LAST)
        room = max(0.0, edge - sheets.get_x())
        sheets.cell(room, 5.2, "." * int(room / dot - 2), align="R", link=link)
        sheets.set_x(edge)
        sheets.cell(0, 5.2, str(entry.page_number), align="R", link=link, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _write_line(sheets: _Sheets, line: Line) -> None:
    look = _LOOKS[line.style]
    sheets.ln(look.above)
    if line.style is Style.ENTRY:
        if sheets.will_page_break(LEAST_BELOW):
            sheets.add_page()
        sheets.start_section(sheets.drawn(line.text))
    sheets.set_font(FAMILY, "B" if look.bold else "", look.size)
    sheets.set_text_color(look.grey)
    sheets.set_x(sheets.l_margin + look.indent)
    text = sheets.drawn(line.text) + "".join(f" [{note}]" for note in line.notes)
    link = line.link or None
    sheets.multi_cell(0, look.height, text, align=look.align, link=link, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _write_table(sheets: _Sheets, table: Table) -> None:
    sheets.ln(2)
    sheets.set_font(FAMILY, "", 9)
    sheets.set_text_color(0)
    others = len(table.rows[0]) - 1
    with sheets.table(
        line_height=5.5,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        text_align=("LEFT", *["CENTER"] * others),
        col_widths=(_FIRST_COLUMN, *[1] * others),
        headings_style=FontFace(emphasis="BOLD", fill_color=(221, 231, 238)),
    ) as grid:
        for cells in table.rows:
            row = grid.row()
            for cell in cells:
                row.cell(sheets.drawn(cell))


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
        sheets.multi_cell(0, 5, sheets.drawn(text), align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
