"""A document as a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from data.wording import takeaway as wording
from retrieval.takeaway.document import Block, Document, Line, Style, Table

_STYLES: Mapping[Style, str] = {Style.TITLE: "Title", Style.ENTRY: "Heading 1", Style.HEADING: "Heading 2"}
_GREY = RGBColor(0x6E, 0x6E, 0x6E)


def write_word(document: Document, file: Path) -> None:
    """A4 pages; the contents name the entries and lead to them. OSError where the file cannot be written."""
    word = docx.Document()
    word.core_properties.title = document.title
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    word.styles["Normal"].font.size = Pt(10)
    _write_letterhead(word, document.frame.letterhead)
    entries = [block.text for block in document.blocks if isinstance(block, Line) and block.style is Style.ENTRY]
    _write_blocks(word, document.blocks, entries)
    if document.sources:
        word.add_heading(wording.SOURCES, 2)
    for number, source in enumerate(document.sources, start=1):
        _write_line(word, Line(f"[{number}] {source.text}", Style.SMALL, link=source.link))
    _write_signature(word, document.frame.signature)
    word.save(str(file))


def _write_letterhead(word: WordDocument, lines: Sequence[str]) -> None:
    for number, text in enumerate(lines):
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = not number, Pt(9 if number else 12)


def _write_blocks(word: WordDocument, blocks: Sequence[Block], entries: Sequence[str]) -> None:
    number = 0
    for block in blocks:
        if isinstance(block, Line):
            paragraph = _write_line(word, block)
            if block.style is Style.ENTRY:
                number += 1
                _mark(paragraph, number)
        elif isinstance(block, Table):
            _write_table(word, block)
        else:
            for at, entry in enumerate(entries, start=1):
                _lead(word.add_paragraph(), entry, anchor=_name(at))
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _write_line(word: WordDocument, line: Line) -> Paragraph:
    paragraph = word.add_paragraph(style=_STYLES.get(line.style))
    paragraph.paragraph_format.left_indent = Mm(6) if line.style is Style.QUOTE else None
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
    for row, cells in zip(grid.rows, table.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for cell in grid.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True


def _write_signature(word: WordDocument, lines: Sequence[str]) -> None:
    for number, text in enumerate(lines):
        paragraph = word.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Mm(80)
        # Room for a hand and a stamp.
        paragraph.paragraph_format.space_before = Mm(20 if number and number == len(lines) - 1 else 0)


def _name(number: int) -> str:
    return f"bagian_{number}"


def _mark(paragraph: Paragraph, number: int) -> None:
    """A bookmark around a paragraph."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(number))
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
    run.font.color.rgb = RGBColor(0x1A, 0x4F, 0x8B)
    link.append(run._r)
    paragraph._p.append(link)
