"""The tables of what articles say of people and offices at meetings, to be counted. Changes need a migration beside."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table


class TallyRow(Table):
    """What an article's nth fact says of an office (or of a name without one) at a meeting: see data.store.Tally."""

    __tablename__ = "tallies"
    __table_args__ = (
        Index("ix_tallies_part", "part", "office", "place", "article_id", "meeting", "folded", "unit"),
        {"sqlite_with_rowid": False},
    )
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    fact: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    office: Mapped[str] = mapped_column(String(100), primary_key=True)
    unit: Mapped[str] = mapped_column(String(300), primary_key=True)
    meeting: Mapped[int]
    place: Mapped[str] = mapped_column(String(20))
    folded: Mapped[str] = mapped_column(String(200))


class TallyingRow(Table):
    """Which version of the tallying looked at an article: one in which nobody took part was looked at, too."""

    __tablename__ = "tallyings"
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[str] = mapped_column(String(40), index=True)
