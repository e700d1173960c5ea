"""Excel workbooks: the first sheet that has a column of texts, one article a row."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING

from data.errors import ReadError
from data.readers.archives import check_swelling
from data.readers.records.columns import SEARCHED_ROWS, clean_names, find_header
from data.readers.records.rows import Row
from data.wording import reading

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_MOST_ENTRIES = 2_000
_MOST_UNPACKED_BYTES = 200 * 2**20
_MOST_COLUMNS = 200
_MOST_ROWS = 2**20  # what Excel itself can hold: a file may claim more
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"

_Cells = tuple[object, ...]


def parse_sheets(data: bytes, mapping: Mapping[str, str]) -> Iterator[Row]:
    """Yield the number of each row that is not blank, and its fields.

    ReadError if no sheet has a column of texts, or the workbook is broken, locked or an archive bomb.
    """
    warnings.filterwarnings("ignore", module="openpyxl")  # it reports every feature of Excel that it passes over
    workbook = _open_workbook(data)
    errors: list[ReadError] = []
    for number in range(len(workbook.worksheets)):
        rows = _read_rows(workbook, number)
        top = list(islice(rows, SEARCHED_ROWS))
        names = [clean_names(cells) for cells in top]
        if not any(map(any, names)):
            continue
        try:
            header = find_header(names, mapping)
        except ReadError as error:
            errors.append(error)
            continue
        yield from _name_cells(names[header], chain(top[header + 1 :], rows), start=header + 2)
        return
    raise errors[0] if errors else ReadError(reading.EMPTY)


def _open_workbook(data: bytes) -> Workbook:
    if data.startswith(_OLD_OFFICE):
        raise ReadError(reading.OLD_WORKBOOK)
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_swelling(archive, reading.SWOLLEN_XLSX, most_entries=_MOST_ENTRIES, most_bytes=_MOST_UNPACKED_BYTES)
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except ReadError:
        raise
    except Exception as error:  # a parser of hostile files fails in endless ways; each means that it cannot be read
        raise ReadError(reading.BROKEN_XLSX) from error


def _read_rows(workbook: Workbook, number: int) -> Iterator[_Cells]:
    """The rows of a sheet, blank ones included; what it claims about its size is not believed."""
    try:
        sheet = workbook.worksheets[number]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)
    except Exception as error:  # as above
        raise ReadError(reading.BROKEN_XLSX) from error


def _name_cells(names: list[str], rows: Iterator[_Cells], *, start: int) -> Iterator[Row]:
    for number, cells in enumerate(rows, start=start):
        if any(cell is not None for cell in cells):
            yield number, {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name}


def _plain(cell: object) -> object:
    """A cell as a field: whole numbers without ".0", since Excel knows no other kind of number."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    is_kept = cell is None or (isinstance(cell, str | int | float | date) and not isinstance(cell, bool))
    return cell if is_kept else str(cell)
