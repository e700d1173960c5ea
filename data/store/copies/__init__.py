"""The whole database as one file, as it was at one moment, and back: SQLite by itself, PostgreSQL by its own programs.

    backend_of(url) -> str                             SQLITE or POSTGRESQL
    copy_database(engine, file) -> dict[str, int]      while others read and write; how many rows of what it holds
    make_room(url)                                     StoreError where somebody uses the database
    put_copy(file, url)                                in the place of a database that room was made in
    list_dump(file)                                    StoreError where a copy from PostgreSQL cannot be read
    copy_rows(source, target) -> dict[str, int]        from one kind of database into the other, row by row

A copy of SQLite is a database file, which `open_store` opens; one of PostgreSQL is a dump in `pg_dump`'s custom format.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from data.store.copies.dumps import drop_tables, dump_database, list_dump, restore_dump
from data.store.copies.files import copy_file, let_go, put_file
from data.store.copies.rows import copy_rows
from data.store.transactions import wrap_errors

__all__ = [
    "POSTGRESQL",
    "SQLITE",
    "backend_of",
    "copy_database",
    "copy_rows",
    "list_dump",
    "make_room",
    "put_copy",
    "sqlite_file",
]

SQLITE, POSTGRESQL = "sqlite", "postgresql"


def backend_of(url: str) -> str:
    """Which kind of database a SQLAlchemy URL leads to."""
    return make_url(url).get_backend_name()


def sqlite_file(url: str) -> Path:
    """The file of a SQLite database."""
    return Path(make_url(url).database or "")


def copy_database(engine: Engine, file: Path) -> dict[str, int]:
    """Write all that is committed now into a new file, while others read and write; how many rows of what it holds.

    StoreError where the file cannot be written, or a program of PostgreSQL is missing or fails.
    """
    with wrap_errors():
        return dump_database(engine, file) if engine.dialect.name == POSTGRESQL else copy_file(engine, file)


def make_room(url: str) -> None:
    """Ready a database without articles to be replaced; StoreError where somebody uses it."""
    if backend_of(url) == POSTGRESQL:
        drop_tables(url)
    else:
        let_go(sqlite_file(url))


def put_copy(file: Path, url: str) -> None:
    """Put a copy in the place of a database; a kill leaves what was there, or the whole copy. StoreError on failure."""
    if backend_of(url) == POSTGRESQL:
        restore_dump(file, url)
    else:
        put_file(file, sqlite_file(url))
