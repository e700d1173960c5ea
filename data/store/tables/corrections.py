"""What users say is wrong, what administrators corrected, and readings as they were before that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table


class ReportRow(Table):
    """What somebody said is wrong in an answer, with that answer: its question may be forgotten before it is decided.

    `fact` is the answer's fact that it is about, empty where none was named.
    """

    __tablename__ = "reports"
    # A number is never given twice: a button must not lead to somebody else's report.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int]
    chat: Mapped[int] = mapped_column(BigInteger)
    user: Mapped[int] = mapped_column(BigInteger, index=True)
    language: Mapped[str] = mapped_column(String(10))
    what: Mapped[str] = mapped_column(String(20))
    fact: Mapped[dict[str, Any]]
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    article_ids: Mapped[list[str]]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20), index=True)
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_at: Mapped[datetime | None]


class CorrectionRow(Table):
    """What an administrator corrected; it stays when the article goes, so no foreign key."""

    __tablename__ = "corrections"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, index=True)
    action: Mapped[str] = mapped_column(String(20))
    target: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    changes: Mapped[dict[str, Any]]
    quote: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), index=True)
    report_id: Mapped[int | None]
    made_by: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    undone_by: Mapped[int | None] = mapped_column(BigInteger)
    undone_at: Mapped[datetime | None]


class OriginalRow(Table):
    """A corrected article's reading as it was read."""

    __tablename__ = "originals"
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[str] = mapped_column(Text)
