"""The archive's first tables: articles, chunks, vectors, readings, generations, questions, conversations.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _make_articles()
    _make_chunks()
    _make_readings()
    _make_names()
    _make_generations()
    _make_questions()


def downgrade() -> None:
    """Drop the tables, those that point to others first."""
    for name in ("names", "regions", "meetings", "readings", "chunks", "cuttings", "embeddings"):
        op.drop_table(name)
    for name in ("conversations", "questions", "generations", "counters", "articles"):
        op.drop_table(name)


def _make_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(length=500), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_articles_published_on", "articles", ["published_on"])
    op.create_index("ix_articles_text_hash", "articles", ["text_hash"])
    op.create_index("ix_articles_url", "articles", ["url"])
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.execute("INSERT INTO counters (name, value) VALUES ('revision', 0)")


def _make_chunks() -> None:
    op.create_table(
        "cuttings",
        _article_id(),
        sa.Column("chunker", sa.String(length=100), nullable=False),
        _of_article(),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_table(
        "chunks",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        _article_id(),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("stamp", sa.String(length=64), nullable=False),
        _of_article(),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chunks_article_id", "chunks", ["article_id"])
    op.create_index("ix_chunks_text_hash", "chunks", ["text_hash"])
    op.create_table(
        "embeddings",
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("text_hash", "fingerprint"),
    )


def _make_readings() -> None:
    op.create_table(
        "readings",
        _article_id(),
        sa.Column("version", sa.String(length=100), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        _of_article(),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_index("ix_readings_version", "readings", ["version"])
    op.create_table(
        "meetings",
        _article_id(),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("organiser", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("regions", sa.Text(), nullable=False),
        _of_article(),
        sa.PrimaryKeyConstraint("article_id", "ordinal"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_meetings_date", "meetings", ["date"])
    op.create_index("ix_meetings_kind", "meetings", ["kind"])
    op.create_table(
        "regions",
        _article_id(),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        _of_article(),
        sa.PrimaryKeyConstraint("article_id", "meeting", "code"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_regions_code", "regions", ["code", "meeting", "article_id"])


def _make_names() -> None:
    op.create_table(
        "names",
        _article_id(),
        sa.Column("fact", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=100), nullable=False),
        _of_article(),
        sa.PrimaryKeyConstraint("article_id", "fact", "word"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_names_word", "names", ["word", "article_id"])


def _make_generations() -> None:
    op.create_table(
        "generations",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index("ix_generations_created_at", "generations", ["created_at"])
    op.create_table(
        "conversations",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "topic", "user"),
    )
    op.create_index("ix_conversations_updated_at", "conversations", ["updated_at"])


def _make_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("conversation", sa.String(length=200), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("milliseconds", sa.Double(), nullable=False),
        sa.Column("generation", sa.String(length=200), nullable=True),
        sa.Column("article_ids", sa.JSON(), nullable=False),
        sa.Column("feedback", sa.Integer(), nullable=True),
        sa.Column("feedback_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    op.create_index("ix_questions_conversation", "questions", ["conversation"])
    op.create_index("ix_questions_status", "questions", ["status"])


def _article_id() -> sa.Column[str]:
    return sa.Column("article_id", sa.String(length=500), nullable=False)


def _of_article() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE")
