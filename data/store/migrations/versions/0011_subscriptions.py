"""What people follow, and since which revision each article is there.

Revision ID: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables; every article that is there came before all of them."""
    op.add_column("changes", sa.Column("added", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_index("ix_changes_added", "changes", ["added"])
    op.execute(
        "INSERT INTO changes (article_id, revision, added) SELECT id, 0, 0 FROM articles"
        " WHERE NOT EXISTS (SELECT 1 FROM changes WHERE changes.article_id = articles.id)"
    )
    op.execute("INSERT INTO counters (name, value) SELECT 'followed', value FROM counters WHERE name = 'revision'")
    op.create_table(
        "followers",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(length=10), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("chat", "topic"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("aim", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("regions", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("has_sheet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chat", "topic"], ["followers.chat", "followers.topic"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_chat", "subscriptions", ["chat", "topic"])
    op.create_index("ix_subscriptions_user", "subscriptions", ["user"])
    op.create_table(
        "news",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(length=500), nullable=False),
        sa.Column("meeting", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscriptions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("subscription_id", "article_id", "meeting"),
    )
    op.create_index("ix_news_told", "news", ["told_at"])


def downgrade() -> None:
    """Drop the tables, those that point to others first."""
    for name in ("news", "subscriptions", "followers"):
        op.drop_table(name)
    op.execute("DELETE FROM counters WHERE name = 'followed'")
    op.execute("DELETE FROM changes WHERE revision = 0")
    op.drop_index("ix_changes_added", "changes")
    op.drop_column("changes", "added")
