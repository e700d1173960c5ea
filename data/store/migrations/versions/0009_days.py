"""Days of meetings by which lists are found, and which articles changed since an index was built.

Revision ID: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

MEETINGS = sa.table("meetings", *map(sa.column, ("article_id", "date", "date_end", "day", "last_day")))
ARTICLES = sa.table("articles", sa.column("id"), sa.column("published_on"))


def upgrade() -> None:
    """Fill the days from what was read; what changed before this step is not known."""
    for name in ("day", "last_day"):
        op.add_column("meetings", sa.Column(name, sa.Date(), nullable=True))
    published = sa.select(ARTICLES.c.published_on).where(ARTICLES.c.id == MEETINGS.c.article_id).scalar_subquery()
    first, last = MEETINGS.c.date, MEETINGS.c.date_end
    op.execute(MEETINGS.update().values(day=sa.func.coalesce(first, published)))
    op.execute(MEETINGS.update().values(last_day=sa.func.coalesce(last, MEETINGS.c.day)))
    for column in ("date", "kind"):
        op.drop_index(f"ix_meetings_{column}", "meetings")
    op.create_index("ix_meetings_day", "meetings", ["day", "kind"])
    lasting = sa.text("last_day > day")
    op.create_index("ix_meetings_lasting", "meetings", ["last_day"], sqlite_where=lasting, postgresql_where=lasting)
    op.create_table(
        "changes",
        sa.Column("article_id", sa.String(length=500), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_index("ix_changes_revision", "changes", ["revision"])
    op.execute("INSERT INTO counters (name, value) SELECT 'changes', value FROM counters WHERE name = 'revision'")


def downgrade() -> None:
    """Drop the columns and the table."""
    op.execute("DELETE FROM counters WHERE name = 'changes'")
    op.drop_table("changes")
    op.drop_index("ix_meetings_lasting", "meetings")
    op.drop_index("ix_meetings_day", "meetings")
    op.create_index("ix_meetings_kind", "meetings", ["kind"])
    op.create_index("ix_meetings_date", "meetings", ["date"])
    for name in ("last_day", "day"):
        op.drop_column("meetings", name)
