"""Whether every article has something of a version, without looking at each: what is asked after every change."""

from __future__ import annotations

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from data.store.tables.archive import ArticleRow


def is_complete(connection: Connection, version: InstrumentedAttribute[str], wanted: str) -> bool:
    """Whether every article has its row in the table of this column, and each row this version.

    A row there belongs to one article, and each article has one at most: so as many rows as articles are enough.
    """
    rows = select(func.count(), func.min(version), func.max(version)).select_from(version.class_)
    count, least, most = connection.execute(rows).one()
    articles = connection.scalar(select(func.count()).select_from(ArticleRow))
    return bool(count == articles and (not count or least == most == wanted))
