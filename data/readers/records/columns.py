"""The header of a table: which row it is, and what it has to name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.errors import ReadError
from data.readers.names import has_text, missing_names
from data.wording import reading

SEARCHED_ROWS = 10
"""So many rows may stand above a header: an office's name, the title of a list, a blank line."""


def is_header(cells: Iterable[str], mapping: Mapping[str, str]) -> bool:
    """Whether a row names a column of texts, and everything that a mapping names."""
    cells = list(cells)
    return has_text(cells, mapping) and not missing_names(cells, mapping)


def no_header(first: Sequence[str], mapping: Mapping[str, str]) -> ReadError:
    """Why a table whose first row is this one has no header."""
    missing = missing_names(first, mapping)
    return ReadError(reading.missing_columns(missing) if missing else reading.NO_TEXT_COLUMN)


def clean_names(cells: Iterable[object]) -> list[str]:
    """The names of a header, each in small letters."""
    return ["" if cell is None else str(cell).strip().casefold() for cell in cells]
