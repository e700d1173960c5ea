"""The log of questions: each with its answer, time, generation and feedback, kept for a while."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from data.receipts import read_code
from data.store.tables.archive import QuestionRow
from data.store.transactions import Transactions


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was answered; `answer` is the object of the answer format, `conversation` the door's key.

    receipt: the code that leads to it; history: the earlier questions it leaned on, the oldest first; understood: what
    its parts were understood to ask; model, reader: which versions answered, and had read what the answer stands on.
    """

    question: str
    answer: dict[str, Any]
    status: str
    kind: str
    milliseconds: float
    asked_at: datetime
    conversation: str = ""
    generation: str | None = None
    article_ids: Sequence[str] = ()
    receipt: str | None = None
    history: Sequence[str] = ()
    understood: Sequence[dict[str, Any]] = ()
    model: str | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class StoredQuestion:
    """A question from the log; `feedback` is 1, -1, or None."""

    id: int
    asked: AskedQuestion
    feedback: int | None
    feedback_at: datetime | None


class Questions:
    """The question log of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, asked: AskedQuestion) -> int:
        """Keep a question; its number. What no database takes is replaced: NUL and halves of surrogate pairs."""
        question = asked.question.encode("utf-8", "replace").decode().replace("\x00", "?")
        row = asdict(asked) | {"question": question} | {name: list(getattr(asked, name)) for name in _LISTS}
        with self._transactions.writing() as connection:
            return int(connection.execute(insert(QuestionRow).values(row).returning(QuestionRow.id)).scalar_one())

    def get(self, question_id: int) -> StoredQuestion | None:
        """One question, or None."""
        with self._transactions.reading() as connection:
            row = connection.execute(_QUESTIONS.where(QuestionRow.id == question_id)).first()
        return _question(row) if row else None

    def set_feedback(self, question_id: int, value: int | None, *, now: datetime) -> bool:
        """Keep what the person thought of the answer: 1, -1, or None to take it back; False where it is gone."""
        change = update(QuestionRow).where(QuestionRow.id == question_id).values(feedback=value, feedback_at=now)
        with self._transactions.writing() as connection:
            return connection.execute(change).rowcount > 0

    def recent(self, *, limit: int = 20, status: str | None = None) -> list[StoredQuestion]:
        """The last questions, the newest first; of one status if given."""
        query = _QUESTIONS.order_by(QuestionRow.id.desc()).limit(limit)
        if status is not None:
            query = query.where(QuestionRow.status == status)
        with self._transactions.reading() as connection:
            return [_question(row) for row in connection.execute(query)]

    def leading_to(self, question_id: int, *, limit: int) -> list[StoredQuestion]:
        """A question, behind the ones of the same conversation that were asked before it; the oldest first."""
        conversation = select(QuestionRow.conversation).where(QuestionRow.id == question_id).scalar_subquery()
        query = _QUESTIONS.where(QuestionRow.conversation == conversation, QuestionRow.id <= question_id)
        with self._transactions.reading() as connection:
            rows = connection.execute(query.order_by(QuestionRow.id.desc()).limit(limit)).all()
        return [_question(row) for row in reversed(rows)]

    def find_receipt(self, typed: str) -> StoredQuestion | None:
        """The question of a receipt, however its code was typed."""
        code = read_code(typed)
        if code is None:
            return None
        with self._transactions.reading() as connection:
            row = connection.execute(_QUESTIONS.where(QuestionRow.receipt == code)).first()
        return _question(row) if row else None

    def purge(self, before: datetime) -> int:
        """Drop questions asked before the moment; how many."""
        with self._transactions.writing() as connection:
            return connection.execute(delete(QuestionRow).where(QuestionRow.asked_at < before)).rowcount

    def forget(self, conversation: str) -> int:
        """Drop every question of one conversation; how many."""
        with self._transactions.writing() as connection:
            return connection.execute(delete(QuestionRow).where(QuestionRow.conversation == conversation)).rowcount

    def count(self) -> int:
        """How many questions are kept."""
        with self._transactions.reading() as connection:
            return connection.scalar(select(func.count()).select_from(QuestionRow)) or 0


def drop_from_groups(connection: Connection, asked: Collection[str]) -> None:
    """Take questions out of what others in groups leaned on: who replies to an answer leans on its question."""
    query = select(QuestionRow.id, QuestionRow.history).where(QuestionRow.conversation.like(_OF_GROUPS))
    for number, history in connection.execute(query).all():
        kept = [question for question in history or () if question not in asked]
        if kept != (history or []):
            connection.execute(update(QuestionRow).where(QuestionRow.id == number).values(history=kept))


_OF_GROUPS = "telegram:-%"  # a group's number is negative
_QUESTIONS: Select[Any] = select(*QuestionRow.__table__.columns)
_LISTS = ("article_ids", "history", "understood")


def _question(row: Row[Any]) -> StoredQuestion:
    values = {field.name: row._mapping[field.name] for field in fields(AskedQuestion)}
    lists = {name: tuple(values[name] or ()) for name in _LISTS}
    return StoredQuestion(row.id, AskedQuestion(**values | lists), row.feedback, row.feedback_at)
