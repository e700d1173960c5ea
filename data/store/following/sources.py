"""Sources that are followed, and how their last visits went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select, update

from data.source import Found, ItemState, Source, SourceKind, Stamp
from data.store.tables.archive import ArticleRow
from data.store.tables.following import SourceItemRow, SourceRow
from data.store.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in from sources in some time: titles of new articles, the last first, and numbers of others."""

    titles: list[str]
    changed: int
    gone: int

    @property
    def has_any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.titles or self.changed or self.gone)


class Sources:
    """The sources of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, found: Found, *, now: datetime) -> bool:
        """Follow a source; False where it is followed already."""
        row = {
            "kind": found.kind,
            "url": found.url,
            "given": found.given,
            "title": found.title,
            "added_at": now,
            "is_paused": False,
            "parts": {},
            "failures": 0,
            "reason": "",
        }
        with self._transactions.writing() as connection:
            if connection.scalar(select(SourceRow.id).where(SourceRow.url == found.url)) is not None:
                return False
            connection.execute(insert(SourceRow).values(row))
        return True

    def all(self) -> list[Source]:
        """Every source, in the order they were added."""
        return self._select(_SOURCES.order_by(SourceRow.id))

    def get(self, source_id: int) -> Source | None:
        """One source, or None."""
        return next(iter(self._select(_SOURCES.where(SourceRow.id == source_id))), None)

    def find(self, named: Iterable[str]) -> list[Source]:
        """The sources with one of these names: a URL or path, as it is followed or as it was typed."""
        names = list(named)
        return self._select(_SOURCES.where(or_(SourceRow.url.in_(names), SourceRow.given.in_(names))))

    def due(self, now: datetime | None = None) -> list[Source]:
        """The sources to visit at a moment (None: all that are not paused), those first that waited longest."""
        query = _SOURCES.where(SourceRow.is_paused.is_(False))
        if now is not None:
            query = query.where(or_(SourceRow.due_at.is_(None), SourceRow.due_at <= now))
        return self._select(query.order_by(SourceRow.checked_at.nulls_first(), SourceRow.id))

    def remove(self, source_id: int) -> None:
        """Follow a source no more; its articles stay."""
        with self._transactions.writing() as connection:
            connection.execute(delete(SourceRow).where(SourceRow.id == source_id))

    def set_paused(self, source_id: int, paused: bool) -> None:
        """Leave a source out, or visit it again, at once."""
        self._change(source_id, is_paused=paused, due_at=None)

    def hasten(self, source_ids: Iterable[int]) -> None:
        """Let sources be due."""
        with self._transactions.writing() as connection:
            connection.execute(update(SourceRow).where(SourceRow.id.in_(list(source_ids))).values(due_at=None))

    def note_success(self, source: Source, *, now: datetime, due: datetime) -> None:
        """Note that a source was read: `source` has the version and the parts that are known of it now."""
        self._change(
            source.id,
            etag=source.stamp.etag,
            last_modified=source.stamp.last_modified,
            parts=dict(source.parts),
            checked_at=now,
            succeeded_at=now,
            failures=0,
            reason="",
            due_at=due,
        )

    def note_failure(self, source: Source, reason: str, *, now: datetime, due: datetime) -> None:
        """Note that a source could not be read once more."""
        self._change(source.id, checked_at=now, failures=source.failures + 1, reason=reason, due_at=due)

    def brought(self, since: datetime) -> Brought:
        """What came in from sources since a moment."""
        from_source = select(SourceItemRow.article_id).where(SourceItemRow.article_id.is_not(None))
        articles = select(ArticleRow.title).where(ArticleRow.id.in_(from_source), ArticleRow.updated_at > since)
        new = articles.where(ArticleRow.added_at > since).order_by(ArticleRow.added_at.desc(), ArticleRow.id)
        changed = select(func.count()).select_from(articles.where(ArticleRow.added_at <= since).subquery())
        gone = select(func.count()).select_from(SourceItemRow)
        gone = gone.where(SourceItemRow.state == ItemState.GONE, SourceItemRow.checked_at > since)
        with self._transactions.reading() as connection:
            titles = list(connection.scalars(new))
            return Brought(titles, connection.scalar(changed) or 0, connection.scalar(gone) or 0)

    def _change(self, source_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of a source
        with self._transactions.writing() as connection:
            connection.execute(update(SourceRow).where(SourceRow.id == source_id).values(**values))

    def _select(self, query: Select[Any]) -> list[Source]:
        with self._transactions.reading() as connection:
            return [_source(row) for row in connection.execute(query)]


_SOURCES: Select[Any] = select(
    SourceRow.id,
    SourceRow.kind,
    SourceRow.url,
    SourceRow.given,
    SourceRow.title,
    SourceRow.added_at,
    SourceRow.is_paused,
    SourceRow.etag,
    SourceRow.last_modified,
    SourceRow.parts,
    SourceRow.checked_at,
    SourceRow.succeeded_at,
    SourceRow.failures,
    SourceRow.reason,
    SourceRow.due_at,
)


def _source(row: Any) -> Source:  # noqa: ANN401
    columns: tuple[Any, ...] = (*row[2:7], Stamp(row[7], row[8]), *row[9:])
    return Source(row[0], SourceKind(row[1]), *columns)
