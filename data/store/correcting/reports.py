"""What users say is wrong in answers, until administrators decide about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from data.store.tables.corrections import ReportRow
from data.store.transactions import Transactions


class ReportState(StrEnum):
    """How far a report is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Report:
    """What a person says is wrong (`what`) in an answer; `fact`: the answer's fact meant, empty where none is named.

    note: their own sentence; language: the one they are told the outcome in.
    """

    question_id: int
    chat: int
    user: int
    language: str
    what: str
    fact: Mapping[str, Any]
    question: str
    answer: str
    article_ids: tuple[str, ...]
    at: datetime
    note: str = ""
    state: ReportState = ReportState.OPEN
    decided_by: int | None = None
    decided_at: datetime | None = None
    id: int = 0


class Reports:
    """The reports of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, report: Report) -> int:
        """Keep a report; its number. One that says the same and is still open is the one."""
        row = {
            "question_id": report.question_id,
            "chat": report.chat,
            "user": report.user,
            "language": report.language,
            "what": report.what,
            "fact": dict(report.fact),
            "question": report.question,
            "answer": report.answer,
            "article_ids": list(report.article_ids),
            "note": report.note,
            "at": report.at,
            "state": report.state.value,
        }
        with self._transactions.writing() as connection:
            same = _REPORTS.where(
                ReportRow.user == report.user,
                ReportRow.question_id == report.question_id,
                ReportRow.what == report.what,
                ReportRow.state == ReportState.OPEN,
            )
            known = (_report(found) for found in connection.execute(same))
            if earlier := next((one.id for one in known if dict(one.fact) == dict(report.fact)), None):
                return earlier
            return int(connection.execute(insert(ReportRow).values(row).returning(ReportRow.id)).scalar_one())

    def add_note(self, number: int, note: str) -> None:
        """Keep the person's sentence with their report, as long as it is open."""
        with self._transactions.writing() as connection:
            connection.execute(update(ReportRow).where(_is_open(number)).values(note=note))

    def decide(self, number: int, state: ReportState, *, by: int, now: datetime) -> bool:
        """Note what became of a report; False where somebody decided before, or it is gone."""
        decided = {"state": state.value, "decided_by": by, "decided_at": now}
        with self._transactions.writing() as connection:
            return connection.execute(update(ReportRow).where(_is_open(number)).values(decided)).rowcount == 1

    def get(self, number: int) -> Report | None:
        """One by its number."""
        with self._transactions.reading() as connection:
            row = connection.execute(_REPORTS.where(ReportRow.id == number)).first()
        return _report(row) if row else None

    def next_open(self, after: int = 0) -> Report | None:
        """The first open report behind a number, from the front again where there is none."""
        query = _REPORTS.where(ReportRow.state == ReportState.OPEN).order_by(ReportRow.id <= after, ReportRow.id)
        with self._transactions.reading() as connection:
            row = connection.execute(query.limit(1)).first()
        return _report(row) if row else None

    def count_open(self) -> int:
        """How many wait to be decided."""
        query = select(func.count()).where(ReportRow.state == ReportState.OPEN)
        with self._transactions.reading() as connection:
            return connection.scalar(query) or 0

    def count_since(self, user: int, since: datetime) -> int:
        """How many a person has sent after the moment."""
        query = select(func.count()).where(ReportRow.user == user, ReportRow.at > since)
        with self._transactions.reading() as connection:
            return connection.scalar(query) or 0

    def purge(self, before: datetime) -> int:
        """Drop reports from before the moment; how many."""
        with self._transactions.writing() as connection:
            return connection.execute(delete(ReportRow).where(ReportRow.at < before)).rowcount


_REPORTS: Select[Any] = select(
    ReportRow.question_id,
    ReportRow.chat,
    ReportRow.user,
    ReportRow.language,
    ReportRow.what,
    ReportRow.fact,
    ReportRow.question,
    ReportRow.answer,
    ReportRow.article_ids,
    ReportRow.at,
    ReportRow.note,
    ReportRow.state,
    ReportRow.decided_by,
    ReportRow.decided_at,
    ReportRow.id,
)


def _is_open(number: int) -> Any:  # noqa: ANN401 - a condition
    return (ReportRow.id == number) & (ReportRow.state == ReportState.OPEN)


def _report(row: Any) -> Report:  # noqa: ANN401
    columns: tuple[Any, ...] = (*row[:8], tuple(row[8]), *row[9:11], ReportState(row[11]), *row[12:])
    return Report(*columns)
