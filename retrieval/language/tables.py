"""Language tables: one concept per tab-separated file under `data/language/`, with a header line."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "data" / "language"


@cache
def read_table(name: str) -> list[dict[str, str]]:
    """The rows of `data/language/NAME.tsv`, in file order, as column -> text.

    The list is shared between callers: read it, do not change it. Raises FileNotFoundError for an unknown table.
    """
    with (TABLES / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = next(rows)
        return [dict(zip(columns, row, strict=True)) for row in rows]


@cache
def read_words(name: str, column: str = "word") -> frozenset[str]:
    """One column of a table as a set, empty cells left out."""
    return frozenset(row[column] for row in read_table(name) if row[column])
