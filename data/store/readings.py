"""What was read out of each article: kept whole for answering, and found by person."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from data.store.meetings import FoundFact, FoundMeeting, MeetingFilter, count_meetings, find_meetings
from data.store.models import ArticleRow, FactRow, MeetingRow, NameRow, ReadingRow, RegionRow, Table
from data.store.transactions import Transactions, portions

MEETING_FIELDS = tuple(field.name for field in fields(Meeting))
FACT_FIELDS = tuple(field.name for field in fields(Fact))
_OF_ARTICLE = -1  # stands where a region row names its meeting
_KINDS = {kind.value: kind for kind in FactKind}
_CAPACITIES = {capacity.value: capacity for capacity in Capacity}


class Readings:
    """The readings of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, readings: Sequence[Reading], *, now: datetime) -> None:
        """Replace what was read from these articles; the articles must be there."""
        article_ids = [reading.article_id for reading in readings]
        with self._transactions.writing() as connection:
            for table in (ReadingRow, MeetingRow, FactRow, RegionRow, NameRow):
                for portion in portions(article_ids):
                    connection.execute(delete(table).where(table.article_id.in_(portion)))
            _insert(connection, ReadingRow, [_reading_row(reading, now) for reading in readings])
            _insert(connection, MeetingRow, [row for reading in readings for row in _meeting_rows(reading)])
            _insert(connection, FactRow, [row for reading in readings for row in _fact_rows(reading)])
            _insert(connection, RegionRow, [row for reading in readings for row in _region_rows(reading)])
            _insert(connection, NameRow, [row for reading in readings for row in _name_rows(reading)])

    def get_many(self, article_ids: Iterable[str]) -> dict[str, Reading]:
        """The readings of these articles, by article id; those never read are not in it."""
        found: dict[str, Reading] = {}
        with self._transactions.reading() as connection:
            for portion in portions(article_ids):
                found.update(_load(connection, portion))
        return found

    def unread(self, version: str) -> list[str]:
        """Ids of the articles that this version of the reader has not read."""
        current = select(ReadingRow.article_id).where(ReadingRow.version == version)
        query = select(ArticleRow.id).where(ArticleRow.id.not_in(current)).order_by(ArticleRow.id)
        with self._transactions.reading() as connection:
            return list(connection.scalars(query))

    def find_meetings(self, wanted: MeetingFilter, *, limit: int = 200) -> list[FoundMeeting]:
        """The meetings that fit, the newest first, undated ones by their article's publication."""
        with self._transactions.reading() as connection:
            return [
                FoundMeeting(row[0], meeting_of(row[1:-1]), row[-1])
                for row in find_meetings(connection, wanted, limit=limit)
            ]

    def count_meetings(self, wanted: MeetingFilter) -> int:
        """How many meetings fit."""
        with self._transactions.reading() as connection:
            return count_meetings(connection, wanted)

    def find_person(self, name: str, *, limit: int = 200) -> list[FoundFact]:
        """Facts whose person has every word of the name, case and accents aside; the newest article first."""
        words = set(name_words(name))
        if not words:
            return []
        matching = (
            select(NameRow.article_id, NameRow.fact)
            .where(NameRow.word.in_(words))
            .group_by(NameRow.article_id, NameRow.fact)
            .having(func.count() == len(words))
            .subquery()
        )
        here = (FactRow.article_id == matching.c.article_id) & (FactRow.ordinal == matching.c.fact)
        query = (
            select(FactRow.article_id, *_FACT_COLUMNS, ArticleRow.published_on)
            .join(matching, here)
            .join(ArticleRow, ArticleRow.id == FactRow.article_id)
            .order_by(ArticleRow.published_on.desc().nulls_last(), FactRow.article_id, FactRow.ordinal)
            .limit(limit)
        )
        with self._transactions.reading() as connection:
            return [FoundFact(row[0], fact_of(row[1:-1]), row[-1]) for row in connection.execute(query)]


def name_words(name: str) -> list[str]:
    """The words of a name for finding it: casefolded, without accents, apostrophes and punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept = (
        letter if letter.isalnum() else "" if letter in "'’‘`" or unicodedata.combining(letter) else " "
        for letter in decomposed
    )
    return "".join(kept).split()


def meeting_of(values: Sequence[Any]) -> Meeting:
    """A meeting from its columns, in the order of the dataclass; the regions are the last."""
    columns: tuple[Any, ...] = (*values[:-1], tuple(values[-1].split()))
    return Meeting(*columns)


def fact_of(values: Sequence[Any]) -> Fact:
    """A fact from its columns, in the order of the dataclass."""
    kind, *middle, capacity, certain, detail = values
    columns: tuple[Any, ...] = (_KINDS[kind], *middle, _CAPACITIES.get(capacity), certain, detail)
    return Fact(*columns)


_MEETING_COLUMNS = tuple(getattr(MeetingRow, name) for name in MEETING_FIELDS)
_FACT_COLUMNS = tuple(getattr(FactRow, name) for name in FACT_FIELDS)


def _load(connection: Connection, article_ids: list[str]) -> dict[str, Reading]:
    read = select(ReadingRow.article_id, ReadingRow.version, ReadingRow.regions)
    heads = connection.execute(read.where(ReadingRow.article_id.in_(article_ids))).all()
    meetings: defaultdict[str, list[Meeting]] = defaultdict(list)
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for row in connection.execute(_in_order(MeetingRow, _MEETING_COLUMNS, article_ids)):
        meetings[row[0]].append(meeting_of(row[1:]))
    for row in connection.execute(_in_order(FactRow, _FACT_COLUMNS, article_ids)):
        facts[row[0]].append(fact_of(row[1:]))
    return {
        article_id: Reading(
            article_id, version, tuple(meetings[article_id]), tuple(facts[article_id]), tuple(regions.split())
        )
        for article_id, version, regions in heads
    }


def _in_order(table: type[MeetingRow] | type[FactRow], columns: Sequence[Any], article_ids: list[str]) -> Any:  # noqa: ANN401
    query = select(table.article_id, *columns).where(table.article_id.in_(article_ids))
    return query.order_by(table.article_id, table.ordinal)


def _insert(connection: Connection, table: type[Table], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _reading_row(reading: Reading, now: datetime) -> dict[str, Any]:
    regions = " ".join(reading.regions)
    return {"article_id": reading.article_id, "version": reading.version, "regions": regions, "read_at": now}


def _meeting_rows(reading: Reading) -> list[dict[str, Any]]:
    return [
        {name: getattr(meeting, name) for name in MEETING_FIELDS}
        | {"article_id": reading.article_id, "regions": " ".join(meeting.regions)}
        for meeting in reading.meetings
    ]


def _fact_rows(reading: Reading) -> list[dict[str, Any]]:
    return [
        {name: getattr(fact, name) for name in FACT_FIELDS} | {"article_id": reading.article_id, "ordinal": ordinal}
        for ordinal, fact in enumerate(reading.facts)
    ]


def _region_rows(reading: Reading) -> list[dict[str, Any]]:
    named = [(_OF_ARTICLE, code) for code in reading.regions]
    named += [(meeting.ordinal, code) for meeting in reading.meetings for code in meeting.regions]
    return [
        {"article_id": reading.article_id, "meeting": ordinal, "code": code} for ordinal, code in dict.fromkeys(named)
    ]


def _name_rows(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"article_id": reading.article_id, "fact": ordinal, "word": word[:100]}
        for ordinal, fact in enumerate(reading.facts)
        for word in dict.fromkeys(name_words(fact.person or ""))
    ]
