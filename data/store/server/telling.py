"""What one process tells the others of the same database: PostgreSQL's LISTEN and NOTIFY.

Telling reaches whoever listens at that moment, and nobody else: who listens looks in any case when it begins to, and
whenever it had lost its connection.
"""

from __future__ import annotations

import logging
import selectors
import socket
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from data.errors import StoreError
from data.store.server.connecting import connect_alone
from data.store.transactions import wrap_errors
from data.wording import archive as wording

if TYPE_CHECKING:
    import psycopg

_LOG = logging.getLogger(__name__)
_PAUSES = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)  # seconds before a try to connect, after so many that failed


class Channel(StrEnum):
    """What can be told of."""

    GENERATIONS = "notula_generations"


def tell(connection: Connection, channel: Channel) -> None:
    """Tell every listener, once the transaction is committed; nobody where there is no server to tell."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": channel.value})


class Listener:
    """A thread that listens on a connection of its own; it connects again for as long as it is not closed.

    `wake` is called in that thread whenever something was told or may have been: it must be quick and not raise.
    """

    def __init__(self, url: str, channel: Channel, wake: Callable[[], None]) -> None:
        self._url = url
        self._channel = channel
        self._wake = wake
        # Closing one end wakes the thread that waits for the other.
        self._closing, self._closed = socket.socketpair()
        self._thread = threading.Thread(target=self._keep_listening, name="listener", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._closing.close()
        self._thread.join()
        self._closed.close()

    def _keep_listening(self) -> None:
        tries = 0
        while not self._is_closed(_PAUSES[min(tries, len(_PAUSES) - 1)]):
            try:
                with connect_alone(self._url) as connection, wrap_errors():
                    connection.execute(text(f"LISTEN {self._channel.value}"))
                    tries = 0
                    self._hear(connection)
            except StoreError as error:
                tries += 1
                _LOG.log(logging.INFO if tries > 1 else logging.WARNING, "Not listening: %s", error)

    def _hear(self, connection: Connection) -> None:
        """Wake until closed; StoreError where the connection is lost."""
        raw: psycopg.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        self._wake()
        while not self._is_closed(None, raw.fileno()):
            if _drain(raw):
                self._wake()

    def _is_closed(self, seconds: float | None, *others: int) -> bool:
        """Whether it was closed, after so many seconds, or as soon as something came from elsewhere."""
        waited: tuple[socket.socket | int, ...] = (self._closed, *others)
        with selectors.DefaultSelector() as selector:
            for one in waited:
                selector.register(one, selectors.EVENT_READ)
            return self._closed in {key.fileobj for key, _ in selector.select(seconds)}


def _drain(raw: psycopg.Connection) -> int:
    """How many notifications have come; StoreError where the connection is lost."""
    from psycopg import Error

    try:
        return sum(1 for _ in raw.notifies(timeout=0))
    except Error as error:
        raise StoreError(wording.DATABASE_UNREACHABLE) from error
