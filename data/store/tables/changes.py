"""Which articles changed when, as far as an index is concerned."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table


class ChangeRow(Table):
    """The revision at which an article's chunks or vectors last changed, or it was removed: so no foreign key.

    `added` is the first such revision, at which it came in; 0 where that was before anybody could follow anything.
    """

    __tablename__ = "changes"
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger, index=True)
    added: Mapped[int] = mapped_column(BigInteger, index=True, server_default="0")
