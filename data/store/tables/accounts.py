"""The table of how long articles have told of their meetings. Changes need a migration beside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table


class AccountRow(Table):
    """A meeting of an article as calendars and feeds know it: see data.store.Account."""

    __tablename__ = "accounts"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    told_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]
