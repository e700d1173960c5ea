"""Texts that are versions of one another: which article leads them, and sketches to find them by.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"

ARTICLE_ID = sa.String(length=500)


def upgrade() -> None:
    """Make the tables; articles that are there already have not been compared."""
    op.create_table(
        "versions",
        sa.Column("article_id", ARTICLE_ID, nullable=False),
        sa.Column("version_of", ARTICLE_ID, nullable=True),
        sa.Column("comparison", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version_of"], ["articles.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_index("ix_versions_version_of", "versions", ["version_of"])
    op.create_table(
        "sketches",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", ARTICLE_ID, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", "article_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sketches_article_id", "sketches", ["article_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("sketches")
    op.drop_table("versions")
