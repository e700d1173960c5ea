"""What was read out of each article: kept whole for answering, and in rows for finding meetings and people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, false, insert, select
from sqlalchemy.orm import aliased

from data.facts import Fact, FactKind, Reading
from data.store.accounts import keep_accounts, read_former
from data.store.articles import REGION_WIDTHS
from data.store.correcting.corrections import correct_readings, readings_as_read
from data.store.documents import decode_facts, decode_reading, encode_reading
from data.store.lacking import is_complete, is_read_by
from data.store.meetings import (
    MEETING_FIELDS,
    FoundFact,
    FoundMeeting,
    MeetingFilter,
    count_meetings,
    find_meetings,
    rank_regions,
)
from data.store.tables.archive import ArticleRow, MeetingRow, NameRow, ReadingRow, RegionRow, Table
from data.store.tables.versions import VersionRow
from data.store.tables.waiting import WaitingRow
from data.store.transactions import GIVEN, Transactions, portions, read_given

OF_ARTICLE = -1  # stands where a region row names its meeting

_DOCUMENTS = select(ReadingRow.article_id, ReadingRow.document).where(ReadingRow.article_id.in_(GIVEN))


class Readings:
    """The readings of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, readings: Sequence[Reading], *, now: datetime) -> dict[str, Reading]:
        """Replace what was read from these articles, which must be there; what stands now, with what was corrected."""
        article_ids = [reading.article_id for reading in readings]
        with self._transactions.writing() as connection:
            readings = correct_readings(connection, readings)
            former = read_former(connection, article_ids)
            for table in (ReadingRow, MeetingRow, RegionRow, NameRow):
                for portion in portions(article_ids):
                    connection.execute(delete(table).where(table.article_id.in_(portion)))
            _insert(connection, ReadingRow, [_reading_row(reading, now) for reading in readings])
            known = _known(connection, article_ids)
            meetings = [row for reading in readings for row in _meeting_rows(reading, *known[reading.article_id])]
            _insert(connection, MeetingRow, meetings)
            _insert(connection, RegionRow, [row for reading in readings for row in _region_rows(reading)])
            _insert(connection, NameRow, [row for reading in readings for row in _name_rows(reading)])
            keep_accounts(connection, readings, former, now=now)
        return {reading.article_id: reading for reading in readings}

    def correct(self, article_ids: Sequence[str], *, now: datetime) -> dict[str, Reading]:
        """Have what was read of these articles corrected again, after a correction was made or undone."""
        with self._transactions.writing() as connection:
            # Whoever corrects an article waits for the worker that reads it, and sees what that one wrote.
            locked = select(ArticleRow.id).where(ArticleRow.id.in_(article_ids)).order_by(ArticleRow.id)
            connection.execute(locked.with_for_update(key_share=True)).all()
            return self.put(readings_as_read(connection, article_ids), now=now)

    def get_many(self, article_ids: Iterable[str]) -> dict[str, Reading]:
        """The readings of these articles, by article id; those never read are not in it."""
        with self._transactions.reading() as connection:
            rows = list(read_given(connection, _DOCUMENTS, article_ids))
        return {article_id: decode_reading(document) for article_id, document in rows}

    def facts_of(self, article_ids: Iterable[str], kind: FactKind) -> dict[str, tuple[Fact, ...]]:
        """The facts of one kind in these articles, by article id; those without any are not in it."""
        found: dict[str, tuple[Fact, ...]] = {}
        # Most articles have none of a kind: then their document lacks its very name.
        query = select(ReadingRow.article_id, ReadingRow.document).where(ReadingRow.document.contains(f'"{kind}"'))
        with self._transactions.reading() as connection:
            for portion in portions(article_ids):
                rows = connection.execute(query.where(ReadingRow.article_id.in_(portion))).all()
                told = ((article_id, decode_facts(document, kind)) for article_id, document in rows)
                found.update((article_id, facts) for article_id, facts in told if facts)
        return found

    def versions(self, article_ids: Iterable[str]) -> set[str]:
        """The versions of the reader that read these articles."""
        query = select(ReadingRow.version).distinct()
        with self._transactions.reading() as connection:
            found = [
                connection.scalars(query.where(ReadingRow.article_id.in_(portion))).all()
                for portion in portions(article_ids)
            ]
        return {version for versions in found for version in versions}

    def unread(self, version: str) -> list[str]:
        """Ids of the articles that this version of the reader has not read, and that wait for no worker."""
        current = exists().where(ReadingRow.article_id == ArticleRow.id, is_read_by(version))
        waiting = exists().where(WaitingRow.article_id == ArticleRow.id)
        query = select(ArticleRow.id).where(~current, ~waiting)
        with self._transactions.reading() as connection:
            if is_complete(connection, ReadingRow.version, version):
                return []
            return list(connection.scalars(query.order_by(ArticleRow.id)))

    def find_meetings(self, wanted: MeetingFilter, *, limit: int = 200) -> list[FoundMeeting]:
        """The meetings that fit, the newest first, undated ones by their article's publication."""
        with self._transactions.reading() as connection:
            return find_meetings(connection, wanted, limit=limit)

    def count_meetings(self, wanted: MeetingFilter) -> int:
        """How many meetings fit."""
        with self._transactions.reading() as connection:
            return count_meetings(connection, wanted)

    def rank_regions(self, wanted: MeetingFilter, *, length: int, limit: int) -> list[tuple[str, int]]:
        """The regions of one level, whose codes have so many digits, of which most meetings fit, with their number.

        An event that several articles report counts for each.
        """
        with self._transactions.reading() as connection:
            return rank_regions(connection, wanted, length=length, limit=limit)

    def find_person(self, name: str, *, limit: int = 200) -> list[FoundFact]:
        """Facts whose person has every word of the name, case and accents aside; the newest article first."""
        # The longest word is looked up and the others tried: short ones are shared by thousands.
        words = sorted(set(name_words(name)), key=len, reverse=True)
        query = (
            select(NameRow.article_id, NameRow.fact, ArticleRow.published_on)
            .join(ArticleRow, ArticleRow.id == NameRow.article_id)
            .where(*(_has_word(word) for word in words[1:]), NameRow.word == words[0] if words else false())
            .order_by(ArticleRow.published_on.desc().nulls_last(), NameRow.article_id, NameRow.fact)
            .limit(limit)
        )
        with self._transactions.reading() as connection:
            rows = connection.execute(query).all()
            readings = self.get_many({article_id for article_id, _, _ in rows})
        return [FoundFact(article_id, readings[article_id].facts[fact], day) for article_id, fact, day in rows]


def name_words(name: str) -> list[str]:
    """The words of a name for finding it: casefolded, without accents, apostrophes and punctuation."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    kept = (
        letter if letter.isalnum() else "" if letter in "'’‘`" or unicodedata.combining(letter) else " "
        for letter in decomposed
    )
    return "".join(kept).split()


def _has_word(word: str) -> ColumnElement[bool]:
    other = aliased(NameRow)
    return exists().where(other.article_id == NameRow.article_id, other.fact == NameRow.fact, other.word == word)


def _insert(connection: Connection, table: type[Table], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _reading_row(reading: Reading, now: datetime) -> dict[str, Any]:
    document = encode_reading(reading)
    return {"article_id": reading.article_id, "version": reading.version, "document": document, "read_at": now}


def _known(connection: Connection, article_ids: Sequence[str]) -> dict[str, tuple[date | None, str, str | None]]:
    """By article: when it was published, by whom, and what it is a version of."""
    known: dict[str, tuple[date | None, str, str | None]] = {}
    query = select(ArticleRow.id, ArticleRow.published_on, ArticleRow.outlet, VersionRow.version_of)
    query = query.outerjoin(VersionRow, VersionRow.article_id == ArticleRow.id)
    for portion in portions(article_ids):
        rows = connection.execute(query.where(ArticleRow.id.in_(portion)))
        known.update((row[0], (row[1], row[2], row[3])) for row in rows)
    return known


def _meeting_rows(
    reading: Reading, published: date | None, outlet: str, version_of: str | None
) -> list[dict[str, Any]]:
    return [
        {name: getattr(meeting, name) for name in MEETING_FIELDS}
        | {"article_id": reading.article_id, "regions": " ".join(meeting.regions)}
        | {"day": meeting.date or published, "last_day": meeting.date_end or meeting.date or published}
        | {"outlet": outlet, "version_of": version_of}
        for meeting in reading.meetings
    ]


def _region_rows(reading: Reading) -> list[dict[str, Any]]:
    stated = [(OF_ARTICLE, code) for code in reading.regions]
    stated += [(meeting.ordinal, code) for meeting in reading.meetings for code in meeting.regions]
    named = [(ordinal, code[:width]) for ordinal, code in stated for width in (*REGION_WIDTHS, len(code))]
    return [
        {"article_id": reading.article_id, "meeting": ordinal, "code": code} for ordinal, code in dict.fromkeys(named)
    ]


def _name_rows(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"article_id": reading.article_id, "fact": ordinal, "word": word}
        for ordinal, fact in enumerate(reading.facts)
        for word in dict.fromkeys(word[:100] for word in name_words(fact.person or ""))
    ]
