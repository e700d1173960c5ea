"""A document as a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from data.wording import takeaway as wording
from retrieval.takeaway.document import Block, Document, Line, Style, Table

_STYLES: Mapping[Style, str] = {Style.TITLE: "Title", Style.ENTRY: "Heading 1", Style.HEADING: "Heading 2"}
_SIZES = {"Normal": 10.5, "Title": 16, "Heading 1": 13, "Heading 2": 11.5}
"""Points."""

_FONT = "Arial"
_BLACK = RGBColor(0, 0, 0)
_GREY = RGBColor(0x6E, 0x6E, 0x6E)
_BLUE = RGBColor(0x1A, 0x4F, 0x8B)
_TEXT_WIDTH = Mm(165)
_PAGE_COLUMN = Mm(12)
_COUNT_COLUMN = Mm(35)


def write_word(document: Document, file: Path) -> None:
    """A4 pages; the contents name the entries and lead to them. OSError where the file cannot be written."""
    word = docx.Document()
    word.core_properties.title = document.title
    _lay_out(word)
    _write_letterhead(word, document.frame.letterhead)
    entries = [block.text for block in document.blocks if isinstance(block, Line) and block.style is Style.ENTRY]
    _write_blocks(word, document.blocks, entries)
    if document.sources:
        word.add_heading(wording.SOURCES, 2)
    for number, source in enumerate(document.sources, start=1):
        _write_line(word, Line(f"[{number}] {source.text}", Style.SMALL, link=source.link))
    _write_signature(word, document.frame.signature)
    word.save(str(file))


def _lay_out(word: WordDocument) -> None:
    """A4 in one font, black, with the number of each page below it."""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(25), Mm(20), Mm(20), Mm(20)
    for name, size in _SIZES.items():
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _BLACK
        fonts = style.element.rPr.rFonts
        for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{place}"), None)
        fonts.set(qn("w:cs"), _FONT)
        style.element.rPr.append(_element("w:lang", val="id-ID"))
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    word.styles["Title"].font.bold = True
    word.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below = page.footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = wording.PAGE_OF.replace("{pages}", "{page}").split("{page}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        below.add_run(text).font.size = Pt(8)
        if field:
            _compute(below, field)


def _write_letterhead(word: WordDocument, lines: Sequence[str]) -> None:
    for number, text in enumerate(lines):
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = not number, Pt(9 if number else 12)
        if number == len(lines) - 1:
            paragraph.paragraph_format.space_after = Pt(10)
            paragraph._p.get_or_add_pPr().insert_element_before(_line_below(), "w:spacing", "w:ind", "w:jc")


def _write_blocks(word: WordDocument, blocks: Sequence[Block], entries: Sequence[str]) -> None:
    number = 0
    for block in blocks:
        if isinstance(block, Line):
            paragraph = _write_line(word, block)
            if block.style is Style.ENTRY:
                number += 1
                _mark(paragraph, number)
                paragraph.paragraph_format.page_break_before = number == 1 or None
        elif isinstance(block, Table):
            _write_table(word, block)
        else:
            for at, entry in enumerate(entries, start=1):
                _write_content(word.add_paragraph(), entry, anchor=_name(at))


def _write_line(word: WordDocument, line: Line) -> Paragraph:
    paragraph = word.add_paragraph(style=_STYLES.get(line.style))
    paragraph.paragraph_format.left_indent = Mm(6) if line.style is Style.QUOTE else None
    paragraph.paragraph_format.keep_with_next = (line.style is Style.SMALL and not line.link) or None
    if line.link:
        _lead(paragraph, line.text, address=line.link)
    else:
        run = paragraph.add_run(line.text)
        if line.style in {Style.OPEN, Style.SMALL}:
            run.font.color.rgb = _GREY
        run.italic = line.style is Style.OPEN or None
    if line.notes:
        paragraph.add_run("".join(f"[{note}]" for note in line.notes)).font.superscript = True
    return paragraph


def _write_table(word: WordDocument, table: Table) -> None:
    grid = word.add_table(rows=len(table.rows), cols=len(table.rows[0]), style="Table Grid")
    grid.autofit = False
    others = len(table.rows[0]) - 1
    widths = (Mm(_TEXT_WIDTH.mm - others * _COUNT_COLUMN.mm), *[_COUNT_COLUMN] * others)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for row, cells in zip(grid.rows, table.rows, strict=True):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = widths[number]
            _write_cell(cell, text, is_first=not number)
    grid.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for cell in grid.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", fill="DDE7EE"))


def _write_cell(cell: _Cell, text: str, *, is_first: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_first else WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text)


def _write_signature(word: WordDocument, lines: Sequence[str]) -> None:
    for number, text in enumerate(lines):
        paragraph = word.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Mm(80)
        # Room for a hand and a stamp.
        paragraph.paragraph_format.space_before = Mm(20 if number and number == len(lines) - 1 else 0)


def _write_content(paragraph: Paragraph, entry: str, *, anchor: str) -> None:
    """A line of the contents, with dots to the page that a program for texts finds."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.paragraph_format.right_indent = _PAGE_COLUMN
    paragraph.paragraph_format.space_after = Pt(2)
    _lead(paragraph, entry, anchor=anchor)
    paragraph.add_run("\t")
    _compute(paragraph, f"PAGEREF {anchor} \\h")


def _name(number: int) -> str:
    return f"bagian_{number}"


def _mark(paragraph: Paragraph, number: int) -> None:
    """A bookmark around a paragraph."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = _element(tag, id=str(number))
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), _name(number))
        paragraph._p.append(element)


def _lead(paragraph: Paragraph, text: str, *, address: str = "", anchor: str = "") -> None:
    """A text that leads to an address, or to a bookmark."""
    link = OxmlElement("w:hyperlink")
    if address:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(text)
    run.font.color.rgb = _BLUE if address else None
    link.append(run._r)
    paragraph._p.append(link)


def _compute(paragraph: Paragraph, field: str) -> None:
    """A number that a program for texts fills in."""
    element = _element("w:fldSimple", instr=field, dirty="true")
    run = paragraph.add_run()
    run.font.size = Pt(8) if "PAGEREF" not in field else None
    element.append(run._r)
    paragraph._p.append(element)


def _line_below() -> Any:  # noqa: ANN401 - elements of lxml
    border = _element("w:pBdr")
    border.append(_element("w:bottom", val="single", sz="12", space="4", color="000000"))
    return border


def _element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 - elements of lxml
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
