"""The log of questions: each with its answer, time, generation and feedback, kept for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from data.store.tables.archive import QuestionRow
from data.store.transactions import Transactions

# A receipt is read aloud and typed: no 0/O, 1/I/L, U.
_DIGITS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_SCRAMBLE = 282_475_249  # 7^10: prime to the modulus, so that neighbours look unlike and none collide
_MODULUS = len(_DIGITS) ** 6


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was answered; `answer` is the object of the answer format, `conversation` the door's key."""

    question: str
    answer: dict[str, Any]
    status: str
    kind: str
    milliseconds: float
    asked_at: datetime
    conversation: str = ""
    generation: str | None = None
    article_ids: Sequence[str] = ()


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
        row = asdict(asked) | {"question": question, "article_ids": list(asked.article_ids)}
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

    def receipt(self, question_id: int) -> str:
        """A short name of a question, to be read to somebody who looks it up: six letters and digits."""
        number = question_id * _SCRAMBLE % _MODULUS
        letters = ""
        for _ in range(6):
            number, digit = divmod(number, len(_DIGITS))
            letters = _DIGITS[digit] + letters
        return letters

    def find_receipt(self, receipt: str) -> StoredQuestion | None:
        """The question of a receipt, typed in any case."""
        letters = receipt.strip().upper()
        if len(letters) != 6 or any(letter not in _DIGITS for letter in letters):
            return None
        number = 0
        for letter in letters:
            number = number * len(_DIGITS) + _DIGITS.index(letter)
        return self.get(number * pow(_SCRAMBLE, -1, _MODULUS) % _MODULUS)

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


_QUESTIONS: Select[Any] = select(
    QuestionRow.id,
    QuestionRow.question,
    QuestionRow.answer,
    QuestionRow.status,
    QuestionRow.kind,
    QuestionRow.milliseconds,
    QuestionRow.asked_at,
    QuestionRow.conversation,
    QuestionRow.generation,
    QuestionRow.article_ids,
    QuestionRow.feedback,
    QuestionRow.feedback_at,
)


def _question(row: Any) -> StoredQuestion:  # noqa: ANN401
    columns: tuple[Any, ...] = (*row[1:9], tuple(row[9]))
    asked = AskedQuestion(*columns)
    return StoredQuestion(row[0], asked, row[10], row[11])
