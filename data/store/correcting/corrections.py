"""The corrections of the store, and how they come over every reading that enters it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from data.facts import Reading
from data.store.correcting.applying import Action, Correction, CorrectionState, correct
from data.store.documents import decode_fact, decode_reading, encode_fact, encode_reading
from data.store.tables.archive import ArticleRow, ReadingRow
from data.store.tables.corrections import CorrectionRow, OriginalRow
from data.store.transactions import GIVEN, Transactions, portions, read_given, upsert

_STANDING = (CorrectionState.ACTIVE, CorrectionState.ASIDE)
_COLUMNS = (
    CorrectionRow.article_id,
    CorrectionRow.action,
    CorrectionRow.made_by,
    CorrectionRow.made_at,
    CorrectionRow.target,
    CorrectionRow.changes,
    CorrectionRow.quote,
    CorrectionRow.before,
    CorrectionRow.after,
    CorrectionRow.report_id,
    CorrectionRow.state,
    CorrectionRow.undone_by,
    CorrectionRow.undone_at,
    CorrectionRow.id,
)
_OF_THESE = CorrectionRow.article_id.in_(GIVEN) & CorrectionRow.state.in_(_STANDING)
_STANDING_OF = select(*_COLUMNS).where(_OF_THESE).order_by(CorrectionRow.id)
_HIDDEN_OF = select(CorrectionRow.article_id).where(_OF_THESE, CorrectionRow.action == Action.HIDE)


class Corrections:
    """What administrators corrected: never dropped. Whoever puts or undoes one has readings corrected again."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, made: Correction) -> int:
        """Keep one; its number."""
        row = {
            "article_id": made.article_id,
            "action": made.action.value,
            "target": encode_fact(made.target) if made.target else None,
            "changes": dict(made.changes or {}),
            "quote": made.quote,
            "before": made.before,
            "after": made.after,
            "state": made.state.value,
            "report_id": made.report,
            "made_by": made.made_by,
            "made_at": made.made_at,
        }
        with self._transactions.writing() as connection:
            return int(connection.execute(insert(CorrectionRow).values(row).returning(CorrectionRow.id)).scalar_one())

    def undo(self, number: int, *, by: int, now: datetime) -> bool:
        """Note that a correction no longer stands; False where it does not anyway."""
        undone = {"state": CorrectionState.UNDONE.value, "undone_by": by, "undone_at": now}
        standing = (CorrectionRow.id == number) & CorrectionRow.state.in_(_STANDING)
        with self._transactions.writing() as connection:
            return connection.execute(update(CorrectionRow).where(standing).values(undone)).rowcount == 1

    def get(self, number: int) -> Correction | None:
        """One by its number."""
        with self._transactions.reading() as connection:
            row = connection.execute(select(*_COLUMNS).where(CorrectionRow.id == number)).first()
        return _correction(row) if row else None

    def standing(self, article_ids: Iterable[str]) -> list[Correction]:
        """Those of these articles that are not undone, the earliest first."""
        with self._transactions.reading() as connection:
            return _standing(connection, article_ids)

    def hidden(self, article_ids: Iterable[str]) -> set[str]:
        """Which of these articles do not answer."""
        with self._transactions.reading() as connection:
            return {article_id for (article_id,) in read_given(connection, _HIDDEN_OF, article_ids)}

    def recent(self, *, limit: int = 50, state: CorrectionState | None = None) -> list[Correction]:
        """The last ones made, the newest first."""
        query = select(*_COLUMNS).order_by(CorrectionRow.id.desc()).limit(limit)
        if state is not None:
            query = query.where(CorrectionRow.state == state)
        with self._transactions.reading() as connection:
            return [_correction(row) for row in connection.execute(query)]


def correct_readings(connection: Connection, readings: Sequence[Reading]) -> list[Reading]:
    """Readings as they were read, with what was corrected of their articles; what they were before is kept.

    A correction whose sentence is gone is set aside, and stands again once the sentence is back.
    """
    article_ids = sorted({reading.article_id for reading in readings})
    for portion in portions(article_ids):
        connection.execute(delete(OriginalRow).where(OriginalRow.article_id.in_(portion)))
    standing: dict[str, list[Correction]] = defaultdict(list)
    for one in _standing(connection, article_ids):
        standing[one.article_id].append(one)
    texts = _texts(connection, standing)
    return [
        _correct(connection, reading, texts[reading.article_id], standing[reading.article_id])
        if reading.article_id in texts
        else reading
        for reading in readings
    ]


def readings_as_read(connection: Connection, article_ids: Iterable[str]) -> list[Reading]:
    """What was read of these articles, without any correction."""
    found: dict[str, str] = {}
    for table in (ReadingRow, OriginalRow):
        for portion in portions(article_ids):
            query = select(table.article_id, table.document).where(table.article_id.in_(portion))
            found.update((article_id, document) for article_id, document in connection.execute(query))
    return [decode_reading(document) for document in found.values()]


def _correct(connection: Connection, reading: Reading, text: str, standing: Sequence[Correction]) -> Reading:
    corrected, aside = correct(reading, text, standing)
    upsert(connection, OriginalRow, [{"article_id": reading.article_id, "document": encode_reading(reading)}])
    for one in standing:
        state = CorrectionState.ASIDE if one.id in aside else CorrectionState.ACTIVE
        if state is not one.state:
            connection.execute(update(CorrectionRow).where(CorrectionRow.id == one.id).values(state=state.value))
    return corrected


def _texts(connection: Connection, articles: Mapping[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for portion in portions(sorted(articles)):
        rows = connection.execute(select(ArticleRow.id, ArticleRow.text).where(ArticleRow.id.in_(portion)))
        found.update((article_id, text) for article_id, text in rows)
    return found


def _standing(connection: Connection, article_ids: Iterable[str]) -> list[Correction]:
    return [_correction(row) for row in read_given(connection, _STANDING_OF, article_ids)]


def _correction(row: Any) -> Correction:  # noqa: ANN401
    target = decode_fact(row[4]) if row[4] else None
    columns: tuple[Any, ...] = (row[0], Action(row[1]), *row[2:4], target, *row[5:10], CorrectionState(row[10]))
    return Correction(*columns, *row[11:])
