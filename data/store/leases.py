"""One process among others that serve the same archive: its number, and what it alone does for as long as it lives.

On PostgreSQL both are advisory locks of a session of its own. The server lets them go when the session ends, in
whatever way: at once where the process was killed, after seconds where its network was cut.
"""

from __future__ import annotations

import select
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from filelock import FileLock, Timeout
from sqlalchemy.engine import URL, make_url

from data.errors import StoreError
from data.wording import archive as wording

if TYPE_CHECKING:
    import psycopg

CHANNEL = "notula_updates"
# Advisory locks of two numbers; these are the first ones, "notu" and "notv". The second is a process, or a name.
_PROCESSES, _NAMES = 0x6E6F7475, 0x6E6F7476
# A network that is cut says nothing: it is asked after so many quiet seconds, every second, so often.
_QUIET, _EVERY, _TIMES = 4, 1, 4
_PATIENCE_SECONDS = _QUIET + _EVERY * _TIMES
_SESSION = {
    "tcp_keepalives_idle": _QUIET,
    "tcp_keepalives_interval": _EVERY,
    "tcp_keepalives_count": _TIMES,
    "tcp_user_timeout": _PATIENCE_SECONDS * 1000,
    # Whoever uses the session waits for nothing in it.
    "statement_timeout": _PATIENCE_SECONDS * 1000,
}


class Leases(Protocol):
    """What one process holds. Each method but `leave` is a StoreError once the session is lost: all is lost then, and
    `join` begins anew. Safe to share among threads."""

    @property
    def is_shared(self) -> bool:
        """Whether there may be other processes."""

    @property
    def number(self) -> int:
        """This process's number since it joined; 0 where there is only one."""

    def join(self) -> None:
        """Become one of the processes, with a number that nobody had before."""

    def wait(self, seconds: float) -> None:
        """Return when updates were put into the store, by whomever, or when the time is over."""

    def living(self) -> set[int]:
        """The numbers of all processes that are here now."""

    def hold(self, name: str) -> bool:
        """Be the only one that has this lease, until it is let go; False where another one has it. Taken once."""

    def let_go(self, name: str) -> None:
        """Let others have a lease."""

    def leave(self) -> None:
        """End the session: every lease is let go."""


def open_leases(url: str, home: Path) -> Leases:
    """The leases of a database: on SQLite those of one process, which are files in the home folder."""
    return ServerLeases(url) if make_url(url).get_backend_name() == "postgresql" else FileLeases(home)


class FileLeases:
    """Leases of the one process that serves an archive on SQLite."""

    is_shared = False
    number = 0

    def __init__(self, home: Path) -> None:
        self._home = home
        self._held: dict[str, FileLock] = {}
        self._left = threading.Event()

    def join(self) -> None:
        """There is nobody else."""
        self._left.clear()

    def wait(self, seconds: float) -> None:
        """Wait the time out: what is put into the store is known to whoever put it."""
        self._left.wait(max(0.0, seconds))

    def living(self) -> set[int]:
        """This one."""
        return {self.number}

    def hold(self, name: str) -> bool:
        """Lock a file; False where another process has."""
        lock = FileLock(self._home / f"{name}.lock", timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            raise StoreError(wording.HOME_UNUSABLE) from error
        self._held[name] = lock
        return True

    def let_go(self, name: str) -> None:
        """Unlock the file."""
        if lock := self._held.pop(name, None):
            lock.release()

    def leave(self) -> None:
        """Unlock every file."""
        self._left.set()
        for name in list(self._held):
            self.let_go(name)


class ServerLeases:
    """Leases on PostgreSQL. The connection is one of its own, which no pooler may stand in front of."""

    is_shared = True

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._connection: psycopg.Connection | None = None
        self._using = threading.Lock()
        self._is_notified = False
        self.number = 0

    def join(self) -> None:
        """Connect, and lock a number that was never used."""
        self.leave()
        with self._wrapping():
            self._connection = _connect(self._url, self._note)
        self.number = self._ask(_NEXT_NUMBER)
        self._ask("SELECT pg_advisory_lock(%s, %s)", _PROCESSES, self.number)

    def wait(self, seconds: float) -> None:
        """Wait for a notification; that the session still stands is asked in any case."""
        connection = self._connection
        if connection is not None and not (connection.closed or self._is_notified):
            # Not under the lock: others may use the session meanwhile.
            heard = select.poll()
            heard.register(connection.fileno(), select.POLLIN)
            heard.poll(max(0.0, seconds) * 1000)
        self._ask("SELECT 1")
        self._is_notified = False

    def living(self) -> set[int]:
        """Who holds a number."""
        return set(self._ask(_LIVING, _PROCESSES) or ())

    def hold(self, name: str) -> bool:
        """Lock the name; False where another session has."""
        return bool(self._ask("SELECT pg_try_advisory_lock(%s, hashtext(%s))", _NAMES, name))

    def let_go(self, name: str) -> None:
        """Unlock the name."""
        self._ask("SELECT pg_advisory_unlock(%s, hashtext(%s))", _NAMES, name)

    def leave(self) -> None:
        """End the session, without waiting for a server that does not answer."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _note(self, _: object) -> None:
        self._is_notified = True

    def _ask(self, query: str, *parameters: object) -> Any:  # noqa: ANN401
        """The first value of the first row."""
        with self._using, self._wrapping():
            if self._connection is None:
                raise StoreError(wording.DATABASE_UNREACHABLE)
            row = self._connection.execute(query.encode(), parameters).fetchone()
        return row[0] if row else None

    @contextmanager
    def _wrapping(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise StoreError(wording.DATABASE_UNREACHABLE) from error


_NEXT_NUMBER = (
    "INSERT INTO counters (name, value) VALUES ('processes', 1)"
    " ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value"
)
_LIVING = (
    "SELECT array_agg(objid::bigint) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND classid = %s"
    " AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def _connect(url: URL, notified: Callable[[object], None]) -> psycopg.Connection:
    import psycopg

    _, given = url.get_dialect()().create_connect_args(url)
    connection = psycopg.connect(
        **given,
        autocommit=True,
        connect_timeout=_PATIENCE_SECONDS,
        keepalives_idle=_QUIET,
        keepalives_interval=_EVERY,
        keepalives_count=_TIMES,
        tcp_user_timeout=_PATIENCE_SECONDS * 1000,
    )
    try:
        connection.add_notify_handler(notified)
        for name, value in _SESSION.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, str(value)))
        connection.execute(f"LISTEN {CHANNEL}")
    except psycopg.Error:
        connection.close()
        raise
    return connection
