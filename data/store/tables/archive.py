"""The tables, as typed declarative models. Changes need a migration beside them."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812  a column is named date
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

ARTICLE_ID = String(500)
HASH = String(64)
OUTLET_LENGTH = 150
"""Characters of a publisher's name by which it is told from others. PostgreSQL's indexes take rows of 2,704 bytes."""
_NOTHING = text("''")
_LASTING = text("last_day > day")  # the few meetings of several days, for lists of a period that begins amid one


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite would lose the time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn it into UTC without a zone."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it its zone back."""
        return value.replace(tzinfo=UTC) if value else None


class Table(DeclarativeBase):
    """What all tables stand on."""

    type_annotation_map = {datetime: Moment, dict[str, Any]: JSON, list[str]: JSON}  # noqa: RUF012


class ArticleRow(Table):
    """One article to the letter, and how it came in. `published` is ISO 8601 exactly as it was read, `outlet` the
    beginning of the publisher's name."""

    __tablename__ = "articles"
    __table_args__ = (Index("ix_articles_outlet", "outlet", "published_on", "added_at"),)
    id: Mapped[str] = mapped_column(ARTICLE_ID, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(String(2000), index=True)
    published: Mapped[str | None] = mapped_column(String(40))
    published_on: Mapped[Day | None] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(HASH)
    text_hash: Mapped[str] = mapped_column(HASH, index=True)
    source: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(index=True)
    updated_at: Mapped[datetime]
    outlet: Mapped[str] = mapped_column(String(OUTLET_LENGTH), server_default=_NOTHING)


def _article_key(*, primary: bool = True, index: bool = False) -> Any:  # noqa: ANN401
    reference = ForeignKey("articles.id", ondelete="CASCADE")
    return mapped_column(ARTICLE_ID, reference, primary_key=primary, index=index)


class CuttingRow(Table):
    """Which version of the chunker cut an article: an article without chunks was cut, too."""

    __tablename__ = "cuttings"
    article_id: Mapped[str] = _article_key()
    chunker: Mapped[str] = mapped_column(String(100))


class ChunkRow(Table):
    """A stretch of an article. `text_hash` names the embedded text, None where it is found by words alone; `stamp`
    changes when the context does."""

    __tablename__ = "chunks"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article_id: Mapped[str] = _article_key(primary=False, index=True)
    start: Mapped[int] = mapped_column(Integer)
    end: Mapped[int] = mapped_column(Integer)
    context: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str | None] = mapped_column(HASH, index=True)
    stamp: Mapped[str] = mapped_column(HASH)


class EmbeddingRow(Table):
    """The vector of one text by one model: float16, little-endian."""

    __tablename__ = "embeddings"
    text_hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    fingerprint: Mapped[str] = mapped_column(HASH, primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class ReadingRow(Table):
    """What was read out of an article, whole (see documents.py), and by which version of the reader."""

    __tablename__ = "readings"
    article_id: Mapped[str] = _article_key()
    version: Mapped[str] = mapped_column(String(100), index=True)
    document: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime]


class MeetingRow(Table):
    """A meeting that an article reports, for lists and counts: the columns of data.facts.Meeting, and the first and the
    last day by which it is found, those of the article's publication where it has none of its own.

    outlet, version_of: its article's, so that an index alone answers what is counted.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_day", "day", "last_day", "kind", "outlet", "version_of"),
        Index("ix_meetings_outlet", "outlet", "day", "last_day", "kind", "version_of"),
        Index("ix_meetings_lasting", "last_day", sqlite_where=_LASTING, postgresql_where=_LASTING),
        {"sqlite_with_rowid": False},
    )
    article_id: Mapped[str] = _article_key()
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(100))
    start: Mapped[int]
    end: Mapped[int]
    date: Mapped[Day | None]
    date_end: Mapped[Day | None]
    time: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    organiser: Mapped[str | None] = mapped_column(Text)
    theme: Mapped[str | None] = mapped_column(Text)
    regions: Mapped[str] = mapped_column(Text)
    day: Mapped[Day | None]
    last_day: Mapped[Day | None]
    outlet: Mapped[str] = mapped_column(String(OUTLET_LENGTH), server_default=_NOTHING)
    version_of: Mapped[str | None] = mapped_column(ARTICLE_ID)


class RegionRow(Table):
    """A region of an article (`meeting` is -1) or of one of its meetings, or what that lies in, for finding them."""

    __tablename__ = "regions"
    __table_args__ = (Index("ix_regions_code", "code", "meeting", "article_id"), {"sqlite_with_rowid": False})
    article_id: Mapped[str] = _article_key()
    meeting: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), primary_key=True)


class NameRow(Table):
    """A folded word of the person of an article's nth fact, for finding people."""

    __tablename__ = "names"
    __table_args__ = (Index("ix_names_word", "word", "article_id"), {"sqlite_with_rowid": False})
    article_id: Mapped[str] = _article_key()
    fact: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(100), primary_key=True)


class CounterRow(Table):
    """Numbers by name.

    "revision" counts changes of what shall be searchable, "tried" is when writing was, "writer" is whose turn it is.
    """

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class GenerationRow(Table):
    """An index generation that was built, by which model, from which revision of the archive."""

    __tablename__ = "generations"
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    model: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(HASH)
    articles: Mapped[int]
    chunks: Mapped[int]
    revision: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(index=True)


class QuestionRow(Table):
    """One question with its answer, kept for NOTULA_RETENTION_DAYS; those from before there were receipts have none."""

    __tablename__ = "questions"
    # A number is never given twice: a button must not lead to somebody else's question.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012
    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    conversation: Mapped[str] = mapped_column(String(200), index=True)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(40), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    milliseconds: Mapped[float]
    generation: Mapped[str | None] = mapped_column(String(200))
    article_ids: Mapped[list[str]]
    feedback: Mapped[int | None]
    feedback_at: Mapped[datetime | None]
    receipt: Mapped[str | None] = mapped_column(String(12), unique=True, index=True)
    history: Mapped[list[str] | None]
    understood: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)
    model: Mapped[str | None] = mapped_column(Text)
    reader: Mapped[str | None] = mapped_column(String(100))


class ConversationRow(Table):
    """What one person's conversation stands at, in one chat and topic."""

    __tablename__ = "conversations"
    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    topic: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    state: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime] = mapped_column(index=True)
