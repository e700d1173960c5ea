"""Articles to the letter, when and how they came in, and whether a text is already there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, Subquery, func, or_, select
from sqlalchemy import delete as delete_from

from data.article import Article
from data.store.changes import note_changes
from data.store.tables.archive import OUTLET_LENGTH, ArticleRow, MeetingRow, RegionRow
from data.store.tables.llm import ModelReplyRow
from data.store.tables.versions import VersionRow
from data.store.transactions import GIVEN, Transactions, portions, read_given, upsert

REGION_WIDTHS = (2, 4)
"""Digits of the codes of provinces, and of the regencies and cities in them. Whatever lies in one names it, too."""

_FIELDS = (
    ArticleRow.id,
    ArticleRow.text,
    ArticleRow.title,
    ArticleRow.publisher,
    ArticleRow.url,
    ArticleRow.published,
)
_THESE = select(*_FIELDS).where(ArticleRow.id.in_(GIVEN))


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What is known about a stored article, without its text; `characters` is the text's length, `version_of` the id
    of the article that has the same text with another lead or frame, and came before."""

    id: str
    title: str
    publisher: str
    url: str | None
    published: datetime | None
    characters: int
    source: str
    added_at: datetime
    updated_at: datetime
    version_of: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much the archive holds about a region (None: about all): first and last are publication dates."""

    region: str | None
    articles: int
    meetings: int
    first: date | None
    last: date | None


def fold_text(text: str) -> str:
    """The text without differences of case and spacing, for telling whether two texts are the same."""
    return " ".join(text.casefold().split())


def hash_text(text: str) -> str:
    """SHA-256 (hex) of the folded text: equal for texts that a reader would call the same."""
    return hashlib.sha256(fold_text(text).encode("utf-8", "surrogatepass")).hexdigest()


class Articles:
    """The articles of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, articles: Sequence[Article], *, sources: Mapping[str, str], now: datetime) -> None:
        """Insert articles or replace those with the same id; `added_at` stays what it was."""
        rows = [_row(article, source=sources[article.id], now=now) for article in articles]
        with self._transactions.writing() as connection:
            upsert(connection, ArticleRow, rows, keep=["added_at"])

    def get(self, article_id: str) -> Article | None:
        """One article, or None."""
        return self.get_many([article_id]).get(article_id)

    def get_many(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """The articles that are there, by id."""
        with self._transactions.reading() as connection:
            return {row[0]: _article(row) for row in read_given(connection, _THESE, article_ids)}

    def record(self, article_id: str) -> ArticleRecord | None:
        """What is known about one article."""
        with self._transactions.reading() as connection:
            row = connection.execute(_records().where(ArticleRow.id == article_id)).first()
        return _record(row) if row else None

    def source(self, article_id: str) -> str | None:
        """The path or URL that an article came from."""
        with self._transactions.reading() as connection:
            return connection.scalar(select(ArticleRow.source).where(ArticleRow.id == article_id))

    def publishers(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Who published each of these articles."""
        found: dict[str, str] = {}
        query = select(ArticleRow.id, ArticleRow.publisher)
        with self._transactions.reading() as connection:
            for portion in portions(article_ids):
                found.update(connection.execute(query.where(ArticleRow.id.in_(portion))).all())
        return found

    def hashes(self, article_ids: Iterable[str] | None = None) -> dict[str, str]:
        """Content hash by article id, of all articles or of those asked for."""
        query = select(ArticleRow.id, ArticleRow.content_hash)
        with self._transactions.reading() as connection:
            if article_ids is None:
                return dict(connection.execute(query).all())
            found: dict[str, str] = {}
            for portion in portions(article_ids):
                found.update(connection.execute(query.where(ArticleRow.id.in_(portion))).all())
        return found

    def duplicates(self, text_hashes: Iterable[str]) -> dict[str, str]:
        """For each text hash (see `hash_text`) that is there, the first article id that has it."""
        found: dict[str, str] = {}
        query = select(ArticleRow.text_hash, func.min(ArticleRow.id)).group_by(ArticleRow.text_hash)
        with self._transactions.reading() as connection:
            for portion in portions(text_hashes):
                found.update(connection.execute(query.where(ArticleRow.text_hash.in_(portion))).all())
        return found

    def find_url(self, url: str) -> Article | None:
        """The article that came from this URL."""
        query = select(*_FIELDS).where(ArticleRow.url == url).order_by(ArticleRow.id).limit(1)
        with self._transactions.reading() as connection:
            row = connection.execute(query).first()
        return _article(row) if row else None

    def find_prefix(self, prefix: str, *, limit: int = 10) -> list[str]:
        """Ids that begin with the prefix, in order."""
        # Not LIKE: whether it minds case differs between databases.
        begins = func.substr(ArticleRow.id, 1, len(prefix)) == prefix
        with self._transactions.reading() as connection:
            return list(connection.scalars(select(ArticleRow.id).where(begins).order_by(ArticleRow.id).limit(limit)))

    def remove(self, article_ids: Iterable[str]) -> int:
        """Remove articles with their chunks and readings; how many were there."""
        removed, article_ids = 0, list(article_ids)
        with self._transactions.writing() as connection:
            for portion in portions(article_ids):
                removed += connection.execute(delete_from(ArticleRow).where(ArticleRow.id.in_(portion))).rowcount
                # No reference removes it: it may be there before its article.
                connection.execute(delete_from(ModelReplyRow).where(ModelReplyRow.article_id.in_(portion)))
            if removed:
                note_changes(connection, article_ids)
        return removed

    def iterate(self, *, batch: int = 200) -> Iterator[list[Article]]:
        """All articles by id, a batch at a time; what is added meanwhile may be missed or seen."""
        last = ""
        while True:
            query = select(*_FIELDS).where(ArticleRow.id > last).order_by(ArticleRow.id).limit(batch)
            with self._transactions.reading() as connection:
                articles = [_article(row) for row in connection.execute(query)]
            if not articles:
                return
            yield articles
            last = articles[-1].id

    def stretch(self, start: int, count: int) -> list[Article]:
        """So many articles by id, from a place among all of them on."""
        query = select(*_FIELDS).where(ArticleRow.id.in_(_ids().offset(start).limit(count)))
        with self._transactions.reading() as connection:
            return [_article(row) for row in connection.execute(query)]

    def changes(self, start: int, count: int) -> dict[str, datetime]:
        """When so many articles by id, from a place among all of them on, were last changed."""
        query = select(ArticleRow.id, ArticleRow.updated_at).order_by(ArticleRow.id).offset(start).limit(count)
        with self._transactions.reading() as connection:
            return dict(connection.execute(query).all())

    def latest(self, *, region: str | None = None, limit: int | None = None) -> list[ArticleRecord]:
        """Articles, the last published first, undated ones at the end; of one region (code) and within it, if given."""
        query = _records().order_by(ArticleRow.published_on.desc().nulls_last(), ArticleRow.id).limit(limit)
        if region is not None:
            query = query.where(ArticleRow.id.in_(_articles_within(region)))
        with self._transactions.reading() as connection:
            return [_record(row) for row in connection.execute(query)]

    def count(self) -> int:
        """How many articles there are."""
        with self._transactions.reading() as connection:
            return connection.scalar(select(func.count()).select_from(ArticleRow)) or 0

    def coverage(self, region: str | None = None) -> Coverage:
        """How many articles and meetings there are in a region (code; None: everywhere), and from when."""
        articles = select(func.count(), func.min(ArticleRow.published_on), func.max(ArticleRow.published_on))
        meetings = select(func.count()).select_from(MeetingRow)
        if region is not None:
            articles = articles.where(ArticleRow.id.in_(_articles_within(region)))
            meetings = select(func.count()).select_from(meetings_within([region]))
        with self._transactions.reading() as connection:
            number, first, last = connection.execute(articles).one()
            return Coverage(region, number, connection.scalar(meetings) or 0, first, last)


def cut_publisher(name: str) -> str:
    """The beginning of a publisher's name, by which its articles and meetings are found and counted."""
    return name[:OUTLET_LENGTH].strip()


def is_code_within(region: str) -> Any:  # noqa: ANN401
    """The SQL condition that a region row's code is this one or lies in it: codes grow to the right (15, 1504, …)."""
    # A letter sorts behind every digit in all collations.
    return (RegionRow.code >= region) & (RegionRow.code < region + "a")


def meetings_within(regions: Sequence[str]) -> Subquery:
    """The meetings (article_id, meeting) in one of the regions, each once."""
    named = select(RegionRow.article_id, RegionRow.meeting).where(RegionRow.meeting >= 0)
    if len(regions) == 1 and len(regions[0]) in REGION_WIDTHS:
        return named.where(RegionRow.code == regions[0]).subquery()
    return named.where(or_(*(is_code_within(region) for region in regions))).distinct().subquery()


def _ids() -> Select[str]:
    return select(ArticleRow.id).order_by(ArticleRow.id)


def _articles_within(region: str) -> Select[str]:
    return select(RegionRow.article_id).where(is_code_within(region))


def _records() -> Select[Any]:
    return select(
        ArticleRow.id,
        ArticleRow.title,
        ArticleRow.publisher,
        ArticleRow.url,
        ArticleRow.published,
        func.length(ArticleRow.text),
        ArticleRow.source,
        ArticleRow.added_at,
        ArticleRow.updated_at,
        VersionRow.version_of,
    ).outerjoin(VersionRow, VersionRow.article_id == ArticleRow.id)


def _row(article: Article, *, source: str, now: datetime) -> dict[str, Any]:
    published = article.published
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": published.isoformat() if published else None,
        "published_on": article.published_on,
        "text": article.text,
        "content_hash": article.content_hash,
        "text_hash": hash_text(article.text),
        "source": source,
        "added_at": now,
        "updated_at": now,
        "outlet": cut_publisher(article.publisher),
    }


def _article(row: Any) -> Article:  # noqa: ANN401
    return Article(row[0], row[1], row[2], row[3], row[4], _moment(row[5]))


def _record(row: Any) -> ArticleRecord:  # noqa: ANN401
    return ArticleRecord(row[0], row[1], row[2], row[3], _moment(row[4]), row[5], row[6], row[7], row[8], row[9])


def _moment(published: str | None) -> datetime | None:
    return datetime.fromisoformat(published) if published else None
