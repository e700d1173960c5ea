"""The table of articles that wait for workers. Changes need a migration beside it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table


class WaitingRow(Table):
    """An article that workers shall read, cut and embed; how often it was taken up, and why it was given up, if it was.

    The row goes in the transaction that stores what was derived.
    """

    __tablename__ = "waiting"
    __table_args__ = (Index("ix_waiting_tries", "tries", "article_id"),)
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    tries: Mapped[int]
    reason: Mapped[str | None] = mapped_column(Text)
