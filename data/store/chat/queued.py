"""Updates and calls as they stand in the queue: what is told of them, and the rows that keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select

from data.store.tables.updates import CallRow, UpdateRow


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
    that it is about, 0 where there is none; `owner` the number of the process that works on it, 0 where only one does.
    """

    update_id: int
    payload: dict[str, Any]
    chat: int
    user: int
    message: int
    verdict: str
    received_at: datetime
    state: UpdateState = UpdateState.NEW
    owner: int = 0


@dataclass(frozen=True, slots=True)
class StoredCall:
    """A call of the Bot API; `floor` is the highest message id that was known when it was last tried. `owner` is the
    process that makes it."""

    id: int
    update_id: int
    method: str
    params: dict[str, Any]
    state: CallState
    floor: int
    owner: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said to one update when it came in, and whose it was."""

    chat: int
    user: int
    is_message: bool
    verdict: str
    received_at: datetime


UNDONE = (UpdateState.NEW, UpdateState.PLANNED)
# Which chats number their messages together: a supergroup for itself, all others with each other.
SUPERGROUPS = -1_000_000_000_000


def counter_of(chat: int) -> int:
    """Under which number a chat's messages are counted."""
    return chat if chat < SUPERGROUPS else 0


def to_row(received: StoredUpdate) -> dict[str, Any]:
    """The row that keeps an update; what could not be read is not kept."""
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
        "owner": received.owner,
        "received_at": received.received_at,
        "changed_at": received.received_at,
    }


def to_call_row(update_id: int, ordinal: int, method: str, params: dict[str, Any]) -> dict[str, Any]:
    """The row that keeps a call which is still to be made."""
    return {
        "update_id": update_id,
        "ordinal": ordinal,
        "method": method,
        "params": params,
        "state": CallState.PLANNED,
        "floor": 0,
    }


UPDATES: Select[Any] = select(
    UpdateRow.update_id,
    UpdateRow.payload,
    UpdateRow.chat,
    UpdateRow.user,
    UpdateRow.message,
    UpdateRow.verdict,
    UpdateRow.received_at,
    UpdateRow.state,
    UpdateRow.owner,
)
CALLS: Select[Any] = select(CallRow.id, CallRow.update_id, CallRow.method, CallRow.params, CallRow.state, CallRow.floor)


def to_update(row: Any) -> StoredUpdate:  # noqa: ANN401
    """An update from a row of UPDATES."""
    columns: tuple[Any, ...] = (*row[:7], UpdateState(row[7]), row[8])
    return StoredUpdate(*columns)


def to_call(row: Any, owner: int) -> StoredCall:  # noqa: ANN401
    """A call from a row of CALLS, as this owner's."""
    columns: tuple[Any, ...] = (*row[:4], CallState(row[4]), row[5], owner)
    return StoredCall(*columns)
