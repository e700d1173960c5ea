"""The header of a table: which row it is, and what it has to name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.errors import ReadError
from data.readers.names import count_fields, missing_names
from data.wording import reading

SEARCHED_ROWS = 10
"""So many rows may stand above a header, less one: an office's name, the title of a list, a blank line."""


def find_header(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> int:
    """Which of the first rows of a table is its header: the one that names most of our fields, a text among them.

    ReadError where none does, or the header lacks a name of the mapping.
    """
    counts = rate_rows(rows, mapping)
    if not any(counts):
        first = next((row for row in rows if any(row)), [])
        missing = missing_names(first, mapping.values())
        raise ReadError(reading.missing_names(missing) if missing else reading.NO_TEXT_COLUMN)
    place = counts.index(max(counts))
    if missing := missing_names(rows[place], mapping.values()):
        raise ReadError(reading.missing_names(missing))
    return place


def rate_rows(rows: Sequence[Sequence[str]], mapping: Mapping[str, str]) -> list[int]:
    """How many of our fields each row names; below the first that is not blank, one alone may well be a value."""
    first = next((number for number, row in enumerate(rows) if any(row)), 0)
    counts = (count_fields(row, mapping) for row in rows)
    return [count if count > 1 or number == first else 0 for number, count in enumerate(counts)]


def clean_names(cells: Iterable[object]) -> list[str]:
    """The names of a header, each in small letters."""
    return ["" if cell is None else str(cell).strip().casefold() for cell in cells]
