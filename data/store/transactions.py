"""Transactions of each thread, and what is written alike everywhere."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from data.errors import StoreError
from data.store.tables.archive import Table
from data.wording import archive as wording

# Values in one IN (...): SQLite takes 32766 parameters, older ones 999.
IN_LIMIT = 900

Value = TypeVar("Value")


class Transactions:
    """Reading and writing connections; inside `writing` a thread's calls share one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._local = threading.local()
        # SQLite's readers see one snapshot by themselves.
        self._snapshot = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries: a consistent snapshot, or the open transaction of this thread."""
        outer: Connection | None = getattr(self._local, "connection", None)
        if outer is not None:
            yield outer
            return
        with wrap_errors(), self.engine.connect().execution_options(**self._snapshot) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends well, rolled back otherwise."""
        outer: Connection | None = getattr(self._local, "connection", None)
        if outer is not None:
            yield outer
            return
        with wrap_errors(), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            self._local.connection = connection
            try:
                yield connection
            finally:
                self._local.connection = None


@contextmanager
def wrap_errors() -> Iterator[None]:
    """Turn what the driver raises into one sentence."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise StoreError(wording.TEXT_UNUSABLE) from error
    except SQLAlchemyError as error:
        raise StoreError(_describe(error)) from error


def _describe(error: SQLAlchemyError) -> str:
    said = str(error.orig).casefold() if isinstance(error, DBAPIError) else ""
    if "locked" in said or "lock timeout" in said:
        return wording.DATABASE_BUSY
    if "not a database" in said or "malformed" in said:
        return wording.DATABASE_DAMAGED
    if "full" in said or "readonly" in said or "read-only" in said:
        return wording.DATABASE_FULL
    if "nul (0x00)" in said:
        return wording.TEXT_UNUSABLE
    if isinstance(error, OperationalError):
        return wording.DATABASE_UNREACHABLE
    return wording.DATABASE_FAILED


def upsert(
    connection: Connection, table: type[Table], rows: Sequence[Mapping[str, Any]], *, keep: Sequence[str] = ()
) -> None:
    """Insert rows; those whose primary key is there are overwritten, except in the columns to keep."""
    if not rows:
        return
    insert = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    key = [column.name for column in table.__table__.primary_key]
    changed = {name: insert.excluded[name] for name in rows[0] if name not in (*key, *keep)}
    statement = (
        insert.on_conflict_do_update(index_elements=key, set_=changed) if changed else insert.on_conflict_do_nothing()
    )
    connection.execute(statement, [dict(row) for row in rows])


def portions(values: Iterable[Value], size: int = IN_LIMIT) -> Iterator[list[Value]]:
    """Cut a long list of values into ones that fit in a query."""
    rest = iter(values)
    while portion := list(islice(rest, size)):
        yield portion
