"""Which process works on which update, where several answer: each update is one's at a time, each person's in order."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Update, and_, exists, or_, select, update
from sqlalchemy.orm import aliased

from data.store.chat.queued import UNDONE, UPDATES, StoredUpdate, to_update
from data.store.tables.updates import UpdateRow
from data.store.transactions import Transactions

_Earlier, _Job = aliased(UpdateRow), aliased(UpdateRow)


class Claims:
    """The claims of the store. A process is known by its number (`data/store/leases.py`)."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def take(self, owner: int, *, limit: int) -> list[StoredUpdate]:
        """Make so many updates this owner's, the first of each lane (chat and user), and of nobody else's."""
        query = UPDATES.where(UpdateRow.state.in_(UNDONE), UpdateRow.owner == 0)
        query = query.where(~exists().where(_is_before()), ~exists().where(_is_job_of_another(owner)))
        query = query.order_by(UpdateRow.update_id).limit(limit).with_for_update(skip_locked=True, of=UpdateRow)
        with self._transactions.writing() as connection:
            taken = [to_update((*row[:8], owner)) for row in connection.execute(query)]
            if taken:
                connection.execute(_give(owner).where(UpdateRow.update_id.in_([one.update_id for one in taken])))
        return taken

    def owners(self) -> set[int]:
        """Who works on updates, or did and is gone."""
        query = select(UpdateRow.owner).where(UpdateRow.state.in_(UNDONE), UpdateRow.owner != 0).distinct()
        with self._transactions.reading() as connection:
            return set(connection.scalars(query))

    def free(self, gone: Iterable[int]) -> int:
        """Let what these owners worked on be taken by others; how many updates."""
        with self._transactions.writing() as connection:
            of_gone = UpdateRow.state.in_(UNDONE), UpdateRow.owner.in_(list(gone))
            return connection.execute(_give(0).where(*of_gone)).rowcount

    def give_back(self, owner: int, update_ids: Iterable[int]) -> None:
        """Let updates be taken by others, as far as they are this owner's."""
        with self._transactions.writing() as connection:
            connection.execute(_give(0).where(UpdateRow.update_id.in_(list(update_ids)), UpdateRow.owner == owner))


def _is_before() -> ColumnElement[bool]:
    """Whether another update comes first. The bot's own, which have negative ids, come after all that people sent."""
    is_earlier = or_(UpdateRow.update_id < 0, _Earlier.update_id < UpdateRow.update_id)
    return and_(_is_undone_beside(_Earlier), _Earlier.update_id > 0, is_earlier)


def _is_job_of_another(owner: int) -> ColumnElement[bool]:
    """Whether it is the turn of the process that runs this person's job: it alone can stop it."""
    return and_(_is_undone_beside(_Job), _Job.update_id < 0, _Job.owner.not_in((0, owner)))


def _is_undone_beside(row: type[UpdateRow]) -> ColumnElement[bool]:
    return and_(row.chat == UpdateRow.chat, row.user == UpdateRow.user, row.state.in_(UNDONE))


def _give(owner: int) -> Update:
    return update(UpdateRow).values(owner=owner)
