"""Finding and counting meetings by region, period and kind, for lists and counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, func, or_, select, union_all

from data.facts import Capacity, Fact, Meeting
from data.store.articles import cut_publisher, is_code_within, meetings_within
from data.store.tables.archive import ArticleRow, MeetingRow, RegionRow
from data.store.tables.people import PersonLinkRow
from data.store.tables.tallies import TallyRow
from data.store.tables.versions import VersionRow


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings: in one of the regions (codes, or within), between two days (both included), of one of the kinds,
    reported by one of the publishers, attended by one of the people (numbers).

    An empty part does not narrow; `articles` may be all (None) or only these, 20,000 at most. A meeting without a date
    counts by its article's publication date.
    """

    regions: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    kinds: Sequence[str] = ()
    articles: Collection[str] | None = None
    publishers: Sequence[str] = ()
    people: Collection[int] = ()


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
MEETING_COLUMNS = tuple(getattr(MeetingRow, name) for name in MEETING_FIELDS)
KEY: tuple[Any, ...] = (MeetingRow.article_id, MeetingRow.ordinal)
ATTENDING = tuple(capacity.value for capacity in Capacity if capacity not in {Capacity.INVITED, Capacity.ABSENT})
"""The parts (see data.store.Part) of those who were there."""
_SHORT = timedelta(days=62)
NEWEST = (MeetingRow.day.desc().nulls_last(), MeetingRow.article_id, MeetingRow.ordinal)


def find_meetings(connection: Connection, wanted: MeetingFilter, *, limit: int) -> list[FoundMeeting]:
    """The meetings that fit, the newest first."""
    return look_up(connection, narrow_meetings(select(*KEY), wanted).order_by(*NEWEST).limit(limit))


def look_up(connection: Connection, keyed: Select[Any]) -> list[FoundMeeting]:
    """The meetings whose KEY a query gives, the newest first."""
    keys = keyed.subquery()
    query = (
        # Articles are looked up for what is shown alone, and not for everything that has to be sorted.
        select(MeetingRow.article_id, *MEETING_COLUMNS, ArticleRow.published_on, VersionRow.version_of)
        .join_from(keys, MeetingRow, _is_same(keys))
        .join(ArticleRow, ArticleRow.id == MeetingRow.article_id)
        .outerjoin(VersionRow, VersionRow.article_id == MeetingRow.article_id)
        .order_by(*NEWEST)
    )
    return [FoundMeeting(row[0], read_meeting(row[1:-2]), *row[-2:]) for row in connection.execute(query)]


def count_meetings(connection: Connection, wanted: MeetingFilter) -> int:
    """How many meetings fit."""
    return connection.scalar(narrow_meetings(select(func.count()).select_from(MeetingRow), wanted)) or 0


def rank_regions(connection: Connection, wanted: MeetingFilter, *, length: int, limit: int) -> list[tuple[str, int]]:
    """The regions of one level, whose codes have so many digits, of which most meetings fit, with their number."""
    code = func.substr(RegionRow.code, 1, length)
    of_level = [RegionRow.meeting == MeetingRow.ordinal, func.length(RegionRow.code) >= length]
    if wanted.regions:
        of_level.append(or_(*map(is_code_within, wanted.regions)))
    named = and_(RegionRow.article_id == MeetingRow.article_id, *of_level)
    query = select(code.label("code"), *KEY).select_from(MeetingRow).join(RegionRow, named)
    held = narrow_meetings(query, wanted).distinct().subquery()
    count = func.count()
    ranked = select(held.c.code, count).group_by(held.c.code).order_by(count.desc(), held.c.code).limit(limit)
    return [(region, meetings) for region, meetings in connection.execute(ranked)]


def read_meeting(columns: Sequence[Any]) -> Meeting:
    """A meeting from its MEETING_COLUMNS."""
    # The fields of Meeting in their order, the regions last.
    values: tuple[Any, ...] = (*columns[:-1], tuple(columns[-1].split()))
    return Meeting(*values)


def narrow_meetings(query: Select[Any], wanted: MeetingFilter) -> Select[Any]:
    """The meetings that fit, by whatever narrows them most: region and people, then period, then the rest."""
    # Joins, not conditions on each meeting: so the few meetings of a region are looked up, and not all tried.
    for few in _narrowest(wanted):
        query = query.join(few, _is_same(few))
    if wanted.since is not None:
        query = query.where(wanted.since <= MeetingRow.last_day)
    if wanted.until is not None:
        query = query.where(wanted.until >= MeetingRow.day)
    if wanted.articles is not None:
        query = query.where(MeetingRow.article_id.in_(sorted(wanted.articles)))
    if wanted.kinds:
        query = query.where(MeetingRow.kind.in_(list(wanted.kinds)))
    if wanted.publishers:
        query = query.where(MeetingRow.outlet.in_(list(map(cut_publisher, wanted.publishers))))
    return query


def _narrowest(wanted: MeetingFilter) -> list[Subquery]:
    """What leaves the fewest meetings to look at, each as their KEY."""
    few = []
    if wanted.regions:
        few.append(meetings_within(wanted.regions))
    if wanted.people:
        few.append(_meetings_attended(wanted.people))
    if not few and wanted.articles is None and wanted.since is not None and wanted.until is not None:
        few += _few_between(wanted.since, wanted.until, wanted.kinds)
    return few


def _meetings_attended(people: Collection[int]) -> Subquery:
    """The meetings (article_id, ordinal) that one of these people attended, each once."""
    named = (PersonLinkRow.article_id == TallyRow.article_id) & (PersonLinkRow.folded == TallyRow.folded)
    query = select(TallyRow.article_id, TallyRow.meeting).join(PersonLinkRow, named).distinct()
    theirs = query.where(PersonLinkRow.person_id.in_(sorted(people)), PersonLinkRow.active)
    return theirs.where(TallyRow.part.in_(ATTENDING)).subquery()


def _few_between(since: date, until: date, kinds: Sequence[str]) -> list[Subquery]:
    """The meetings (article_id, ordinal) on one of the days: those that begin then, and the few that began before.

    The first are found in an index alone, where `kinds` narrow as well. In a long period these are so many that going
    through the index of all days is quicker than looking each up: nothing then.
    """
    if until - since > _SHORT:
        return []
    of_kind = [MeetingRow.kind.in_(list(kinds))] if kinds else []
    beginning = select(*KEY).where(MeetingRow.day.between(since, until), *of_kind)
    lasting = select(*KEY).where(MeetingRow.last_day > MeetingRow.day, MeetingRow.last_day >= since)
    return [union_all(beginning, lasting.where(MeetingRow.day < since)).subquery()]


def _is_same(keys: Subquery) -> ColumnElement[bool]:
    article_id, ordinal = keys.c
    return and_(article_id == MeetingRow.article_id, ordinal == MeetingRow.ordinal)
