"""Bringing a database to the tables of models.py: numbered steps under `versions/`, run when the store is opened.

A change of the tables is a new file `versions/NNNN_what.py` whose revision is "NNNN" and whose down_revision is the one
before; tests/test_migrations.py tells whether steps and models agree.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from data.errors import StoreError
from data.wording import archive as wording

FOLDER = Path(__file__).resolve().parent
_LOCK = 0x6E6F74756C61  # "notula": any number that all migrations agree on


def newest_revision() -> str:
    """The revision that this version of Notula works with."""
    return max(path.name[:4] for path in (FOLDER / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def migrate(engine: Engine, revision: str | None = None) -> None:
    """Bring the database to a revision, by default the newest; nothing happens, and quickly, where it is there.

    StoreError where the database is newer than this version of Notula. A step is done whole or not at all.
    """
    wanted = revision or newest_revision()
    with engine.connect() as connection:
        if current_revision(connection) == wanted:
            return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            # However long a step takes, or another process that is at it.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        # Another process may have been first while this one waited.
        current = current_revision(connection)
        if current == wanted:
            return
        if current is not None and (not re.fullmatch(r"\d{4}", current) or current > wanted):
            raise StoreError(wording.DATABASE_NEWER)
        _upgrade(connection, wanted)


def current_revision(connection: Connection) -> str | None:
    """The revision that the database is at; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection, wanted: str) -> None:
    # Imported here: an up-to-date database opens without it.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    command.upgrade(config, wanted)
