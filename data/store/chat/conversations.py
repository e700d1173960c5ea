"""Where each person's conversation stands, by chat, topic and user."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select

from data.store.tables.archive import ConversationRow
from data.store.transactions import Transactions, upsert


@dataclass(frozen=True, slots=True)
class ConversationKey:
    """Whose conversation: the chat, its topic (0 without topics) and the user."""

    chat: int
    topic: int = 0
    user: int = 0


class Conversations:
    """The conversations of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, key: ConversationKey) -> dict[str, Any]:
        """The state as it was put; empty where there is none."""
        with self._transactions.reading() as connection:
            state = connection.scalar(select(ConversationRow.state).where(_is(key)))
        return state or {}

    def put(self, key: ConversationKey, state: dict[str, Any], *, now: datetime) -> None:
        """Keep a state, which JSON must be able to hold."""
        row = {"chat": key.chat, "topic": key.topic, "user": key.user, "state": state, "updated_at": now}
        with self._transactions.writing() as connection:
            upsert(connection, ConversationRow, [row])

    def clear(self, key: ConversationKey) -> None:
        """Forget one conversation."""
        with self._transactions.writing() as connection:
            connection.execute(delete(ConversationRow).where(_is(key)))

    def purge(self, before: datetime) -> int:
        """Forget conversations that rested since before the moment; how many."""
        with self._transactions.writing() as connection:
            return connection.execute(delete(ConversationRow).where(ConversationRow.updated_at < before)).rowcount


def _is(key: ConversationKey) -> ColumnElement[bool]:
    return and_(ConversationRow.chat == key.chat, ConversationRow.topic == key.topic, ConversationRow.user == key.user)
