"""What administrators sent and have not confirmed yet, as whichever process is asked next has to know it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from data.store.tables.updates import DraftRow
from data.store.transactions import Transactions, upsert

KEEP = timedelta(days=3)


class Drafts:
    """The drafts of the store: names, and texts that it does not look into."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, name: str, content: str, *, now: datetime) -> None:
        """Keep a draft, or its corrected self; old ones go."""
        with self._transactions.writing() as connection:
            connection.execute(delete(DraftRow).where(DraftRow.put_at < now - KEEP))
            upsert(connection, DraftRow, [{"name": name, "content": content, "put_at": now}])

    def get(self, name: str) -> str | None:
        """A draft, or None where there is none any more."""
        with self._transactions.reading() as connection:
            found: str | None = connection.scalar(select(DraftRow.content).where(DraftRow.name == name))
        return found

    def drop(self, name: str) -> None:
        """Forget a draft."""
        with self._transactions.writing() as connection:
            connection.execute(delete(DraftRow).where(DraftRow.name == name))
