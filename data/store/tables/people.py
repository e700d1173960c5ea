"""The tables of people across articles. Changes need a migration beside them."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812  a column is named date

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table


class PersonRow(Table):
    """One person; everything known of them stands in their links. Nothing joins one that is apart by itself."""

    __tablename__ = "people"
    # A number is never given twice: an administrator may have noted it.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    id: Mapped[int] = mapped_column(primary_key=True)
    is_apart: Mapped[bool]


class PersonLinkRow(Table):
    """An article's mention of a person in an office; what an administrator undid stays, as not active."""

    __tablename__ = "person_links"
    __table_args__ = (Index("ix_person_links_person_id", "person_id", "active"), {"sqlite_autoincrement": True})
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(Integer, ForeignKey("people.id", ondelete="CASCADE"))
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(String(200))
    office: Mapped[str] = mapped_column(Text)
    office_key: Mapped[str] = mapped_column(String(300))
    region: Mapped[str] = mapped_column(String(20))
    date: Mapped[Day | None]
    start: Mapped[int]
    end: Mapped[int]
    how: Mapped[str] = mapped_column(String(20))
    active: Mapped[bool]


class PersonWordRow(Table):
    """A word of a person's name in its common spelling; `key` is its region and beginning, to find namesakes by."""

    __tablename__ = "person_words"
    __table_args__ = (Index("ix_person_words_word", "word", "person_id"), {"sqlite_with_rowid": False})
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    word: Mapped[str] = mapped_column(String(100), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True)


class LinkingRow(Table):
    """Which version of the linking looked at an article: one without people was looked at, too."""

    __tablename__ = "linkings"
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[str] = mapped_column(String(40))
