"""The tables of sources that are followed. Changes need a migration beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table

URL_LENGTH = 2000
MARK_LENGTH = 100


class SourceRow(Table):
    """A source and how its last visits went."""

    __tablename__ = "sources"
    # A number is never given twice: an administrator may have noted it.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    url: Mapped[str] = mapped_column(String(URL_LENGTH), unique=True)
    given: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime]
    is_paused: Mapped[bool]
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    parts: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked_at: Mapped[datetime | None]
    succeeded_at: Mapped[datetime | None]
    failures: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    due_at: Mapped[datetime | None]


class SourceItemRow(Table):
    """One thing that a source listed; `record` is what was read and is not in the archive yet, else empty."""

    __tablename__ = "source_items"
    __table_args__ = (Index("ix_source_items_source_id", "source_id", "state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(Integer, ForeignKey("sources.id", ondelete="CASCADE"))
    url: Mapped[str] = mapped_column(String(URL_LENGTH), index=True)
    mark: Mapped[str] = mapped_column(String(MARK_LENGTH))
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    failures: Mapped[int]
    article_id: Mapped[str | None] = mapped_column(ARTICLE_ID)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
