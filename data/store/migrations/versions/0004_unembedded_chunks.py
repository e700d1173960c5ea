"""Chunks that are not embedded: they have no text hash.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

HASH = sa.String(length=64)


def upgrade() -> None:
    """Let a chunk be without a hash."""
    with op.batch_alter_table("chunks") as table:
        table.alter_column("text_hash", existing_type=HASH, nullable=True)


def downgrade() -> None:
    """Drop the chunks that have none: they are cut again."""
    op.execute("DELETE FROM cuttings WHERE article_id IN (SELECT article_id FROM chunks WHERE text_hash IS NULL)")
    op.execute("DELETE FROM chunks WHERE text_hash IS NULL")
    with op.batch_alter_table("chunks") as table:
        table.alter_column("text_hash", existing_type=HASH, nullable=False)
