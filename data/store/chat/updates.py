"""Telegram updates and the calls that answer them, kept until both are done: a killed bot goes on where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, or_, select, update

from data.store.tables.archive import ConversationRow, QuestionRow
from data.store.tables.updates import CallRow, UpdateRow
from data.store.transactions import Transactions


class UpdateState(StrEnum):
    """How far an update is: NEW, PLANNED once its answer stands, DONE once it is sent, FAILED if it was unreadable."""

    NEW = "new"
    PLANNED = "planned"
    DONE = "done"
    FAILED = "failed"


class CallState(StrEnum):
    """How far a call is. SENDING: it may or may not have reached Telegram."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update as Telegram sent it. `verdict` is what the flood limits said when it came; `message` the message
    that it is about, 0 where there is none."""

    update_id: int
    payload: dict[str, Any]
    chat: int
    user: int
    message: int
    verdict: str
    received_at: datetime
    state: UpdateState = UpdateState.NEW


@dataclass(frozen=True, slots=True)
class StoredCall:
    """A call of the Bot API; `floor` is the highest message id that was known when it was last tried."""

    id: int
    method: str
    params: dict[str, Any]
    state: CallState
    floor: int


_UNDONE = (UpdateState.NEW, UpdateState.PLANNED)


class Updates:
    """The updates of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, updates: Sequence[StoredUpdate]) -> set[int]:
        """Keep updates; the ids of those that were not there yet. What came twice is kept once."""
        rows = [_row(received) for received in updates]
        with self._transactions.writing() as connection:
            known = select(UpdateRow.update_id).where(UpdateRow.update_id.in_([row["update_id"] for row in rows]))
            there = set(connection.scalars(known))
            fresh = {row["update_id"]: row for row in rows if row["update_id"] not in there}
            if fresh:
                connection.execute(insert(UpdateRow), list(fresh.values()))
        return set(fresh)

    def undone(self) -> list[StoredUpdate]:
        """Updates that are not answered yet, in the order they came."""
        query = _UPDATES.where(UpdateRow.state.in_(_UNDONE)).order_by(UpdateRow.update_id)
        with self._transactions.reading() as connection:
            return [_update(row) for row in connection.execute(query)]

    def plan(self, update_id: int, calls: Sequence[tuple[str, dict[str, Any]]], *, now: datetime) -> list[StoredCall]:
        """Keep the calls (method and parameters) that answer an update, in their order."""
        with self._transactions.writing() as connection:
            rows = [_call_row(update_id, number, method, params) for number, (method, params) in enumerate(calls)]
            if rows:
                connection.execute(insert(CallRow), rows)
            state = UpdateState.PLANNED if rows else UpdateState.DONE
            connection.execute(_change(update_id, state, now=now))
        return self.unsent(update_id)

    def unsent(self, update_id: int) -> list[StoredCall]:
        """The calls of an update that are still to be made, in their order."""
        waiting = CallRow.state.in_((CallState.PLANNED, CallState.SENDING))
        query = _CALLS.where(CallRow.update_id == update_id, waiting).order_by(CallRow.ordinal)
        with self._transactions.reading() as connection:
            return [StoredCall(row[0], row[1], row[2], CallState(row[3]), row[4]) for row in connection.execute(query)]

    def mark_sending(self, call_id: int, floor: int) -> None:
        """Note that a call is about to be made."""
        self._mark(call_id, state=CallState.SENDING, floor=floor)

    def mark_sent(self, call_id: int, message: int | None) -> None:
        """Note that a call was made, and which message it made; what it said is dropped."""
        self._mark(call_id, state=CallState.SENT, message=message, params={})

    def mark_failed(self, call_id: int) -> None:
        """Note that a call cannot be made; what it said is dropped."""
        self._mark(call_id, state=CallState.FAILED, params={})

    def finish(self, update_id: int, *, now: datetime, failed: bool = False) -> None:
        """Note that nothing is left to do for an update; what it said is dropped."""
        state = UpdateState.FAILED if failed else UpdateState.DONE
        with self._transactions.writing() as connection:
            connection.execute(_change(update_id, state, now=now))

    def replies(self, chat: int, message: int) -> list[int]:
        """The bot's messages that answer a message, oldest first."""
        query = (
            select(CallRow.message)
            .join(UpdateRow, UpdateRow.update_id == CallRow.update_id)
            .where(UpdateRow.chat == chat, UpdateRow.message == message, CallRow.message.is_not(None))
            .where(UpdateRow.is_message, CallRow.method == "send_message")
            .order_by(CallRow.id)
        )
        with self._transactions.reading() as connection:
            return [message for message in connection.scalars(query) if message]

    def sent_above(self, chat: int, floor: int) -> set[int]:
        """The messages with ids above `floor` that are known to have been sent to a chat."""
        query = select(CallRow.message).join(UpdateRow, UpdateRow.update_id == CallRow.update_id)
        with self._transactions.reading() as connection:
            return set(connection.scalars(query.where(UpdateRow.chat == chat, CallRow.message > floor)))

    def highest_message(self) -> dict[int, int]:
        """The highest message id known in each chat."""
        query = select(UpdateRow.chat, func.max(UpdateRow.message), func.max(CallRow.message))
        query = query.outerjoin(CallRow, CallRow.update_id == UpdateRow.update_id).group_by(UpdateRow.chat)
        with self._transactions.reading() as connection:
            return {chat: max(given, sent or 0) for chat, given, sent in connection.execute(query)}

    def waiting(self, *, beside: tuple[int, int] | None = None) -> int:
        """How many of Telegram's updates are not answered yet, beside those about one message (its chat and id)."""
        # The bot's own updates, of jobs, have negative ids.
        query = select(func.count()).select_from(UpdateRow)
        query = query.where(UpdateRow.state.in_(_UNDONE), UpdateRow.update_id > 0)
        if beside:
            query = query.where(or_(UpdateRow.chat != beside[0], UpdateRow.message != beside[1]))
        with self._transactions.reading() as connection:
            return connection.scalar(query) or 0

    def purge(self, before: datetime) -> int:
        """Drop updates that were finished before the moment, with their calls; how many."""
        old = (UpdateRow.state.not_in(_UNDONE)) & (UpdateRow.received_at < before)
        with self._transactions.writing() as connection:
            return connection.execute(delete(UpdateRow).where(old)).rowcount

    def forget_user(self, user: int) -> int:
        """Drop what a person asked and where their conversations stand, in every chat; how many questions."""
        asked = QuestionRow.conversation.like("telegram:%") & QuestionRow.conversation.like(f"%:{user}")
        own = or_(ConversationRow.user == user, ConversationRow.chat == user)
        with self._transactions.writing() as connection:
            connection.execute(delete(ConversationRow).where(own))
            return connection.execute(delete(QuestionRow).where(asked)).rowcount

    def _mark(self, call_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of a call
        with self._transactions.writing() as connection:
            connection.execute(update(CallRow).where(CallRow.id == call_id).values(**values))


def _change(update_id: int, state: UpdateState, *, now: datetime) -> Any:  # noqa: ANN401
    values: dict[str, Any] = {"state": state, "changed_at": now}
    if state not in _UNDONE:
        values["payload"] = {}
    return update(UpdateRow).where(_is(update_id)).values(values)


def _is(update_id: int) -> ColumnElement[bool]:
    return UpdateRow.update_id == update_id


def _row(received: StoredUpdate) -> dict[str, Any]:
    is_message = "message" in received.payload or "edited_message" in received.payload
    return {
        "update_id": received.update_id,
        "payload": {} if received.state is UpdateState.FAILED else received.payload,
        "chat": received.chat,
        "user": received.user,
        "message": received.message,
        "is_message": is_message,
        "verdict": received.verdict,
        "state": received.state,
        "received_at": received.received_at,
        "changed_at": received.received_at,
    }


def _call_row(update_id: int, ordinal: int, method: str, params: dict[str, Any]) -> dict[str, Any]:
    return {
        "update_id": update_id,
        "ordinal": ordinal,
        "method": method,
        "params": params,
        "state": CallState.PLANNED,
        "floor": 0,
    }


_UPDATES: Select[Any] = select(
    UpdateRow.update_id,
    UpdateRow.payload,
    UpdateRow.chat,
    UpdateRow.user,
    UpdateRow.message,
    UpdateRow.verdict,
    UpdateRow.received_at,
    UpdateRow.state,
)
_CALLS: Select[Any] = select(CallRow.id, CallRow.method, CallRow.params, CallRow.state, CallRow.floor)


def _update(row: Any) -> StoredUpdate:  # noqa: ANN401
    columns: tuple[Any, ...] = (*row[:7], UpdateState(row[7]))
    return StoredUpdate(*columns)
