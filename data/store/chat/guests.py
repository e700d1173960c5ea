"""Who may ask: invitations, and the guests who opened one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, insert, select, update

from data.store.tables.guests import GuestRow, InvitationRow
from data.store.transactions import Transactions, upsert


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that can be opened, by any number of people, until it expires."""

    id: int
    code: str
    made_by: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who opened an invitation."""

    user: int
    invitation: int
    since: datetime


class Guests:
    """The invitations and guests of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def is_closed(self) -> bool:
        """Whether anybody was ever invited: then only guests may ask, also when every invitation has expired."""
        with self._transactions.reading() as connection:
            return bool(connection.scalar(select(exists(InvitationRow.id))))

    def is_guest(self, user: int) -> bool:
        """Whether a person was let in."""
        with self._transactions.reading() as connection:
            return bool(connection.scalar(select(exists(GuestRow.user).where(GuestRow.user == user))))

    def invite(self, code: str, *, by: int, expires_at: datetime) -> None:
        """Keep an invitation; from now on only guests may ask."""
        row = {"code": code, "made_by": by, "expires_at": expires_at}
        with self._transactions.writing() as connection:
            connection.execute(insert(InvitationRow).values(row))

    def admit(self, user: int, code: str, *, now: datetime) -> bool:
        """Make a guest of who opened an invitation; False where there is none with that code any more."""
        found = select(InvitationRow.id).where(InvitationRow.code == code, InvitationRow.expires_at > now)
        with self._transactions.writing() as connection:
            invitation = connection.scalar(found)
            if invitation is None:
                return False
            row = {"user": user, "invitation_id": invitation, "since": now}
            upsert(connection, GuestRow, [row], keep=("invitation_id", "since"))
        return True

    def invitations(self, *, now: datetime) -> list[Invitation]:
        """Those that can still be opened, the newest first."""
        columns = (InvitationRow.id, InvitationRow.code, InvitationRow.made_by, InvitationRow.expires_at)
        query = select(*columns).where(InvitationRow.expires_at > now).order_by(InvitationRow.id.desc())
        with self._transactions.reading() as connection:
            return [Invitation(*row) for row in connection.execute(query)]

    def guests(self) -> list[Guest]:
        """Everybody who was let in, the newest first."""
        query = select(GuestRow.user, GuestRow.invitation_id, GuestRow.since)
        with self._transactions.reading() as connection:
            rows = connection.execute(query.order_by(GuestRow.since.desc(), GuestRow.user))
            return [Guest(*row) for row in rows]

    def withdraw_invitation(self, invitation: int, *, now: datetime) -> None:
        """Let nobody in by it any more; who came by it stays."""
        open_still = (InvitationRow.id == invitation) & (InvitationRow.expires_at > now)
        with self._transactions.writing() as connection:
            connection.execute(update(InvitationRow).where(open_still).values(expires_at=now))

    def withdraw_guest(self, user: int) -> None:
        """Show somebody out."""
        with self._transactions.writing() as connection:
            connection.execute(delete(GuestRow).where(GuestRow.user == user))

    def open(self) -> None:
        """Forget every invitation and guest: anybody may ask again."""
        with self._transactions.writing() as connection:
            connection.execute(delete(GuestRow))
            connection.execute(delete(InvitationRow))
