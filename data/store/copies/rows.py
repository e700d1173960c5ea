"""Every row of one database in another, of whatever kind: from SQLite to PostgreSQL, and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, text

from data.store.copies.counts import count_rows
from data.store.tables.archive import Table as Base

_AT_ONCE = 1000
"""Rows on their way: a few megabytes, most of them vectors and texts."""


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Put every row of one database in the place of what another has; how many rows of what that then holds.

    Both have the same tables: whoever opens a store has migrated it. The target's transaction is the caller's.
    """
    tables = Base.metadata.sorted_tables  # those that others refer to come first
    for table in reversed(tables):
        target.execute(delete(table))
    for table in tables:
        _copy_table(table, source, target)
        _go_on_counting(table, target)
    return count_rows(target)


def _copy_table(table: Table, source: Connection, target: Connection) -> None:
    rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table)).mappings()
    for some in rows.partitions():
        target.execute(insert(table), [dict(row) for row in some])


def _go_on_counting(table: Table, target: Connection) -> None:
    """Let the numbers that PostgreSQL gives go on behind those that are there; SQLite looks for itself."""
    column: Any = table.autoincrement_column
    if column is None or target.dialect.name != "postgresql":
        return
    name = target.scalar(
        text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
    )
    highest = target.scalar(select(func.max(column)))
    if name and highest:
        target.execute(text("SELECT setval(CAST(:name AS regclass), :highest)"), {"name": name, "highest": highest})
