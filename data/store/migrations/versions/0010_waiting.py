"""Articles that wait for workers.

Revision ID: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table; nothing waits yet."""
    op.create_table(
        "waiting",
        sa.Column("article_id", sa.String(length=500), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_index("ix_waiting_tries", "waiting", ["tries", "article_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("waiting")
