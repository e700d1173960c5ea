"""What administrators did in the chat: who, when, what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from data.store.tables.updates import ActionRow
from data.store.transactions import Transactions


@dataclass(frozen=True, slots=True)
class AdminAction:
    """One deed of an administrator; `detail` names what it was done to."""

    at: datetime
    user: int
    action: str
    detail: str = ""


class Actions:
    """The administrators' deeds, never dropped."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, done: AdminAction) -> None:
        """Keep one."""
        row = {"at": done.at, "user": done.user, "action": done.action, "detail": done.detail}
        with self._transactions.writing() as connection:
            connection.execute(insert(ActionRow).values(row))

    def recent(self, *, limit: int = 20) -> list[AdminAction]:
        """The last ones, the newest first."""
        columns = (ActionRow.at, ActionRow.user, ActionRow.action, ActionRow.detail)
        with self._transactions.reading() as connection:
            rows = connection.execute(select(*columns).order_by(ActionRow.id.desc()).limit(limit))
            return [AdminAction(*row) for row in rows]
