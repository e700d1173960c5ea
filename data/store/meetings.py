"""Finding and counting meetings by region, period and kind, for lists and counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from data.facts import Fact, Meeting
from data.store.articles import meetings_within
from data.store.tables.archive import ArticleRow, MeetingRow
from data.store.tables.versions import VersionRow


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings: in one of the regions (codes, or within), between two days (both included), of one of the kinds.

    An empty part does not narrow; `articles` may be all (None) or only these, 20,000 at most. A meeting without a date
    counts by its article's publication date.
    """

    regions: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    kinds: Sequence[str] = ()
    articles: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting with the article that reports it, that article's publication date, and what it is a version of."""

    article_id: str
    meeting: Meeting
    published_on: date | None
    version_of: str | None = None

    @property
    def text_id(self) -> str:
        """The same for all versions of one text."""
        return self.version_of or self.article_id


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact with the article that states it and that article's publication date."""

    article_id: str
    fact: Fact
    published_on: date | None


MEETING_FIELDS = tuple(field.name for field in fields(Meeting))
_COLUMNS = tuple(getattr(MeetingRow, name) for name in MEETING_FIELDS)
_FIRST_DAY: ColumnElement[date] = func.coalesce(MeetingRow.date, ArticleRow.published_on)
_LAST_DAY: ColumnElement[date] = func.coalesce(MeetingRow.date_end, MeetingRow.date, ArticleRow.published_on)


def find_meetings(connection: Connection, wanted: MeetingFilter, *, limit: int) -> list[FoundMeeting]:
    """The meetings that fit, the newest first."""
    columns = (MeetingRow.article_id, *_COLUMNS, ArticleRow.published_on, VersionRow.version_of)
    query = (
        _narrow(select(*columns), wanted)
        .outerjoin(VersionRow, VersionRow.article_id == MeetingRow.article_id)
        .order_by(_FIRST_DAY.desc().nulls_last(), MeetingRow.article_id, MeetingRow.ordinal)
        .limit(limit)
    )
    return [FoundMeeting(row[0], _meeting(row[1:-2]), *row[-2:]) for row in connection.execute(query)]


def count_meetings(connection: Connection, wanted: MeetingFilter) -> int:
    """How many meetings fit."""
    return connection.scalar(_narrow(select(func.count()).select_from(MeetingRow), wanted)) or 0


def _meeting(columns: Sequence[Any]) -> Meeting:
    # The fields of Meeting in their order, the regions last.
    values: tuple[Any, ...] = (*columns[:-1], tuple(columns[-1].split()))
    return Meeting(*values)


def _narrow(query: Select[Any], wanted: MeetingFilter) -> Select[Any]:
    query = query.join(ArticleRow, ArticleRow.id == MeetingRow.article_id)
    if wanted.regions:
        # A join, not a condition on each meeting: so the few meetings of a region are looked up, and not all tried.
        here = meetings_within(wanted.regions)
        query = query.join(here, and_(here.c.article_id == MeetingRow.article_id, here.c.meeting == MeetingRow.ordinal))
    if wanted.since is not None:
        query = query.where(wanted.since <= _LAST_DAY)
    if wanted.until is not None:
        query = query.where(wanted.until >= _FIRST_DAY)
    if wanted.articles is not None:
        query = query.where(MeetingRow.article_id.in_(sorted(wanted.articles)))
    if wanted.kinds:
        # Wrapped, a kind's index is out of reach: SQLite would try it before the region, and read most meetings there.
        kind = func.coalesce(MeetingRow.kind, "") if wanted.regions else MeetingRow.kind
        query = query.where(kind.in_(list(wanted.kinds)))
    return query
