"""CSV: one article a row; one bad byte or a row gone wrong costs that row at most."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from data.errors import ReadError
from data.readers.decoding import decode_table
from data.readers.records.columns import SEARCHED_ROWS, clean_names, find_header, rate_rows
from data.readers.records.rows import Row
from data.wording import reading

# The library's own limit, 131,072 characters a cell, is below that of an article.
csv.field_size_limit(2**31 - 1)

_DELIMITERS = ",;\t|"  # a semicolon is what Excel writes where the comma is the decimal sign, as in Indonesia
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)[^\w\r\n]*$", re.IGNORECASE)
_LEAST_COLUMNS = 3  # a line of prose may well hold one comma


def parse_rows(data: bytes, mapping: Mapping[str, str]) -> Iterator[Row]:
    """Yield the line each row begins on, and its fields or what is wrong with it.

    ReadError if there is no column of texts or the file is no text.
    """
    text = decode_table(data).replace("\x00", "").rstrip("\x1a")
    if not text.strip():
        raise ReadError(reading.BINARY)
    lines = io.StringIO(text, newline="").readlines()
    told = _SEPARATOR_LINE.match(lines[0])  # Excel's own first line, which is no part of the table
    delimiter, names, position = _find_header(lines, told[1] + _DELIMITERS if told else _DELIMITERS, mapping)
    while position < len(lines):
        row, length = _read_row(lines, position, delimiter=delimiter, columns=len(names))
        if any(row):
            fits = not any(row[len(names) :])
            yield position + 1, dict(zip(names, row, strict=False)) if fits else ReadError(reading.BROKEN_ROW)
        elif not row and lines[position].strip():
            yield position + 1, ReadError(reading.BROKEN_ROW)
        position += length


def _find_header(lines: list[str], delimiters: str, mapping: Mapping[str, str]) -> tuple[str, list[str], int]:
    """The delimiter, the names of the columns, and how many lines stand above the first row."""
    tops = {delimiter: _read_top(lines, delimiter) for delimiter in delimiters}
    best = max(tops, key=lambda delimiter: max(rate_rows([names for names, _ in tops[delimiter]], mapping)))
    names, position = tops[best][find_header([names for names, _ in tops[best]], mapping)]
    return best, names, position


def _read_top(lines: list[str], delimiter: str) -> list[tuple[list[str], int]]:
    """The first rows, and the line that each ends on."""
    rows = csv.reader(lines, delimiter=delimiter)
    return [(clean_names(row), rows.line_num) for row in islice(rows, SEARCHED_ROWS)]


def _read_row(lines: Sequence[str], position: int, *, delimiter: str, columns: int) -> tuple[list[str], int]:
    """The cells of the row that begins at a line, and how many lines it takes; no cells where it is broken.

    A quotation mark that nobody closed would swallow the rows below it: where one of them is whole by itself, only the
    row with the mark is lost.
    """
    strict = _parse(lines, position, delimiter=delimiter, strict=True)
    if strict:
        return strict
    row, length = _parse(lines, position, delimiter=delimiter, strict=False) or ([], 1)
    below = (
        _parse([lines[line]], 0, delimiter=delimiter, strict=True) for line in range(position + 1, position + length)
    )
    swallows = columns >= _LEAST_COLUMNS and any(found and len(found[0]) == columns for found in below)
    return ([], 1) if swallows else (row, length)


def _parse(lines: Sequence[str], position: int, *, delimiter: str, strict: bool) -> tuple[list[str], int] | None:
    rows = csv.reader(map(lines.__getitem__, range(position, len(lines))), delimiter=delimiter, strict=strict)
    try:
        return next(rows), rows.line_num
    except csv.Error:
        return None
