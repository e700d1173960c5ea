"""Rows as an Excel workbook that prints well: sheets by month, a summary, links to press, nothing that computes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.wording import takeaway as wording
from retrieval.language.dates import format_month
from retrieval.takeaway.attendance import AttendanceRow, Presence
from retrieval.takeaway.tables import Row, say

Cell = str | int | date

WIDTHS = {
    "day": 11,
    "day_end": 11,
    "time": 9,
    "meeting": 32,
    "kind": 14,
    "place": 22,
    "region": 16,
    "theme": 32,
    "office": 26,
    "name": 26,
    "presence": 15,
    "represents": 18,
    "deputies": 18,
    "quotation": 52,
    "organiser": 24,
    "people": 10,
    "publisher": 18,
    "publishers": 18,
    "link": 45,
    "links": 60,
    "id": 18,
}
"""Characters that a column is wide."""

NOT_PRINTED = frozenset({"link", "links", "id"})
"""Columns for the screen, the last ones: a sheet of paper has no room for them."""

MOST_CHARACTERS = 32_767
"""What a cell of Excel holds."""

LONGEST_LINK = 2_000
"""Characters of an address that Excel leads to (its own limit is 2,079)."""

MOST_LINKS = 60_000
"""Links of a sheet (Excel's own limit is 65,530)."""

_LINE, _TALLEST = 13.5, 405
"""Points: a line of a cell, and the tallest row there may be."""

_A4 = 9


@dataclass(frozen=True, slots=True)
class _Forms:
    """How cells of a workbook look."""

    heading: Format
    plain: Format
    day: Format
    count: Format
    link: Format


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table whose first row are headings; `widths` and `printed` are of its columns."""

    name: str
    table: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    printed: int
    is_wide: bool = True


def write_workbook(rows: Sequence[Row], headings: Mapping[str, str], file: Path) -> None:
    """One sheet a month, the undated last, with filters and a fixed heading; attendance with a summary first.

    OSError where the file cannot be written.
    """
    try:
        _fill_workbook(rows, headings, file)
    except FileCreateError as error:  # which is none itself
        raise OSError from error


def _fill_workbook(rows: Sequence[Row], headings: Mapping[str, str], file: Path) -> None:
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        forms = _make_forms(book)
        title = wording.RECAPITULATION if headings is wording.ATTENDANCE else wording.LIST_OF_MEETINGS
        book.set_properties({"title": title})
        counted = [row for row in rows if isinstance(row, AttendanceRow)]
        if counted:
            _write_summary(book, counted, forms, title)
        widths = [WIDTHS[one] for one in headings]
        printed = sum(one not in NOT_PRINTED for one in headings)
        for month, own in groupby(sorted(rows, key=_by_month), key=_by_month):
            name = format_month(date(*month, 1)) if month != _UNDATED else wording.UNDATED
            table: list[list[Cell]] = [[*headings.values()], *([_cell(row, one) for one in headings] for row in own)]
            _write_sheet(book, _Sheet(name, table, widths, printed), forms, title)


def _make_forms(book: xlsxwriter.Workbook) -> _Forms:
    cell = {"font_name": "Arial", "font_size": 10, "valign": "top", "align": "left"}
    ruled = {**cell, "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
    return _Forms(
        heading=book.add_format({**ruled, "bold": True, "valign": "vcenter", "bg_color": "#DDE7EE"}),
        plain=book.add_format(ruled),
        day=book.add_format({**ruled, "num_format": "yyyy-mm-dd"}),
        count=book.add_format({**ruled, "align": "center"}),
        link=book.add_format({**ruled, "text_wrap": False, "font_color": "#1A4F8B", "underline": 1}),
    )


_UNDATED = (9999, 12)


def _by_month(row: Row) -> tuple[int, int]:
    return (row.day.year, row.day.month) if row.day else _UNDATED


def _write_summary(book: xlsxwriter.Workbook, rows: Sequence[AttendanceRow], forms: _Forms, title: str) -> None:
    table = list(_summarise(rows))
    sheet = _write_sheet(book, _Sheet(wording.SUMMARY, table, (56, 12, 12, 14, 14), 5, is_wide=False), forms, title)
    below = len(table) + 1
    sheet.merge_range(below, 0, below, 4, "", forms.plain)
    sheet.write_string(below, 0, wording.NOTE, forms.plain)
    sheet.set_row(below, 2 * _LINE + 3)
    sheet.print_area(0, 0, below, 4)


def _write_sheet(book: xlsxwriter.Workbook, made: _Sheet, forms: _Forms, title: str) -> Worksheet:
    sheet = book.add_worksheet(made.name)
    for column, width in enumerate(made.widths):
        sheet.set_column(column, column, width)
    for number, cells in enumerate(made.table):
        sheet.set_row(number, _height(cells[: made.printed], made.widths))
        for column, cell in enumerate(cells):
            _write_cell(sheet, (number, column), cell, forms)
    last, columns = len(made.table) - 1, len(made.widths)
    sheet.autofilter(0, 0, last, columns - 1)
    sheet.freeze_panes(1, 0)
    sheet.print_area(0, 0, last, made.printed - 1)
    _lay_out(sheet, title, is_wide=made.is_wide)
    return sheet


def _lay_out(sheet: Worksheet, title: str, *, is_wide: bool) -> None:
    """A4, as wide as the page, the heading on each, and which page it is."""
    sheet.set_paper(_A4)
    if is_wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.set_header(f'&C&"Arial,Bold"{title} – &A')
    sheet.set_footer(f'&C&"Arial"{wording.PAGE_OF.format(page="&P", pages="&N")}')


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points that the lines of a row's tallest cell take: not every program finds the height itself."""
    lines = max(_count_lines(str(cell), width) for cell, width in zip(cells, widths, strict=False))
    return min(lines * _LINE + 3, _TALLEST)


def _count_lines(text: str, width: int) -> int:
    return sum(max(1, -(-len(part) // width)) for part in text.split("\n"))


def _write_cell(sheet: Worksheet, at: tuple[int, int], cell: Cell, forms: _Forms) -> None:
    row, column = at
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, forms.day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, forms.count)
    elif row < MOST_LINKS and _leads(cell):
        sheet.write_url(row, column, cell, forms.link, cell)
    else:
        sheet.write_string(row, column, cell[:MOST_CHARACTERS], forms.plain if row else forms.heading)


def _leads(cell: str) -> bool:
    """Whether a cell is one address to press."""
    return cell.startswith(("https://", "http://")) and len(cell) <= LONGEST_LINK and len(cell.split()) == 1


def _cell(row: Row, name: str) -> Cell:
    value = getattr(row, name)
    return value if isinstance(value, date | int) else say(row, name)


def _summarise(rows: Sequence[AttendanceRow]) -> Iterator[list[Cell]]:
    """How often each office or group was there, represented, said to be absent or not mentioned: plain counts."""
    yield [wording.ATTENDANCE["office"], *wording.PRESENCES.values()]
    counts = Counter((_office(row), row.presence) for row in rows)
    offices = Counter(_office(row) for row in rows)
    for office, _ in offices.most_common():
        yield [office, *(counts[office, presence] for presence in Presence)]


def _office(row: AttendanceRow) -> str:
    return row.office or row.name
