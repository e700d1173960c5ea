"""What changed since an index was built, so that a newer one need not be compared with the whole archive."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from data.store.tables.archive import CounterRow
from data.store.tables.changes import ChangeRow
from data.store.transactions import Transactions, upsert

REVISION, KNOWN_SINCE = "revision", "changes"
"""Counters: of all changes, and the revision from which on it is known which articles changed."""


class Changes:
    """The changes of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def since(self, revision: int, *, limit: int) -> set[str] | None:
        """The articles that changed after a revision; None where more than `limit` did, or it is not known."""
        changed = select(ChangeRow.article_id).where(ChangeRow.revision > revision).limit(limit + 1)
        with self._transactions.reading() as connection:
            since = connection.scalar(select(CounterRow.value).where(CounterRow.name == KNOWN_SINCE))
            found = set(connection.scalars(changed)) if since is not None and revision >= since else None
        return None if found is None or len(found) > limit else found


def note_changes(connection: Connection, article_ids: Iterable[str]) -> None:
    """Note that what shall be searchable of these articles has changed."""
    counter = update(CounterRow).where(CounterRow.name == REVISION).values(value=CounterRow.value + 1)
    connection.execute(counter)
    revision = connection.scalar(select(CounterRow.value).where(CounterRow.name == REVISION))
    rows = [{"article_id": one, "revision": revision, "added": revision} for one in sorted(set(article_ids))]
    upsert(connection, ChangeRow, rows, keep=["added"])
