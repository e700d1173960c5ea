"""The tables of texts that are versions of one another. Changes need a migration beside them."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table


class VersionRow(Table):
    """The article that leads the versions of a text, None where none does; `comparison` is the version of the rules
    that an article was compared with the others by: one without versions was compared, too."""

    __tablename__ = "versions"
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    version_of: Mapped[str | None] = mapped_column(
        ARTICLE_ID, ForeignKey("articles.id", ondelete="SET NULL"), index=True
    )
    comparison: Mapped[str] = mapped_column(String(40))


class SketchRow(Table):
    """One hash of an article's sketch, to find texts that share many."""

    __tablename__ = "sketches"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[str] = mapped_column(
        ARTICLE_ID, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, index=True
    )
