"""Articles that wait for workers: a queue of what SQL says is to be read, cut or embedded.

A worker holds the articles that it took by locks of its open transaction (PostgreSQL alone has such), and stores what
it derived in the same one: whoever ends in whatever way lets its articles go, and nobody can store late what another
one took over. No clock decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql

from data.store.lacking import is_read_by
from data.store.tables.archive import ArticleRow, ChunkRow, CuttingRow, EmbeddingRow, ReadingRow
from data.store.tables.waiting import WaitingRow
from data.store.transactions import Transactions, portions, upsert, wrap_errors

_GIVEN_UP = 1_000_000
"""Tries of what was given up: behind all that waits."""


@dataclass(frozen=True, slots=True)
class Current:
    """What an article shall have been made into: by which reader, which chunker and which model (its fingerprint)."""

    reader: str
    chunker: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Queue:
    """How many articles wait for a worker, taken ones included, and how many were given up."""

    waiting: int
    given_up: int


class Waiting:
    """The articles of the store that wait."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, article_ids: Iterable[str]) -> None:
        """Let articles wait, as if nobody had tried them."""
        rows = [{"article_id": article_id, "tries": 0, "reason": None} for article_id in article_ids]
        with self._transactions.writing() as connection:
            upsert(connection, WaitingRow, rows)

    def fill(self, current: Current) -> None:
        """Let every article wait that was read or cut by others, or lacks a vector; those given up stay so."""
        lacking = select(ArticleRow.id, literal(0)).where(or_(*_lacks(current)))
        statement = postgresql.insert(WaitingRow).from_select(["article_id", "tries"], lacking)
        with self._transactions.writing() as connection:
            connection.execute(statement.on_conflict_do_nothing())

    def take(self, limit: int) -> dict[str, int]:
        """Hold articles until the transaction around it ends; how often each was taken up before.

        Those come first that nobody tried. One that was tried is held alone: it may have ended its worker.
        """
        fresh = _free().where(WaitingRow.tries == 0).limit(limit)
        tried = _free().where(WaitingRow.tries > 0, WaitingRow.tries < _GIVEN_UP).limit(1)
        with self._transactions.writing() as connection:
            return _hold(connection, fresh) or _hold(connection, tried)

    def count_try(self, article_ids: Iterable[str]) -> None:
        """Note that these are taken up, for good: whatever becomes of the transaction around it."""
        with wrap_errors(), self._transactions.engine.begin() as connection:
            for portion in portions(article_ids):
                these = WaitingRow.article_id.in_(portion)
                connection.execute(update(WaitingRow).where(these).values(tries=WaitingRow.tries + 1))

    def drop(self, article_ids: Iterable[str]) -> None:
        """Let articles wait no more: everything is derived from them, or they are derived elsewhere."""
        with self._transactions.writing() as connection:
            for portion in portions(article_ids):
                connection.execute(delete(WaitingRow).where(WaitingRow.article_id.in_(portion)))

    def give_up(self, reasons: Mapping[str, str]) -> None:
        """Take articles, by id, up no more, and keep why."""
        with self._transactions.writing() as connection:
            for article_id, reason in reasons.items():
                this = WaitingRow.article_id == article_id
                connection.execute(update(WaitingRow).where(this).values(reason=reason, tries=_GIVEN_UP))

    def given_up(self, *, limit: int) -> dict[str, str]:
        """Why articles were given up, by id."""
        query = select(WaitingRow.article_id, WaitingRow.reason).where(WaitingRow.reason.is_not(None))
        with self._transactions.reading() as connection:
            rows = connection.execute(query.order_by(WaitingRow.article_id).limit(limit)).all()
        return {article_id: reason for article_id, reason in rows if reason is not None}

    def retry(self) -> int:
        """Let the articles that were given up wait again; how many."""
        given_up = update(WaitingRow).where(WaitingRow.reason.is_not(None))
        with self._transactions.writing() as connection:
            return connection.execute(given_up.values(reason=None, tries=0)).rowcount

    def ids(self) -> set[str]:
        """Which articles wait or were given up."""
        with self._transactions.reading() as connection:
            return set(connection.scalars(select(WaitingRow.article_id)))

    def queue(self) -> Queue:
        """How many wait, and how many were given up."""
        query = select(func.count(), func.count(WaitingRow.reason))
        with self._transactions.reading() as connection:
            both, given_up = connection.execute(query.select_from(WaitingRow)).one()
        return Queue(both - given_up, given_up)


def _lacks(current: Current) -> list[ColumnElement[bool]]:
    """The conditions, one of which holds for an article that is not made into what it shall be."""
    read = exists().where(ReadingRow.article_id == ArticleRow.id, is_read_by(current.reader))
    cut = exists().where(CuttingRow.article_id == ArticleRow.id, CuttingRow.chunker == current.chunker)
    vector = exists().where(
        EmbeddingRow.text_hash == ChunkRow.text_hash, EmbeddingRow.fingerprint == current.fingerprint
    )
    bare = exists().where(ChunkRow.article_id == ArticleRow.id, ChunkRow.text_hash.is_not(None), ~vector)
    return [~read, ~cut, bare]


def _free() -> Select[str]:
    """Articles that wait and are held by nobody. The lock lets others refer to them, but neither change nor remove."""
    waiting = select(ArticleRow.id).join(WaitingRow, WaitingRow.article_id == ArticleRow.id)
    # In the order of the index, so that a few are found among a million without looking at the others.
    free = waiting.order_by(WaitingRow.tries, WaitingRow.article_id)
    return free.with_for_update(of=ArticleRow, key_share=True, skip_locked=True)


def _hold(connection: Connection, free: Select[str]) -> dict[str, int]:
    held = list(connection.scalars(free))
    # Another worker may have finished one between the query and its lock.
    still = select(WaitingRow.article_id, WaitingRow.tries)
    still = still.where(WaitingRow.article_id.in_(held), WaitingRow.reason.is_(None))
    return dict(connection.execute(still).all())
