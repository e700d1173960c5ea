"""The tables of who may ask a bot that is not open to everybody. Changes need a migration beside them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import Table


class InvitationRow(Table):
    """One invitation; a withdrawn one has expired. That there is any closes the bot to others."""

    __tablename__ = "invitations"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[datetime]


class GuestRow(Table):
    """One person who was let in, by an invitation."""

    __tablename__ = "guests"
    user: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime]
