"""Rows as files: CSV, JSON, and Excel sheets by month with a summary. What texts hold is never a formula."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
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
from retrieval.takeaway.meetings import MeetingRow

Row = AttendanceRow | MeetingRow
Cell = str | int | date

WIDTHS = {"day": 12, "day_end": 12, "meeting": 45, "place": 30, "office": 35, "name": 30, "quotation": 60, "link": 40}
WIDTH = 18
"""Characters that a column is wide."""

MOST_CHARACTERS = 32_767
"""What a cell of Excel holds."""

_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a program for sheets takes for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """How cells of a workbook look."""

    heading: Format
    plain: Format
    day: Format


def write_json(rows: Sequence[Row], file: Path) -> None:
    """A JSON array, one object a row, fields in English as in their classes, days ISO, what is not said null or ""."""
    objects = [{field.name: getattr(row, field.name) for field in fields(row)} for row in rows]
    file.write_text(json.dumps(objects, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def write_csv(rows: Sequence[Row], headings: Mapping[str, str], file: Path) -> None:
    """Comma-separated, UTF-8 with the mark by which Excel knows it; a cell that looks like a formula gets a quote."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings.values())
        writer.writerows([_defuse(say(row, name)) for name in headings] for row in rows)


def _defuse(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_SIGNS) else cell


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
        top = {"text_wrap": True, "valign": "top", "align": "left"}
        forms = _Forms(
            heading=book.add_format({**top, "bold": True, "bg_color": "#DDE7EE"}),
            plain=book.add_format(top),
            day=book.add_format({**top, "num_format": "yyyy-mm-dd"}),
        )
        counted = [row for row in rows if isinstance(row, AttendanceRow)]
        if counted:
            sheet = _write_sheet(book, wording.SUMMARY, list(_summarise(counted)), forms)
            sheet.write_string(sheet.dim_rowmax + 2, 0, wording.NOTE, forms.plain)
        for month, own in groupby(sorted(rows, key=_by_month), key=_by_month):
            name = format_month(date(*month, 1)) if month != _UNDATED else wording.UNDATED
            table: list[list[Cell]] = [[*headings.values()], *([_cell(row, one) for one in headings] for row in own)]
            widths = [WIDTHS.get(one, WIDTH) for one in headings]
            _write_sheet(book, name, table, forms, widths=widths)


_UNDATED = (9999, 12)


def _by_month(row: Row) -> tuple[int, int]:
    return (row.day.year, row.day.month) if row.day else _UNDATED


def _write_sheet(
    book: xlsxwriter.Workbook, name: str, table: Sequence[Sequence[Cell]], forms: _Forms, *, widths: Sequence[int] = ()
) -> Worksheet:
    """A sheet of a table whose first row are headings."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(widths or (60, *[WIDTH] * (len(table[0]) - 1))):
        sheet.set_column(column, column, width)
    for number, cells in enumerate(table):
        for column, cell in enumerate(cells):
            _write_cell(sheet, number, column, cell, forms.plain if number else forms.heading, forms.day)
    sheet.autofilter(0, 0, len(table) - 1, len(table[0]) - 1)
    return sheet


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, form: Format, day: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, form)
    else:
        sheet.write_string(row, column, cell[:MOST_CHARACTERS], form)


def _cell(row: Row, name: str) -> Cell:
    value = getattr(row, name)
    return value if isinstance(value, date | int) else say(row, name)


def say(row: Row, name: str) -> str:
    """A field of a row as people read it."""
    value = getattr(row, name)
    if name == "presence":
        return wording.CAPACITIES.get(str(getattr(row, "capacity", "")), wording.PRESENCES[value])
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)


def _summarise(rows: Sequence[AttendanceRow]) -> Iterator[list[Cell]]:
    """How often each office or group was there, represented, said to be absent or not mentioned: plain counts."""
    yield [wording.ATTENDANCE["office"], *wording.PRESENCES.values()]
    counts = Counter((_office(row), row.presence) for row in rows)
    offices = Counter(_office(row) for row in rows)
    for office, _ in offices.most_common():
        yield [office, *(counts[office, presence] for presence in Presence)]


def _office(row: AttendanceRow) -> str:
    return row.office or row.name
