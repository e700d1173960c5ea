"""What articles say of people and offices at meetings, to be counted.

Revision ID: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables; `reread` fills them from what was read."""
    op.create_table(
        "tallies",
        sa.Column("article_id", sa.String(length=500), nullable=False),
        sa.Column("fact", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("office", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "fact", "part", "office", "unit"),
        sqlite_with_rowid=False,
    )
    found_by = ["part", "office", "place", "article_id", "meeting", "folded", "unit"]
    op.create_index("ix_tallies_part", "tallies", found_by)
    op.create_table(
        "tallyings",
        sa.Column("article_id", sa.String(length=500), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_index("ix_tallyings_version", "tallyings", ["version"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("tallyings")
    op.drop_table("tallies")
