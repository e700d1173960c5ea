"""Opening the database, migrating it, and giving each thread its transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, event, select, text

from data.errors import StoreError
from data.store.accounts import Accounts
from data.store.actions import Actions
from data.store.aliases import Aliases
from data.store.articles import Articles
from data.store.browsing import Browsing
from data.store.changes import REVISION, Changes
from data.store.chat.claims import Claims
from data.store.chat.conversations import Conversations
from data.store.chat.drafts import Drafts
from data.store.chat.guests import Guests
from data.store.chat.questions import Questions
from data.store.chat.updates import Updates
from data.store.chunks import Chunks
from data.store.copies import copy_database, copy_rows
from data.store.correcting.corrections import Corrections
from data.store.correcting.reports import Reports
from data.store.embeddings import Embeddings
from data.store.following.items import SourceItems
from data.store.following.sources import Sources
from data.store.generations import GenerationLog
from data.store.llm import ModelLog
from data.store.migrations import migrate
from data.store.people import People
from data.store.readings import Readings
from data.store.server.connecting import Access, is_server, make_engine
from data.store.server.replica import Replicated
from data.store.server.telling import Channel, Listener
from data.store.subscriptions.keeping import Subscriptions
from data.store.subscriptions.news import NewsRoom
from data.store.tables.archive import CounterRow
from data.store.tallies import Tallies
from data.store.transactions import Transactions, upsert, wrap_errors
from data.store.versions import Versions
from data.store.waiting import Waiting
from data.wording import archive as wording

BUSY_SECONDS = 30  # a writer waits that long for another one's batch


class Store:
    """The archive's database, opened and migrated; see the package's docstring for its rooms."""

    def __init__(self, url: str, engine: Engine, replica: Engine | None = None) -> None:
        self._url = url
        self._engine = engine
        self._transactions = Transactions(engine)
        self._replicated = Replicated(self._transactions, Transactions(replica)) if replica else None
        self._listeners: list[Listener] = []
        archive = self._archive = self._replicated or self._transactions
        self.articles = Articles(archive)
        self.chunks = Chunks(archive)
        self.embeddings = Embeddings(archive)
        self.readings = Readings(archive)
        self.accounts = Accounts(archive)
        self.people = People(archive)
        self.tallies = Tallies(archive)
        self.browsing = Browsing(archive)
        self.aliases = Aliases(archive, self.people)
        self.versions = Versions(archive)
        self.changes = Changes(archive)
        self.corrections = Corrections(archive)
        self.reports = Reports(self._transactions)
        self.waiting = Waiting(self._transactions)
        self.generations = GenerationLog(archive)
        self.questions = Questions(self._transactions)
        self.conversations = Conversations(self._transactions)
        self.updates = Updates(self._transactions)
        self.claims = Claims(self._transactions)
        self.drafts = Drafts(self._transactions)
        self.actions = Actions(self._transactions)
        self.llm = ModelLog(self._transactions)
        self.guests = Guests(self._transactions)
        self.sources = Sources(self._transactions)
        self.source_items = SourceItems(self._transactions)
        self.subscriptions = Subscriptions(self._transactions)
        self.news = NewsRoom(self._transactions)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything inside, or nothing."""
        with self._transactions.writing():
            yield

    def claim(self) -> None:
        """Be the only store that writes: one that claimed before gets a StoreError. For the writer's lock's holder."""
        self._transactions.claim()

    def revision(self) -> int:
        """A number that grows with every change of what shall be searchable."""
        with self._archive.reading() as connection:
            query = select(CounterRow.value).where(CounterRow.name == REVISION)
            return connection.scalar(query) or 0

    def has_row_locks(self) -> bool:
        """Whether several processes may hold articles side by side: SQLite has one writer."""
        return is_server(self._url)

    def listen(self, channel: Channel, wake: Callable[[], None]) -> None:
        """Have `wake` called in a thread when another process may have told something, until the store is closed.

        It must be quick and not raise. Nothing is ever told where no database server could tell it.
        """
        if is_server(self._url):
            self._listeners.append(Listener(self._url, channel, wake))

    def find_replica_fault(self) -> str:
        """The sentence that says why the replica is not read from; empty where it is, or where there is none."""
        if self._replicated is None:
            return ""
        with self._replicated.reading():
            return self._replicated.fault

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

    def fill(self, other: Store) -> dict[str, int]:
        """Put all rows, as they are now, into another store without articles; how many of what that then holds.

        StoreError where it has articles: nothing has changed then.
        """
        with self._transactions.reading() as source, other._transactions.writing() as target:
            count = other.articles.count()
            if count:
                raise StoreError(wording.target_not_empty(count))
            return copy_rows(source, target)

    def try_writing(self, now: datetime) -> None:
        """Write, to see whether it can be done: the moment, which nothing reads; StoreError where it cannot."""
        with self._transactions.writing() as connection:
            upsert(connection, CounterRow, [{"name": "tried", "value": int(now.timestamp())}])

    def close(self) -> None:
        """Give every connection back."""
        for listener in self._listeners:
            listener.close()
        if self._replicated:
            self._replicated.close()
        self._engine.dispose()


def open_store(url: str, access: Access | None = None) -> Store:
    """Open the database at a SQLAlchemy URL, making and migrating it where needed.

    `access`: how a server is used. SettingError where a URL itself is wrong, StoreError where the database cannot be
    opened or is too new; a replica may be away.
    """
    access = access or Access()
    engine = _make_engine(url, access)
    replica = make_engine(access.read_url, access) if access.read_url else None
    try:
        with wrap_errors():
            migrate(engine)
    except StoreError:
        engine.dispose()
        raise
    return Store(url, engine, replica)


def _make_engine(url: str, access: Access) -> Engine:
    engine = make_engine(url, access)
    if engine.dialect.name == "sqlite":
        _make_folder(engine.url)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(url: URL) -> None:
    # Whoever gives SQLite a URI of its own ("file:archive.db?mode=ro") says where a database is, not where to make one.
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(wording.DATABASE_UNREACHABLE) from error


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
