"""Copies of PostgreSQL, by its own programs: `pg_dump` and `pg_restore`, found on PATH.

Both have to be of the server's version or a newer one. Passwords reach them by the environment, never by an argument.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, exists, inspect, make_url, select, text

from data.errors import StoreError
from data.store.copies.counts import count_rows
from data.store.server.connecting import Access, make_engine
from data.store.tables.archive import ArticleRow, Table
from data.store.transactions import wrap_errors
from data.wording import archive as wording

logger = logging.getLogger(__name__)

_VERSION_TABLE = "alembic_version"
_LOCK_SECONDS = 5
# Who owns the tables and who may see them is the matter of the database that they come into.
_PLAIN = ("--no-owner", "--no-privileges", "--no-password")


def dump_database(engine: Engine, file: Path) -> dict[str, int]:
    """Write our tables into a dump, which then holds so many rows."""
    tables = [f"--table={name}" for name in (*Table.metadata.tables, _VERSION_TABLE)]
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        # The program sees what this transaction sees, so that the counts are those of the dump.
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        options = ("--format=custom", f"--snapshot={snapshot}", f"--file={file}", *_PLAIN, *tables)
        _run("pg_dump", *options, url=engine.url)
        return count_rows(connection)


def list_dump(file: Path) -> None:
    """Look over what a dump holds; StoreError where it is none, or made by a newer version."""
    _run("pg_restore", "--list", str(file))


def drop_tables(url: str) -> None:
    """Drop whatever tables of ours there are; StoreError where somebody uses them or has put articles into them.

    Those that are newer than a dump would stand in the way of the migrations that make them.
    """
    engine = make_engine(url, Access())
    try:
        with wrap_errors(), engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'"))
            _refuse_articles(connection)
            Table.metadata.drop_all(connection)
            connection.execute(text(f"DROP TABLE IF EXISTS {_VERSION_TABLE}"))
    finally:
        engine.dispose()


def _refuse_articles(connection: Connection) -> None:
    """The writer's lock may have been lost with its connection, and another writer have come, since somebody looked."""
    if not inspect(connection).has_table(ArticleRow.__tablename__):
        return
    connection.execute(text(f"LOCK TABLE {ArticleRow.__tablename__}"))
    if connection.scalar(select(exists(ArticleRow.id))):
        raise StoreError(wording.DATABASE_BUSY)


def restore_dump(file: Path, url: str) -> None:
    """Load a dump in one transaction, where none of our tables are."""
    _run("pg_restore", "--single-transaction", *_PLAIN, str(file), url=make_url(url))


def _run(name: str, *arguments: str, url: URL | None = None) -> None:
    program = shutil.which(name)
    if program is None:
        raise StoreError(wording.program_missing(name))
    place, password = _locate(url) if url else ([], {})
    done = subprocess.run(
        [program, *place, *arguments], env={**os.environ, **password}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        logger.info("%s: %s", name, done.stderr.strip())
        raise StoreError(wording.program_failed(name))


def _locate(url: URL) -> tuple[list[str], dict[str, str]]:
    """The argument that leads to a database, and the password as the environment holds it."""
    from psycopg.conninfo import make_conninfo

    given = {**url.translate_connect_args(username="user", database="dbname"), **url.query}
    password = given.pop("password", None)
    return [f"--dbname={make_conninfo('', **given)}"], {"PGPASSWORD": str(password)} if password else {}
