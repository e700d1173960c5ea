"""Locks in the database, which hold on every machine that uses it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from data.errors import StoreError
from data.store.server.connecting import connect_alone
from data.store.transactions import wrap_errors

_OURS = 0x6E6F7477  # "notw": apart from other locks in the same database
_LOOK_SECONDS = 0.1


@contextmanager
def hold_advisory_lock(url: str, number: int, *, busy: str, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold a lock inside the block; StoreError that says `busy` where another session still does after the wait.

    The server lets it go when this process ends, and as soon as it notices that its connection is lost.
    """
    with connect_alone(url) as connection:
        if not _acquire(connection, number, wait_seconds):
            raise StoreError(busy)
        try:
            yield
        finally:
            # The end of a session is noticed a moment later, and a lost one has nothing left to let go.
            with suppress(SQLAlchemyError):
                connection.scalar(select(func.pg_advisory_unlock(_OURS, number)))


def _acquire(connection: Connection, number: int, wait_seconds: float) -> bool:
    until = time.monotonic() + wait_seconds
    with wrap_errors():
        while not connection.scalar(select(func.pg_try_advisory_lock(_OURS, number))):
            if time.monotonic() >= until:
                return False
            time.sleep(_LOOK_SECONDS)
    return True
