"""The tables of the Telegram door. Changes need a migration beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import Table


class UpdateRow(Table):
    """One update as Telegram sent it; the payload is dropped when it is answered.

    `owner` is the process that works on it, by its number; 0 where none does, or where there is only one.
    """

    __tablename__ = "updates"
    __table_args__ = (Index("ix_updates_message", "chat", "message"),)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    payload: Mapped[dict[str, Any]]
    chat: Mapped[int] = mapped_column(BigInteger)
    user: Mapped[int] = mapped_column(BigInteger)
    message: Mapped[int] = mapped_column(BigInteger)
    is_message: Mapped[bool]
    verdict: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    owner: Mapped[int] = mapped_column(BigInteger, server_default="0")
    received_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]


class CallRow(Table):
    """One call of the Bot API that answers an update; `message` is what it made."""

    __tablename__ = "calls"
    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("updates.update_id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int]
    method: Mapped[str] = mapped_column(String(40))
    params: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(20))
    floor: Mapped[int] = mapped_column(BigInteger)
    message: Mapped[int | None] = mapped_column(BigInteger)


class AttachmentRow(Table):
    """The file that a call sends, until it is made or cannot be."""

    __tablename__ = "attachments"
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class DraftRow(Table):
    """What an administrator sent and has not confirmed yet, as lines of JSON."""

    __tablename__ = "drafts"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    put_at: Mapped[datetime]


class ActionRow(Table):
    """What an administrator did, and when."""

    __tablename__ = "actions"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(Text)
