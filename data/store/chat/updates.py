"""Telegram updates and the calls that answer them, kept until both are done: a killed bot goes on where it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Update, delete, func, insert, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from data.errors import ChatBusyError, ClaimLostError
from data.store.chat.questions import drop_from_groups
from data.store.chat.queued import (
    CALLS,
    SUPERGROUPS,
    UNDONE,
    UPDATES,
    CallState,
    Heard,
    StoredCall,
    StoredUpdate,
    UpdateState,
    to_call,
    to_call_row,
    to_row,
    to_update,
)
from data.store.leases import CHANNEL
from data.store.tables.archive import ConversationRow, QuestionRow
from data.store.tables.corrections import ReportRow
from data.store.tables.updates import AttachmentRow, CallRow, UpdateRow
from data.store.transactions import Transactions
from data.wording import archive as wording

_SEND = "send_message"
_FILES = ("send_document", "send_photo")
_SENDS = (_SEND, *_FILES)
# The first number of advisory locks for groups, "notw"; the second stands for the chat.
_GROUPS = 0x6E6F7477


class Updates:
    """The updates of the store. What changes one raises ClaimLostError where it is another owner's by now."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, updates: Sequence[StoredUpdate]) -> set[int]:
        """Keep updates; the ids of those that were not there yet. What came twice is kept once."""
        rows = [to_row(received) for received in updates]
        with self._transactions.writing() as connection:
            is_server = connection.dialect.name == "postgresql"
            # Several processes may be given the same one at the same time.
            insert = (postgresql if is_server else sqlite).insert(UpdateRow).on_conflict_do_nothing()
            fresh = set(connection.scalars(insert.returning(UpdateRow.update_id), rows))
            if fresh and is_server:
                connection.execute(text(f"NOTIFY {CHANNEL}"))
        return fresh

    def heard(self, people: Iterable[int], chats: Iterable[int], *, since: datetime) -> list[Heard]:
        """What came of these people or in these chats after the moment, in the order it came."""
        query = select(UpdateRow.chat, UpdateRow.user, UpdateRow.is_message, UpdateRow.verdict, UpdateRow.received_at)
        theirs = or_(UpdateRow.user.in_(list(people)), UpdateRow.chat.in_(list(chats)))
        query = query.where(UpdateRow.received_at > since, UpdateRow.update_id > 0, theirs)
        with self._transactions.reading() as connection:
            return [
                Heard(*row) for row in connection.execute(query.order_by(UpdateRow.received_at, UpdateRow.update_id))
            ]

    def undone(self) -> list[StoredUpdate]:
        """Updates that are not answered yet, in the order they came."""
        query = UPDATES.where(UpdateRow.state.in_(UNDONE)).order_by(UpdateRow.update_id)
        with self._transactions.reading() as connection:
            return [to_update(row) for row in connection.execute(query)]

    def plan(
        self,
        update_id: int,
        calls: Sequence[tuple[str, dict[str, Any]]],
        *,
        now: datetime,
        files: Mapping[int, bytes] = MappingProxyType({}),
        owner: int = 0,
    ) -> list[StoredCall]:
        """Keep the calls (method and parameters) that answer an update, in their order; files: what they send, by the
        place of each."""
        with self._transactions.writing() as connection:
            _insist(connection, update_id, owner)
            rows = [to_call_row(update_id, number, method, params) for number, (method, params) in enumerate(calls)]
            if rows:
                connection.execute(insert(CallRow), rows)
            _attach(connection, update_id, files)
            state = UpdateState.PLANNED if rows else UpdateState.DONE
            connection.execute(_change(update_id, state, now=now))
        return self.unsent(update_id, owner=owner)

    def unsent(self, update_id: int, *, owner: int = 0) -> list[StoredCall]:
        """The calls of an update that are still to be made, in their order."""
        waiting = CallRow.state.in_((CallState.PLANNED, CallState.SENDING))
        query = CALLS.where(CallRow.update_id == update_id, waiting).order_by(CallRow.ordinal)
        with self._transactions.reading() as connection:
            return [to_call(row, owner) for row in connection.execute(query)]

    def attached(self, call: StoredCall) -> bytes:
        """The file that a call sends; empty once it was made, or failed."""
        with self._transactions.reading() as connection:
            query = select(AttachmentRow.content).where(AttachmentRow.call_id == call.id)
            return connection.scalar(query) or b""

    def mark_sending(self, call: StoredCall, floor: int) -> None:
        """Note that a call is about to be made.

        ChatBusyError where another process's message may be on its way to the same group: looking for that one later
        would take this one for it.
        """
        with self._transactions.writing() as connection:
            chat = _insist(connection, call.update_id, call.owner)
            if call.owner and chat < 0 and call.method in _SENDS:
                _insist_on_quiet(connection, chat, call)
            connection.execute(_set(call, state=CallState.SENDING, floor=floor))

    def mark_sent(self, call: StoredCall, message: int | None) -> None:
        """Note that a call was made, and which message it made; what it said is dropped."""
        self._mark(call, state=CallState.SENT, message=message, params={})

    def mark_failed(self, call: StoredCall) -> None:
        """Note that a call cannot be made; what it said is dropped."""
        self._mark(call, state=CallState.FAILED, params={})

    def finish(self, update_id: int, *, now: datetime, owner: int = 0) -> None:
        """Note that nothing is left to do for an update; what it said is dropped."""
        with self._transactions.writing() as connection:
            _insist(connection, update_id, owner)
            connection.execute(_change(update_id, UpdateState.DONE, now=now))
            # A chat that was closed leaves calls that were not made.
            own = select(CallRow.id).where(CallRow.update_id == update_id)
            connection.execute(delete(AttachmentRow).where(AttachmentRow.call_id.in_(own)))

    def replies(self, chat: int, message: int) -> list[int]:
        """The bot's messages that answer a message, oldest first."""
        query = (
            select(CallRow.message)
            .join(UpdateRow, UpdateRow.update_id == CallRow.update_id)
            .where(UpdateRow.chat == chat, UpdateRow.message == message, CallRow.message.is_not(None))
            .where(UpdateRow.is_message, CallRow.method == _SEND)
            .order_by(CallRow.id)
        )
        with self._transactions.reading() as connection:
            return [message for message in connection.scalars(query) if message]

    def messages_above(self, chat: int, floor: int) -> set[int]:
        """The ids above `floor` of messages that are known, in a chat and in those that count with it."""
        beside = UpdateRow.chat == chat if chat < SUPERGROUPS else UpdateRow.chat > SUPERGROUPS
        received = select(UpdateRow.message).where(beside, UpdateRow.message > floor)
        sent = select(CallRow.message).join(UpdateRow, UpdateRow.update_id == CallRow.update_id)
        with self._transactions.reading() as connection:
            known = set(connection.scalars(received))
            return known | set(connection.scalars(sent.where(beside, CallRow.message > floor)))

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
        query = query.where(UpdateRow.state.in_(UNDONE), UpdateRow.update_id > 0)
        if beside:
            query = query.where(or_(UpdateRow.chat != beside[0], UpdateRow.message != beside[1]))
        with self._transactions.reading() as connection:
            return connection.scalar(query) or 0

    def purge(self, before: datetime) -> int:
        """Drop updates that were finished before the moment, with their calls; how many."""
        old = (UpdateRow.state.not_in(UNDONE)) & (UpdateRow.received_at < before)
        with self._transactions.writing() as connection:
            return connection.execute(delete(UpdateRow).where(old)).rowcount

    def forget_user(self, user: int) -> int:
        """Drop what a person asked and where their conversations stand, in every chat; how many questions."""
        asked = QuestionRow.conversation.like("telegram:%") & QuestionRow.conversation.like(f"%:{user}")
        own = or_(ConversationRow.user == user, ConversationRow.chat == user)
        with self._transactions.writing() as connection:
            connection.execute(delete(ConversationRow).where(own))
            drop_from_groups(connection, set(connection.scalars(select(QuestionRow.question).where(asked))))
            connection.execute(delete(ReportRow).where(ReportRow.user == user))
            return connection.execute(delete(QuestionRow).where(asked)).rowcount

    def _mark(self, call: StoredCall, **values: Any) -> None:  # noqa: ANN401 - columns of a call
        with self._transactions.writing() as connection:
            _insist(connection, call.update_id, call.owner)
            connection.execute(_set(call, **values))
            if call.method in _FILES:
                connection.execute(delete(AttachmentRow).where(AttachmentRow.call_id == call.id))


def _set(call: StoredCall, **values: Any) -> Update:  # noqa: ANN401 - columns of a call
    return update(CallRow).where(CallRow.id == call.id).values(**values)


def _attach(connection: Connection, update_id: int, files: Mapping[int, bytes]) -> None:
    for ordinal, content in files.items():
        own = (CallRow.update_id == update_id) & (CallRow.ordinal == ordinal)
        call_id = connection.scalar(select(CallRow.id).where(own))
        connection.execute(insert(AttachmentRow).values(call_id=call_id, content=content))


def _insist(connection: Connection, update_id: int, owner: int) -> int:
    """Keep an update from changing hands until the transaction ends; its chat. ClaimLostError where it has."""
    query = select(UpdateRow.owner, UpdateRow.chat).where(_is(update_id)).with_for_update(read=True)
    found = connection.execute(query).one_or_none()
    if found is None or found.owner != owner:
        raise ClaimLostError(wording.CLAIM_LOST)
    return int(found.chat)


def _insist_on_quiet(connection: Connection, chat: int, call: StoredCall) -> None:
    """Let no other message to a group begin until the transaction ends; ChatBusyError where one has."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_GROUPS, func.hashint8(chat))))
    others = select(CallRow.id).join(UpdateRow, UpdateRow.update_id == CallRow.update_id)
    others = others.where(UpdateRow.chat == chat, UpdateRow.state == UpdateState.PLANNED, CallRow.id != call.id)
    if connection.scalar(others.where(CallRow.state == CallState.SENDING, CallRow.method.in_(_SENDS)).limit(1)):
        raise ChatBusyError(wording.CHAT_BUSY)


def _change(update_id: int, state: UpdateState, *, now: datetime) -> Any:  # noqa: ANN401
    values: dict[str, Any] = {"state": state, "changed_at": now}
    if state not in UNDONE:
        values["payload"] = {}
    return update(UpdateRow).where(_is(update_id)).values(values)


def _is(update_id: int) -> ColumnElement[bool]:
    return UpdateRow.update_id == update_id
