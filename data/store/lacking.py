"""Whether every article has something of a version, without looking at each: what is asked after every change."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from data.store.tables.archive import ArticleRow, ReadingRow


def is_complete(connection: Connection, version: InstrumentedAttribute[str], wanted: str) -> bool:
    """Whether every article has its row in the table of this column, and each row this version.

    A row there belongs to one article, and each article has one at most: so as many rows as articles are enough.
    """
    rows = select(func.count(), func.min(version), func.max(version)).select_from(version.class_)
    count, least, most = connection.execute(rows).one()
    articles = connection.scalar(select(func.count()).select_from(ArticleRow))
    return bool(count == articles and (not count or least == most == wanted))


def is_read_by(version: str) -> ColumnElement[bool]:
    """Whether a row's reading is of a version of the reader; one that a language model took part in ("11+…") is no
    older for where none is asked any more."""
    current: ColumnElement[bool] = ReadingRow.version == version
    return current if "+" in version else or_(current, ReadingRow.version.startswith(f"{version}+", autoescape=True))
