"""What sources listed, and how far each thing is on its way into the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, insert, or_, select, update

from data.source import NO_STAMP, Entry, Item, ItemState, Stamp
from data.store.tables.following import MARK_LENGTH, URL_LENGTH, SourceItemRow
from data.store.transactions import Transactions, portions

MOST_TRIES = 5
"""After so many failures in a row an item is left alone until its source says that it changed, or somebody asks."""

LOOK_AGAIN = timedelta(days=1)

_LEFT_ALONE = {ItemState.WAITING, ItemState.READ, ItemState.DROPPED}


class SourceItems:
    """The items of the store's sources."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def note(self, source_id: int, entries: Iterable[Entry], *, now: datetime, look_again: bool = False) -> None:
        """Keep what a source lists; what is new or has another mark waits to be fetched.

        `look_again`: so does, once a day, what is listed without a mark that would tell a change.
        """
        listed = {entry.url: entry.mark[:MARK_LENGTH] for entry in entries if _is_storable(entry)}
        with self._transactions.writing() as connection:
            known = _find_known(connection, source_id, listed)
            new = [_new_row(source_id, url, mark) for url, mark in listed.items() if url not in known]
            again = [
                {"item": row.id, "new_mark": listed[url]}
                for url, row in known.items()
                if _has_changed(row, listed[url]) or (look_again and _is_old(row, now))
            ]
            if new:
                connection.execute(insert(SourceItemRow), new)
            if again:
                connection.execute(_WAIT_AGAIN, again)

    def newest_mark(self, source_id: int) -> str:
        """The greatest mark of a source's items."""
        query = select(func.max(SourceItemRow.mark)).where(SourceItemRow.source_id == source_id)
        with self._transactions.reading() as connection:
            return connection.scalar(query) or ""

    def waiting(self, source_id: int, *, due: datetime | None = None, retry: bool = False) -> list[Item]:
        """What is to be fetched from a source: what waits, then what failed and may be tried again.

        `due`: of the latter only what is due at this moment; `retry`: also what failed too often.
        """
        failed = SourceItemRow.state == ItemState.FAILED
        if not retry:
            failed = and_(failed, SourceItemRow.failures < MOST_TRIES)
        if due is not None:
            failed = and_(failed, or_(SourceItemRow.due_at.is_(None), SourceItemRow.due_at <= due))
        wanted = or_(SourceItemRow.state == ItemState.WAITING, failed)
        query = _ITEMS.where(SourceItemRow.source_id == source_id, wanted)
        return self._select(query.order_by(SourceItemRow.failures, SourceItemRow.id))

    def find_twin(self, item: Item) -> Item | None:
        """What another source brought in from the same address."""
        has_it = SourceItemRow.state.in_((ItemState.READ, ItemState.TAKEN))
        query = _ITEMS.where(SourceItemRow.url == item.url, SourceItemRow.id != item.id, has_it)
        return next(iter(self._select(query.limit(1))), None)

    def spool(
        self, item_id: int, record: Mapping[str, Any], *, now: datetime, article_id: str | None, stamp: Stamp
    ) -> None:
        """Keep what was read from an item until it is in the archive."""
        values = {"record": dict(record), "article_id": article_id, **_columns(stamp)}
        self._change(item_id, state=ItemState.READ, checked_at=now, **values)

    def spooled(self, *, after: int, limit: int) -> list[tuple[Item, dict[str, Any]]]:
        """Items with what was read from them, by id."""
        query = _ITEMS.add_columns(SourceItemRow.record).where(SourceItemRow.state == ItemState.READ)
        query = query.where(SourceItemRow.id > after).order_by(SourceItemRow.id).limit(limit)
        with self._transactions.reading() as connection:
            return [(_item(row), row[-1]) for row in connection.execute(query)]

    def take(self, item_id: int, article_id: str | None, *, now: datetime, stamp: Stamp | None = None) -> None:
        """Note that an item's article is in the archive as it is now."""
        values = _columns(stamp) if stamp else {}
        self._change(
            item_id, state=ItemState.TAKEN, article_id=article_id, checked_at=now, **values, **_WELL, record={}
        )

    def lose(self, item_id: int, *, now: datetime) -> None:
        """Note that a site has an item no more; its article stays."""
        self._change(item_id, state=ItemState.GONE, checked_at=now, **_WELL, record={})

    def fail(self, item: Item, reason: str, *, now: datetime, due: datetime) -> None:
        """Note why an item could not be taken."""
        values = {"reason": reason, "failures": item.failures + 1, "due_at": due, **_columns(NO_STAMP)}
        self._change(item.id, state=ItemState.FAILED, checked_at=now, record={}, **values)

    def retry(self, item_id: int) -> None:
        """Let a failed item be fetched again."""
        self._change(item_id, state=ItemState.WAITING, **_WELL)

    def drop(self, item_id: int) -> None:
        """Leave an item alone for good."""
        self._change(item_id, state=ItemState.DROPPED, record={})

    def get(self, item_id: int) -> Item | None:
        """One item, or None."""
        return next(iter(self._select(_ITEMS.where(SourceItemRow.id == item_id))), None)

    def failed(self, *, limit: int, since: datetime | None = None) -> list[Item]:
        """Items that failed, since a moment if one is given, the last first."""
        query = _ITEMS.where(SourceItemRow.state == ItemState.FAILED)
        if since is not None:
            query = query.where(SourceItemRow.checked_at > since)
        return self._select(query.order_by(SourceItemRow.checked_at.desc(), SourceItemRow.id).limit(limit))

    def lose_missing(self, source_id: int, urls: Sequence[str], *, now: datetime) -> int:
        """Note that what was taken from a source and is none of these is gone; how many."""
        query = select(SourceItemRow.id, SourceItemRow.url)
        query = query.where(SourceItemRow.source_id == source_id, SourceItemRow.state == ItemState.TAKEN)
        with self._transactions.writing() as connection:
            there = set(urls)
            gone = [item_id for item_id, url in connection.execute(query) if url not in there]
            for item_id in gone:
                self.lose(item_id, now=now)
        return len(gone)

    def counts(self) -> dict[int, dict[ItemState, int]]:
        """How many items of each source are in each state."""
        query = select(SourceItemRow.source_id, SourceItemRow.state, func.count())
        query = query.group_by(SourceItemRow.source_id, SourceItemRow.state)
        found: dict[int, dict[ItemState, int]] = defaultdict(dict)
        with self._transactions.reading() as connection:
            for source_id, state, count in connection.execute(query):
                found[source_id][ItemState(state)] = count
        return found

    def _change(self, item_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of an item
        with self._transactions.writing() as connection:
            connection.execute(update(SourceItemRow).where(SourceItemRow.id == item_id).values(**values))

    def _select(self, query: Select[Any]) -> list[Item]:
        with self._transactions.reading() as connection:
            return [_item(row) for row in connection.execute(query)]


_WELL: dict[str, Any] = {"reason": "", "failures": 0, "due_at": None}
_WAIT_AGAIN = (
    update(SourceItemRow)
    .where(SourceItemRow.id == bindparam("item"))
    .values(state=ItemState.WAITING, mark=bindparam("new_mark"), reason="", failures=0, due_at=None)
)
_ITEMS: Any = select(
    SourceItemRow.id,
    SourceItemRow.source_id,
    SourceItemRow.url,
    SourceItemRow.mark,
    SourceItemRow.etag,
    SourceItemRow.last_modified,
    SourceItemRow.state,
    SourceItemRow.reason,
    SourceItemRow.failures,
    SourceItemRow.article_id,
)


def _find_known(connection: Connection, source_id: int, urls: Iterable[str]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    columns = (SourceItemRow.url, SourceItemRow.id, SourceItemRow.state, SourceItemRow.mark, SourceItemRow.checked_at)
    for portion in portions(urls):
        query = select(*columns).where(SourceItemRow.source_id == source_id, SourceItemRow.url.in_(portion))
        known.update((row.url, row) for row in connection.execute(query))
    return known


def _has_changed(row: Any, mark: str) -> bool:  # noqa: ANN401
    """Whether a known item is listed with another mark, and nobody is about to fetch it anyway."""
    return bool(row.state not in _LEFT_ALONE and row.mark != mark)


def _is_old(row: Any, now: datetime) -> bool:  # noqa: ANN401
    return bool(row.state == ItemState.TAKEN and row.checked_at and row.checked_at <= now - LOOK_AGAIN)


def _is_storable(entry: Entry) -> bool:
    """Whether every database keeps it: half of a surrogate pair is kept by none, a longer address by no index."""
    try:
        length = len(entry.url.encode())
        entry.mark.encode()
    except UnicodeEncodeError:
        return False
    return 0 < length <= URL_LENGTH and "\x00" not in entry.url + entry.mark


def _new_row(source_id: int, url: str, mark: str) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "url": url,
        "mark": mark,
        "state": ItemState.WAITING,
        "reason": "",
        "failures": 0,
        "record": {},
    }


def _columns(stamp: Stamp) -> dict[str, Any]:
    return {"etag": stamp.etag, "last_modified": stamp.last_modified}


def _item(row: Any) -> Item:  # noqa: ANN401
    columns: tuple[Any, ...] = (*row[:4], Stamp(row[4], row[5]), ItemState(row[6]), *row[7:10])
    return Item(*columns)
