"""Whose each update is, where several processes answer, and drafts that all of them see.

Revision ID: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the owner, an index of what came lately, and the table of drafts."""
    op.add_column("updates", sa.Column("owner", sa.BigInteger(), server_default="0", nullable=False))
    op.create_index("ix_updates_received_at", "updates", ["received_at"])
    op.create_table(
        "drafts",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("put_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    """Take them back; drafts that wait are lost."""
    op.drop_table("drafts")
    op.drop_index("ix_updates_received_at", "updates")
    op.drop_column("updates", "owner")
