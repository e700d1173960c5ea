"""Transactions of each thread, and what is written alike everywhere."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Engine, Row, Select, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from data.errors import ConnectionLostError, StoreError
from data.store.tables.archive import CounterRow, Table
from data.wording import archive as wording

# Words of drivers, of which the first that is found tells what is the matter.
_MEANINGS = {
    wording.DATABASE_BUSY: ("locked", "lock timeout"),
    wording.DATABASE_SLOW: ("statement timeout",),
    wording.DATABASE_DAMAGED: ("not a database", "malformed"),
    wording.DATABASE_FULL: ("full", "readonly", "read-only"),
    wording.TEXT_UNUSABLE: ("nul (0x00)",),
}

# Values in one IN (...): SQLite takes 32766 parameters, older ones 999.
IN_LIMIT = 900

_CLAIM, _CLAIM_BITS = "writer", 62

GIVEN: BindParameter[Any] = bindparam("given", expanding=True)
"""Stands in a statement for values that `read_given` gives: one that is made once is read three times as fast."""

Value = TypeVar("Value")


class Transactions:
    """Reading and writing connections; inside `writing` a thread's calls share one transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._open = _Open()
        self._claim: int | None = None
        # SQLite's readers see one snapshot by themselves.
        self._snapshot = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}

    @property
    def connection(self) -> Connection | None:
        """The connection of this thread's open transaction, if there is one."""
        return self._open.writing or self._open.reading

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries: a consistent snapshot, or the open transaction of this thread."""
        if outer := self.connection:
            yield outer
            return
        with wrap_errors(), self.engine.connect().execution_options(**self._snapshot) as connection:
            self._open.reading = connection
            try:
                yield connection
            finally:
                self._open.reading = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed when the block ends well, rolled back otherwise."""
        if outer := self._open.writing:
            yield outer
            return
        with wrap_errors(), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            self._refuse_superseded(connection)
            self._open.writing = connection
            try:
                yield connection
            finally:
                self._open.writing = None

    def claim(self) -> None:
        """Take over writing: whoever claimed before writes nothing from now on, and has written what it was writing.

        Only for the holder of the writer's lock. A server lets that lock go when its connection is lost, which the
        holder need not notice; the system keeps the one of a file as long as the process lives.
        """
        if self.engine.dialect.name == "sqlite":
            return
        claim = secrets.randbits(_CLAIM_BITS)
        with self.writing() as connection:
            upsert(connection, CounterRow, [{"name": _CLAIM, "value": claim}])
        self._claim = claim

    def _refuse_superseded(self, connection: Connection) -> None:
        if self._claim is None:
            return
        # Shared, until the transaction ends: the next one to claim waits for it.
        held = select(CounterRow.value).where(CounterRow.name == _CLAIM).with_for_update(read=True)
        if connection.scalar(held) != self._claim:
            raise StoreError(wording.WRITER_SUPERSEDED)


class _Open(threading.local):
    """The connections that a thread has in use."""

    reading: Connection | None = None
    writing: Connection | None = None


@contextmanager
def wrap_errors() -> Iterator[None]:
    """Turn what the driver raises into one sentence; ConnectionLostError where a server was not heard."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise StoreError(wording.TEXT_UNUSABLE) from error
    except SQLAlchemyError as error:
        kind = ConnectionLostError if _is_cut_off(error) else StoreError
        raise kind(_describe(error)) from error


def read_again(work: Callable[[], Value]) -> Value:
    """Do what only reads, once more where a server was not heard: the next connection is made anew."""
    try:
        return work()
    except ConnectionLostError:
        return work()


def _is_cut_off(error: SQLAlchemyError) -> bool:
    """Whether a server did not refuse what was asked, but was not heard: such errors of psycopg have no state.

    A replica that has to forget what is being read ends the reading; it may be heard again at once, or not.
    """
    if not isinstance(error, DBAPIError):
        return False
    has_no_state = getattr(error.orig, "sqlstate", "") is None
    return error.connection_invalidated or has_no_state or "conflict with recovery" in str(error.orig)


def _describe(error: SQLAlchemyError) -> str:
    if isinstance(error, NoneFreeError):
        return wording.DATABASE_BUSY
    said = str(error.orig).casefold() if isinstance(error, DBAPIError) else ""
    known = (sentence for sentence, words in _MEANINGS.items() if any(word in said for word in words))
    return next(known, wording.DATABASE_UNREACHABLE if isinstance(error, OperationalError) else wording.DATABASE_FAILED)


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


def read_given(
    connection: Connection, query: Select[*tuple[Any, ...]], values: Iterable[object]
) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of a query for values that stand as GIVEN in it, however many these are."""
    for portion in portions(values):
        yield from connection.execute(query, {GIVEN.key: portion})
