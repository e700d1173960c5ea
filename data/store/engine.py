"""Opening the database, migrating it, and giving each thread its transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data.errors import SettingError, StoreError
from data.store.actions import Actions
from data.store.articles import Articles
from data.store.changes import REVISION, Changes
from data.store.chat.conversations import Conversations
from data.store.chat.guests import Guests
from data.store.chat.questions import Questions
from data.store.chat.updates import Updates
from data.store.chunks import Chunks
from data.store.copies import copy_database
from data.store.embeddings import Embeddings
from data.store.following.items import SourceItems
from data.store.following.sources import Sources
from data.store.generations import GenerationLog
from data.store.migrations import migrate
from data.store.people import People
from data.store.readings import Readings
from data.store.tables.archive import CounterRow
from data.store.transactions import Transactions, upsert, wrap_errors
from data.store.versions import Versions
from data.wording import archive as wording

BUSY_SECONDS = 30  # a writer waits that long for another one's batch


class Store:
    """The archive's database, opened and migrated; see the package's docstring for its rooms."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._transactions = Transactions(engine)
        self.articles = Articles(self._transactions)
        self.chunks = Chunks(self._transactions)
        self.embeddings = Embeddings(self._transactions)
        self.readings = Readings(self._transactions)
        self.people = People(self._transactions)
        self.versions = Versions(self._transactions)
        self.changes = Changes(self._transactions)
        self.generations = GenerationLog(self._transactions)
        self.questions = Questions(self._transactions)
        self.conversations = Conversations(self._transactions)
        self.updates = Updates(self._transactions)
        self.actions = Actions(self._transactions)
        self.guests = Guests(self._transactions)
        self.sources = Sources(self._transactions)
        self.source_items = SourceItems(self._transactions)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything inside, or nothing."""
        with self._transactions.writing():
            yield

    def revision(self) -> int:
        """A number that grows with every change of what shall be searchable."""
        with self._transactions.reading() as connection:
            query = select(CounterRow.value).where(CounterRow.name == REVISION)
            return connection.scalar(query) or 0

    def is_sound(self) -> bool:
        """Whether SQLite finds its file whole; a database server looks after its files itself."""
        if self._engine.dialect.name != "sqlite":
            return True
        with self._transactions.reading() as connection:
            said = list(connection.scalars(text("PRAGMA quick_check")))
            return said == ["ok"] and not connection.execute(text("PRAGMA foreign_key_check")).all()

    def copy_to(self, file: Path) -> dict[str, int]:
        """Write the whole database, as it is now, into a new file; how many rows of what that holds."""
        return copy_database(self._engine, file)

    def try_writing(self, now: datetime) -> None:
        """Write, to see whether it can be done: the moment, which nothing reads; StoreError where it cannot."""
        with self._transactions.writing() as connection:
            upsert(connection, CounterRow, [{"name": "tried", "value": int(now.timestamp())}])

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()


def open_store(url: str) -> Store:
    """Open the database at a SQLAlchemy URL, making and migrating it where needed.

    SettingError where the URL itself is wrong, StoreError where the database cannot be opened or is too new.
    """
    engine = _make_engine(url)
    try:
        with wrap_errors():
            migrate(engine)
    except StoreError:
        engine.dispose()
        raise
    return Store(engine)


def _make_engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        # Parameters in an error would bring what people wrote into the log.
        is_server = parsed.get_backend_name() != "sqlite"
        engine = create_engine(parsed, pool_pre_ping=is_server, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        reason = wording.SETTING_REASONS["database"]
        raise SettingError(wording.setting_wrong("NOTULA_DATABASE_URL", reason)) from error
    except ImportError as error:
        raise SettingError(wording.setting_wrong("NOTULA_DATABASE_URL", wording.SETTING_REASONS["driver"])) from error
    except OSError as error:
        raise StoreError(wording.DATABASE_UNREACHABLE) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401
    # Python's driver would begin transactions by its own rules, and none before CREATE TABLE.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # FULL survives a power cut as well as a kill; a batch is one commit, so it costs one fsync.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16384")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer could not wait for another one.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
