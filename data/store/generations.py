"""The log of index generations: what was built when, by which model, from which revision of the archive."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from data.store.server.telling import Channel, tell
from data.store.tables.archive import GenerationRow
from data.store.transactions import Transactions, upsert


@dataclass(frozen=True, slots=True)
class GenerationRecord:
    """One generation that was built; `revision` is what `store.revision()` was when its content was decided."""

    name: str
    model: str
    fingerprint: str
    articles: int
    chunks: int
    revision: int
    created_at: datetime


class GenerationLog:
    """The generations the store knows of; which one is in use is said by their folder alone."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, record: GenerationRecord) -> None:
        """Note a generation, or note it anew, and tell whoever listens."""
        with self._transactions.writing() as connection:
            upsert(connection, GenerationRow, [asdict(record)], keep=["created_at"])
            tell(connection, Channel.GENERATIONS)

    def get(self, name: str) -> GenerationRecord | None:
        """One generation, or None."""
        with self._transactions.reading() as connection:
            row = connection.execute(_RECORDS.where(GenerationRow.name == name)).first()
        return _record(row) if row else None

    def latest(self, *, limit: int = 20) -> list[GenerationRecord]:
        """Generations, the newest first."""
        query = _RECORDS.order_by(GenerationRow.created_at.desc(), GenerationRow.name).limit(limit)
        with self._transactions.reading() as connection:
            return [_record(row) for row in connection.execute(query)]


_RECORDS = select(
    GenerationRow.name,
    GenerationRow.model,
    GenerationRow.fingerprint,
    GenerationRow.articles,
    GenerationRow.chunks,
    GenerationRow.revision,
    GenerationRow.created_at,
)


def _record(row: Any) -> GenerationRecord:  # noqa: ANN401
    return GenerationRecord(*row)
