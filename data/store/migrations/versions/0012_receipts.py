"""Receipts: what leads to a question, and what asking it again needs.

Revision ID: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the columns; questions that were asked before have no receipt."""
    op.add_column("questions", sa.Column("receipt", sa.String(length=12), nullable=True))
    op.add_column("questions", sa.Column("history", sa.JSON(), nullable=True))
    op.add_column("questions", sa.Column("understood", sa.JSON(), nullable=True))
    op.add_column("questions", sa.Column("model", sa.Text(), nullable=True))
    op.add_column("questions", sa.Column("reader", sa.String(length=100), nullable=True))
    op.create_index("ix_questions_receipt", "questions", ["receipt"], unique=True)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_questions_receipt", "questions")
    for name in ("reader", "model", "understood", "history", "receipt"):
        op.drop_column("questions", name)
