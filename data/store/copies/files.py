"""Copies of SQLite: another file of the same kind."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine

from data.errors import StoreError
from data.store.copies.counts import count_rows
from data.wording import archive as wording


def copy_file(engine: Engine, file: Path) -> dict[str, int]:
    """Write the database into a new file, which then holds so many rows; neither readers nor writers wait for it."""
    connection = engine.raw_connection()
    try:
        # Not the backup interface: this leaves out what was deleted, people's questions among it.
        connection.cursor().execute("VACUUM INTO ?", (str(file),))
    except sqlite3.OperationalError as error:
        raise StoreError(wording.BACKUP_UNWRITABLE) from error
    except sqlite3.Error as error:
        raise StoreError(wording.DATABASE_DAMAGED) from error
    finally:
        connection.close()
    return _count(file)


def let_go(target: Path) -> None:
    """Bring a database into its one file: a log left beside it would be taken for that of the next one.

    StoreError where somebody has it open.
    """
    connection = sqlite3.connect(target, timeout=0)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise StoreError(wording.DATABASE_BUSY) from error
    finally:
        connection.close()


def put_file(file: Path, target: Path) -> None:
    """Give a database file the name of another one, which nobody has open."""
    try:
        file.replace(target)
    except OSError as error:
        raise StoreError(wording.DATABASE_UNREACHABLE) from error


def _count(file: Path) -> dict[str, int]:
    copy = create_engine(URL.create("sqlite", database=str(file)))
    try:
        with copy.connect() as connection:
            return count_rows(connection)
    finally:
        copy.dispose()
