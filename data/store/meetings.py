"""Finding and counting meetings by region, period and kind, for lists and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from data.facts import Fact, Meeting
from data.store.articles import is_code_within
from data.store.models import ArticleRow, MeetingRow, RegionRow


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings: in one of the regions (codes, or within), between two days (both included), of one of the kinds.

    An empty or None part does not narrow. A meeting without a date counts by its article's publication date.
    """

    regions: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    kinds: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting with the article that reports it and that article's publication date."""

    article_id: str
    meeting: Meeting
    published_on: date | None


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
    query = (
        select(MeetingRow.article_id, *_COLUMNS, ArticleRow.published_on)
        .join(ArticleRow, ArticleRow.id == MeetingRow.article_id)
        .where(_fits(wanted))
        .order_by(_FIRST_DAY.desc().nulls_last(), MeetingRow.article_id, MeetingRow.ordinal)
        .limit(limit)
    )
    return [FoundMeeting(row[0], _meeting(row[1:-1]), row[-1]) for row in connection.execute(query)]


def count_meetings(connection: Connection, wanted: MeetingFilter) -> int:
    """How many meetings fit."""
    query = select(func.count()).select_from(MeetingRow).join(ArticleRow, ArticleRow.id == MeetingRow.article_id)
    return connection.scalar(query.where(_fits(wanted))) or 0


def _meeting(columns: Sequence[Any]) -> Meeting:
    # The fields of Meeting in their order, the regions last.
    values: tuple[Any, ...] = (*columns[:-1], tuple(columns[-1].split()))
    return Meeting(*values)


def _fits(wanted: MeetingFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.regions:
        here = and_(RegionRow.article_id == MeetingRow.article_id, RegionRow.meeting == MeetingRow.ordinal)
        within = or_(*(is_code_within(region) for region in wanted.regions))
        conditions.append(select(RegionRow.code).where(here, within).exists())
    if wanted.since is not None:
        conditions.append(wanted.since <= _LAST_DAY)
    if wanted.until is not None:
        conditions.append(wanted.until >= _FIRST_DAY)
    if wanted.kinds:
        conditions.append(MeetingRow.kind.in_(list(wanted.kinds)))
    return and_(True, *conditions)
