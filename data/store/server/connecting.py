"""Connections to a database: how many, how long they may take, and how they notice that the other side is gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data.errors import SettingError
from data.store.transactions import wrap_errors
from data.wording import archive as wording

POSTGRESQL = "postgresql"

RECYCLE_SECONDS = 1800
"""After so long a connection is made anew: firewalls forget old ones, and a server that was changed is found."""

# Words of libpq; what the URL itself says goes before. A machine without power is noticed within a minute.
_NOTICING = {
    "application_name": "notula",
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
# The same on the server's side, which would wait for hours: until then it keeps the locks of whoever is gone.
_NOTICED = ("tcp_keepalives_idle=30", "tcp_keepalives_interval=10", "tcp_keepalives_count=3")


@dataclass(frozen=True, slots=True)
class Access:
    """How a process uses a database server: how many connections it may have, how many seconds a statement may take
    (0: any time), and the URL of a replica that what is read of articles comes from."""

    connections: int = 5
    seconds: int = 0
    read_url: str | None = None


def make_engine(url: str, access: Access) -> Engine:
    """The engine of a SQLAlchemy URL, not connected yet; SettingError where the URL is wrong."""
    if not is_server(url):
        return _create(url)
    pool = {"pool_size": access.connections, "max_overflow": 0, "pool_pre_ping": True, "pool_recycle": RECYCLE_SECONDS}
    return _create(_lead(make_url(url), access.seconds), **pool)


def is_server(url: str) -> bool:
    """Whether a URL leads to a database server, and not to a file; SettingError where it is none."""
    with _checking():
        return make_url(url).get_backend_name() == POSTGRESQL


@contextmanager
def connect_alone(url: str) -> Iterator[Connection]:
    """A connection of no pool, on which each statement is a transaction; StoreError where it cannot be had."""
    # No statement is left for when it is closed: it may be dead by then.
    quiet = {"poolclass": NullPool, "pool_reset_on_return": None, "skip_autocommit_rollback": True}
    with wrap_errors():
        connection = _create(_lead(make_url(url)), isolation_level="AUTOCOMMIT", **quiet).connect()
    try:
        yield connection
    finally:
        connection.close()


def _create(url: str | URL, **options: Any) -> Engine:  # noqa: ANN401 - whatever SQLAlchemy takes
    # Parameters in an error would bring what people wrote into the log.
    with _checking():
        return create_engine(url, hide_parameters=True, **options)


def _lead(url: URL, seconds: int = 0) -> URL:
    given = url.query.get("options", ())
    settings = (*_NOTICED, f"statement_timeout={seconds * 1000}") if seconds else _NOTICED
    options = " ".join([*([given] if isinstance(given, str) else given), *(f"-c {one}" for one in settings)])
    return url.set(query={**_NOTICING, **url.query, "options": options})


@contextmanager
def _checking() -> Iterator[None]:
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise _wrong("database") from error
    except ImportError as error:
        raise _wrong("driver") from error


def _wrong(reason: str) -> SettingError:
    return SettingError(wording.setting_wrong("NOTULA_DATABASE_URL", wording.SETTING_REASONS[reason]))
