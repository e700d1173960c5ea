"""Which articles are versions of one text, and the sketches that such articles are found by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, exists, insert, or_, select, update

from data.store.lacking import is_complete
from data.store.tables.archive import ArticleRow, MeetingRow
from data.store.tables.versions import SketchRow, VersionRow
from data.store.transactions import GIVEN, Transactions, portions, read_given, upsert

_LEADERS = select(VersionRow.article_id, VersionRow.version_of).where(
    VersionRow.article_id.in_(GIVEN), VersionRow.version_of.is_not(None)
)
_LED = (
    select(VersionRow.version_of, VersionRow.article_id)
    .where(VersionRow.version_of.in_(GIVEN))
    .order_by(VersionRow.article_id)
)


class Versions:
    """The versions of texts in the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, sketches: Mapping[str, Collection[int]], *, comparison: str) -> None:
        """Keep the sketches of articles that these rules compare; what they were versions of is forgotten."""
        rows = [{"hash": one, "article_id": article_id} for article_id, hashes in sketches.items() for one in hashes]
        compared = [{"article_id": article_id, "version_of": None, "comparison": comparison} for article_id in sketches]
        with self._transactions.writing() as connection:
            for portion in portions(sketches):
                connection.execute(delete(SketchRow).where(SketchRow.article_id.in_(portion)))
                alone = update(MeetingRow).where(MeetingRow.article_id.in_(portion))
                connection.execute(alone.values(version_of=None))
            if rows:
                connection.execute(insert(SketchRow), rows)
            upsert(connection, VersionRow, compared)

    def holders(self, hashes: Iterable[int]) -> dict[int, list[str]]:
        """The articles whose sketches have each of these hashes."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        query = select(SketchRow.hash, SketchRow.article_id)
        with self._transactions.reading() as connection:
            for portion in portions(hashes):
                for one, article_id in connection.execute(query.where(SketchRow.hash.in_(portion))):
                    found[one].append(article_id)
        return dict(found)

    def link(self, leader: str, article_ids: Collection[str]) -> None:
        """Make articles, and what they led, versions of another one that is a version of none."""
        with self._transactions.writing() as connection:
            for portion in portions(article_ids):
                these = or_(VersionRow.article_id.in_(portion), VersionRow.version_of.in_(portion))
                connection.execute(update(VersionRow).where(these).values(version_of=leader))
            led = select(VersionRow.article_id).where(VersionRow.version_of == leader)
            connection.execute(update(MeetingRow).where(MeetingRow.article_id.in_(led)).values(version_of=leader))

    def leaders(self, article_ids: Iterable[str]) -> dict[str, str]:
        """What these articles are versions of, by article id; those that lead or stand alone are not in it."""
        with self._transactions.reading() as connection:
            return {row[0]: row[1] for row in read_given(connection, _LEADERS, article_ids)}

    def beside(self, article_ids: Collection[str]) -> dict[str, list[str]]:
        """The other versions of the texts of these articles, by article id, the leading one first; of those that stand
        alone none."""
        leaders = self.leaders(article_ids)
        texts = {article_id: leaders.get(article_id, article_id) for article_id in article_ids}
        versions: defaultdict[str, list[str]] = defaultdict(list)
        with self._transactions.reading() as connection:
            for leader, article_id in read_given(connection, _LED, set(texts.values())):
                versions[leader].append(article_id)
        found = {one: [leader, *versions[leader]] for one, leader in texts.items() if versions[leader]}
        return {one: [other for other in others if other != one] for one, others in found.items()}

    def in_order(self, article_ids: Iterable[str]) -> list[str]:
        """Those of these articles that are there, the earliest stored first; of one moment as they are given."""
        article_ids = list(article_ids)
        added: dict[str, datetime] = {}
        query = select(ArticleRow.id, ArticleRow.added_at)
        with self._transactions.reading() as connection:
            for portion in portions(article_ids):
                added.update(connection.execute(query.where(ArticleRow.id.in_(portion))).all())
        return sorted((one for one in article_ids if one in added), key=lambda one: added[one])

    def uncompared(self, comparison: str) -> list[str]:
        """Ids of the articles that these rules have not compared, the earliest stored first."""
        current = exists().where(VersionRow.article_id == ArticleRow.id, VersionRow.comparison == comparison)
        query = select(ArticleRow.id).where(~current).order_by(ArticleRow.added_at, ArticleRow.id)
        with self._transactions.reading() as connection:
            return [] if is_complete(connection, VersionRow.comparison, comparison) else list(connection.scalars(query))
