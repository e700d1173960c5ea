"""CSV: one article a row, columns named like the fields of a record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from data.errors import ReadError
from data.readers.decoding import decode_text
from data.wording import reading

# The library's own limit, 131,072 characters a cell, is below that of an article.
csv.field_size_limit(2**31 - 1)

_DELIMITERS = ",;\t|"  # a semicolon is what Excel writes where the comma is the decimal sign, as in Indonesia


def parse_rows(data: bytes) -> Iterator[tuple[int, dict[str, object] | ReadError]]:
    """Yield the line each row begins on, and its fields or what is wrong with it.

    ReadError if there is no `text` column or the file is no text.
    """
    text = decode_text(data)
    delimiter = next((mark for mark in _DELIMITERS if "text" in _read_header(text, mark)), None)
    if delimiter is None:
        raise ReadError(reading.NO_TEXT_COLUMN)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = _clean_names(next(rows))
    number = rows.line_num + 1
    for row in rows:
        if any(row):
            fits = len(row) <= len(names)
            yield number, dict(zip(names, row, strict=False)) if fits else ReadError(reading.BROKEN_ROW)
        number = rows.line_num + 1


def _read_header(text: str, delimiter: str) -> list[str]:
    return _clean_names(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))


def _clean_names(names: list[str]) -> list[str]:
    return [name.strip().casefold() for name in names]
