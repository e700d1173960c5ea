"""Since when articles tell of their meetings, for calendars and feeds.

Revision ID: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the table, and fill it with what was read: told since its article came in, and not changed since."""
    op.create_table(
        "accounts",
        sa.Column("article_id", sa.String(length=500), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "ordinal"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_accounts_told_at", "accounts", ["told_at"])
    op.execute(
        "INSERT INTO accounts (article_id, ordinal, number, told_at, changed_at) "
        "SELECT article_id, ordinal, ordinal, added_at, added_at FROM meetings JOIN articles ON id = article_id"
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("accounts")
