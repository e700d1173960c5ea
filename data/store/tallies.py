"""What articles say of people and offices at meetings, in rows that SQL counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, insert, literal, or_, select

from data.facts import Capacity
from data.store.meetings import MEETING_COLUMNS, FoundMeeting, MeetingFilter, narrow_meetings, read_meeting
from data.store.tables.archive import ArticleRow, MeetingRow, ReadingRow
from data.store.tables.people import PersonLinkRow
from data.store.tables.tallies import TallyingRow, TallyRow
from data.store.tables.versions import VersionRow
from data.store.transactions import Transactions, portions, upsert


class Part(StrEnum):
    """What somebody did at a meeting: a capacity, having been stood in for, having stood in for somebody.

    STOOD_IN has the office of who stood in, STOOD_IN_FOR that of whoever was represented; both the name of the former.
    """

    PRESENT = Capacity.PRESENT.value
    OPENED = Capacity.OPENED.value
    CLOSED = Capacity.CLOSED.value
    LED = Capacity.LED.value
    SPOKE = Capacity.SPOKE.value
    ACCOMPANIED = Capacity.ACCOMPANIED.value
    INVITED = Capacity.INVITED.value
    ABSENT = Capacity.ABSENT.value
    REPRESENTED = "represented"
    STOOD_IN = "stood_in"
    STOOD_IN_FOR = "stood_in_for"


@dataclass(frozen=True, slots=True)
class Tally:
    """That an article's fact (its number in the reading) says somebody took part so in a meeting (its ordinal).

    office and unit: canonical, "" where none is known; place: the code of its region, "ID" for national offices, ""
    unknown; folded: the name as PersonLink has it, "" where nobody is named.
    """

    article_id: str
    fact: int
    part: Part
    meeting: int
    office: str = ""
    unit: str = ""
    place: str = ""
    folded: str = ""


@dataclass(frozen=True, slots=True)
class TallyFilter:
    """What is counted: some parts at some meetings, of offices (canonical, of any unit) in regions, or of people.

    An empty part does not narrow.
    """

    parts: Sequence[Part]
    meetings: MeetingFilter = field(default_factory=MeetingFilter)
    offices: Sequence[str] = ()
    places: Sequence[str] = ()
    people: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class FoundTally:
    """A tally with the meeting that it is about; `person` is 0 where no people were asked for."""

    found: FoundMeeting
    fact: int
    part: Part
    office: str
    unit: str
    place: str
    person: int


_AT_IT = and_(TallyRow.article_id == MeetingRow.article_id, TallyRow.meeting == MeetingRow.ordinal)
_NAMED = and_(
    PersonLinkRow.article_id == TallyRow.article_id, PersonLinkRow.folded == TallyRow.folded, PersonLinkRow.active
)
_TALLY = (TallyRow.fact, TallyRow.part, TallyRow.office, TallyRow.unit, TallyRow.place)


class Tallies:
    """The tallies of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, tallies: Sequence[Tally], *, article_ids: Iterable[str], version: str) -> None:
        """Replace the tallies of these articles, which this version of the tallying looked at."""
        article_ids = list(article_ids)
        with self._transactions.writing() as connection:
            for portion in portions(article_ids):
                connection.execute(delete(TallyRow).where(TallyRow.article_id.in_(portion)))
            if tallies:
                connection.execute(insert(TallyRow), [asdict(tally) for tally in tallies])
            upsert(connection, TallyingRow, [{"article_id": one, "version": version} for one in article_ids])

    def untallied(self, version: str) -> list[str]:
        """Ids of the articles that were read, and that this version of the tallying has not looked at."""
        current = exists().where(TallyingRow.article_id == ReadingRow.article_id, TallyingRow.version == version)
        query = select(ReadingRow.article_id).where(~current).order_by(ReadingRow.article_id)
        with self._transactions.reading() as connection:
            return list(connection.scalars(query))

    def count_untallied(self, version: str) -> int:
        """How many articles that were read this version of the tallying has not looked at."""
        read = select(func.count()).select_from(ReadingRow)
        tallied = select(func.count()).where(TallyingRow.version == version)
        with self._transactions.reading() as connection:
            return (connection.scalar(read) or 0) - (connection.scalar(tallied) or 0)

    def find(self, wanted: TallyFilter, *, limit: int) -> list[FoundTally]:
        """What fits, the newest meeting first."""
        person: Any = PersonLinkRow.person_id if wanted.people else literal(0)
        tallied = select(MeetingRow.article_id, *MEETING_COLUMNS, ArticleRow.published_on, VersionRow.version_of)
        query = (
            _narrow(tallied.add_columns(*_TALLY, person).select_from(MeetingRow).join(TallyRow, _AT_IT), wanted)
            .join(ArticleRow, ArticleRow.id == MeetingRow.article_id)
            .outerjoin(VersionRow, VersionRow.article_id == MeetingRow.article_id)
            .order_by(MeetingRow.day.desc().nulls_last(), MeetingRow.article_id, MeetingRow.ordinal, TallyRow.fact)
            .limit(limit)
        )
        with self._transactions.reading() as connection:
            return [_found(row) for row in connection.execute(query)]

    def rank_people(self, wanted: TallyFilter, *, limit: int) -> list[tuple[int, int]]:
        """The people of whom most tallies fit, with the meetings that these are of in all articles, most first."""
        key: tuple[Any, ...] = (PersonLinkRow.person_id, TallyRow.article_id, TallyRow.meeting)
        tallied = select(*key).select_from(MeetingRow).join(TallyRow, _AT_IT).join(PersonLinkRow, _NAMED)
        met = _narrow(tallied, wanted).distinct().subquery()
        count = func.count()
        query = select(met.c.person_id, count).group_by(met.c.person_id).order_by(count.desc(), met.c.person_id)
        with self._transactions.reading() as connection:
            return [(person, meetings) for person, meetings in connection.execute(query.limit(limit))]

    def rank_offices(self, wanted: TallyFilter, *, limit: int) -> list[tuple[tuple[str, str], int]]:
        """The offices, each with its region, of which most tallies fit, with the meetings that these are of."""
        key: tuple[Any, ...] = (TallyRow.office, TallyRow.place, TallyRow.article_id, TallyRow.meeting)
        tallied = select(*key).select_from(MeetingRow).join(TallyRow, _AT_IT)
        met = _narrow(tallied, wanted).where(TallyRow.office != "").distinct().subquery()
        count = func.count()
        held = (met.c.office, met.c.place)
        query = select(*held, count).group_by(*held).order_by(count.desc(), *held).limit(limit)
        with self._transactions.reading() as connection:
            return [((office, place), meetings) for office, place, meetings in connection.execute(query)]


def _narrow(query: Select[Any], wanted: TallyFilter) -> Select[Any]:
    if wanted.people:
        query = query.join(PersonLinkRow, _NAMED).where(PersonLinkRow.person_id.in_(sorted(wanted.people)))
    if wanted.offices:
        query = query.where(TallyRow.office.in_(list(wanted.offices)))
    if wanted.places:
        query = query.where(or_(*(_is_within(place) for place in wanted.places)))
    return narrow_meetings(query, wanted.meetings).where(TallyRow.part.in_(wanted.parts))


def _is_within(place: str) -> ColumnElement[bool]:
    return and_(TallyRow.place >= place, TallyRow.place < f"{place}a")


def _found(row: Sequence[Any]) -> FoundTally:
    width = 1 + len(MEETING_COLUMNS)
    published_on, version_of, fact, part, office, unit, place, person = row[width:]
    found = FoundMeeting(row[0], read_meeting(row[1:width]), published_on, version_of)
    return FoundTally(found, fact, Part(part), office, unit, place, person)
