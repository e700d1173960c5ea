"""What pages count by: who published a meeting's article, and the regions that a region lies in.

Revision ID: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

OUTLET_LENGTH = 150
ARTICLES = sa.table("articles", *map(sa.column, ("id", "publisher", "outlet")))
MEETINGS = sa.table("meetings", *map(sa.column, ("article_id", "outlet", "version_of")))
VERSIONS = sa.table("versions", *map(sa.column, ("article_id", "version_of")))
REGIONS = sa.table("regions", *map(sa.column, ("article_id", "meeting", "code")))


def upgrade() -> None:
    """Fill the columns from what is there, and name the regencies and provinces that named regions lie in."""
    for table in ("articles", "meetings"):
        op.add_column(
            table, sa.Column("outlet", sa.String(length=OUTLET_LENGTH), nullable=False, server_default=sa.text("''"))
        )
    op.add_column("meetings", sa.Column("version_of", sa.String(length=500), nullable=True))
    op.execute(ARTICLES.update().values(outlet=sa.func.trim(sa.func.substr(ARTICLES.c.publisher, 1, OUTLET_LENGTH))))
    published = sa.select(ARTICLES.c.outlet).where(ARTICLES.c.id == MEETINGS.c.article_id).scalar_subquery()
    leading = sa.select(VERSIONS.c.version_of).where(VERSIONS.c.article_id == MEETINGS.c.article_id).scalar_subquery()
    op.execute(MEETINGS.update().values(outlet=published, version_of=leading))
    for width in (4, 2):
        _name_what_they_lie_in(width)
    op.create_index("ix_articles_outlet", "articles", ["outlet", "published_on", "added_at"])
    op.create_index("ix_articles_added_at", "articles", ["added_at"])
    op.drop_index("ix_meetings_day", "meetings")
    op.create_index("ix_meetings_day", "meetings", ["day", "last_day", "kind", "outlet", "version_of"])
    op.create_index("ix_meetings_outlet", "meetings", ["outlet", "day", "last_day", "kind", "version_of"])


def _name_what_they_lie_in(width: int) -> None:
    there = REGIONS.alias("there")
    wider = sa.func.substr(REGIONS.c.code, 1, width)
    key = (REGIONS.c.article_id, REGIONS.c.meeting)
    is_named = sa.exists().where(there.c.article_id == key[0], there.c.meeting == key[1], there.c.code == wider)
    missing = sa.select(*key, wider).where(sa.func.length(REGIONS.c.code) > width, ~is_named).distinct()
    op.execute(REGIONS.insert().from_select(["article_id", "meeting", "code"], missing))


def downgrade() -> None:
    """Drop the columns; the regions that were named say nothing wrong."""
    for name in ("outlet", "day"):
        op.drop_index(f"ix_meetings_{name}", "meetings")
    op.create_index("ix_meetings_day", "meetings", ["day", "kind"])
    op.drop_index("ix_articles_added_at", "articles")
    op.drop_index("ix_articles_outlet", "articles")
    op.drop_column("meetings", "version_of")
    for table in ("meetings", "articles"):
        op.drop_column(table, "outlet")
