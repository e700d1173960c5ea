"""What is new for subscriptions: which articles came in, which meetings wait to be told, and what was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from data.store.changes import REVISION
from data.store.subscriptions.keeping import FOLLOWER, SUBSCRIPTIONS, to_subscription
from data.store.tables.archive import CounterRow, ReadingRow
from data.store.tables.changes import ChangeRow
from data.store.tables.subscriptions import FollowerRow, NewsRow, SubscriptionRow
from data.store.transactions import Transactions, upsert
from data.subscription import Follower, News, Waiting

FOLLOWED = "followed"
"""Counter: the revision up to which it is noted what is new for whom."""

Key = tuple[int, str, int]
"""A subscription, an article, and the number of a meeting in it."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The articles that came in after one revision and up to another, each with its own."""

    after: int
    upto: int
    added: Mapping[str, int]


class NewsRoom:
    """The news of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def arrivals(self, *, most: int) -> Arrivals | None:
        """What came in since it was last noted, of so many revisions at most; None where nothing changed."""
        with self._transactions.reading() as connection:
            query = select(CounterRow.name, CounterRow.value).where(CounterRow.name.in_((REVISION, FOLLOWED)))
            counters: dict[str, int] = dict(connection.execute(query).all())
            after = counters.get(FOLLOWED, 0)
            upto = min(counters.get(REVISION, 0), after + most)
            came = select(ChangeRow.article_id, ChangeRow.added).where(ChangeRow.added > after, ChangeRow.added <= upto)
            found = dict(connection.execute(came).all())
        return Arrivals(after, upto, found) if upto > after else None

    def note(self, arrivals: Arrivals, found: Iterable[Key], *, now: datetime) -> None:
        """Keep what of the arrivals is new for whom, once: nothing where another process has done so already."""
        names = ("subscription_id", "article_id", "meeting")
        rest = {"noted_at": now, "told_at": None, "said": "", "read_at": None}
        is_next = and_(CounterRow.name == FOLLOWED, CounterRow.value == arrivals.after)
        with self._transactions.writing() as connection:
            if connection.execute(update(CounterRow).where(is_next).values(value=arrivals.upto)).rowcount:
                rows = [dict(zip(names, key, strict=True)) | rest for key in found]
                upsert(connection, NewsRow, rows, keep=list(rest))

    def reopen(self, *, now: datetime) -> int:
        """Let what was told wait again where its article has been read anew, or is gone, since; how many meetings."""
        same = exists().where(ReadingRow.article_id == NewsRow.article_id, ReadingRow.read_at == NewsRow.read_at)
        changed = NewsRow.told_at.is_not(None) & NewsRow.read_at.is_not(None) & ~same
        with self._transactions.reading() as connection:
            if not connection.scalar(select(func.count()).select_from(NewsRow).where(changed)):
                return 0
        with self._transactions.writing() as connection:
            return connection.execute(update(NewsRow).where(changed).values(told_at=None, noted_at=now)).rowcount

    def waiting(self) -> list[Waiting]:
        """The chats that have untold news, those first that waited longest."""
        oldest = select(NewsRow.subscription_id, func.min(NewsRow.noted_at).label("noted_at"))
        waits = oldest.where(NewsRow.told_at.is_(None)).group_by(NewsRow.subscription_id).subquery()
        follows = and_(FollowerRow.chat == SubscriptionRow.chat, FollowerRow.topic == SubscriptionRow.topic)
        query = SUBSCRIPTIONS.add_columns(waits.c.noted_at, *FOLLOWER)
        query = query.join(waits, waits.c.subscription_id == SubscriptionRow.id).join(FollowerRow, follows)
        found: dict[tuple[int, int], Waiting] = {}
        with self._transactions.reading() as connection:
            for row in connection.execute(query.order_by(waits.c.noted_at, SubscriptionRow.id)):
                follower = Follower(*row[12:])
                waiting = found.setdefault((follower.chat, follower.topic), Waiting(follower))
                waiting.since[to_subscription(row[:11])] = row[11]
        return list(found.values())

    def take(self, follower: Follower, subscription_ids: Sequence[int], *, since: datetime) -> list[News]:
        """What these subscriptions wait for, and were told since the moment; nobody else tells the chat anything until
        the transaction ends. Inside a transaction."""
        mine = and_(FollowerRow.chat == follower.chat, FollowerRow.topic == follower.topic)
        columns = (NewsRow.subscription_id, NewsRow.article_id, NewsRow.meeting, NewsRow.noted_at)
        query = select(*columns, NewsRow.told_at.is_not(None), NewsRow.said, ReadingRow.read_at)
        query = query.outerjoin(ReadingRow, ReadingRow.article_id == NewsRow.article_id)
        query = query.where(NewsRow.subscription_id.in_(list(subscription_ids)))
        query = query.where(or_(NewsRow.told_at.is_(None), NewsRow.told_at > since))
        query = query.order_by(NewsRow.subscription_id, NewsRow.noted_at, NewsRow.article_id, NewsRow.meeting)
        with self._transactions.writing() as connection:
            connection.execute(select(FollowerRow.chat).where(mine).with_for_update())
            return [_news(row) for row in connection.execute(query)]

    def tell(
        self, follower: Follower, news: Iterable[News], said: Mapping[Key, str], *, is_sent: bool, now: datetime
    ) -> None:
        """Note that news waits no more, and by which lines it was told; what no line told never waits again.

        `is_sent`: whether the chat is sent anything. Inside a transaction.
        """
        mine = and_(FollowerRow.chat == follower.chat, FollowerRow.topic == follower.topic)
        with self._transactions.writing() as connection:
            for one in news:
                line = said.get(key_of(one), "")
                values: dict[str, Any] = {"told_at": now, "said": line, "read_at": one.version if line else None}
                connection.execute(update(NewsRow).where(_is(one)).values(values))
            if is_sent:
                connection.execute(update(FollowerRow).where(mine).values(told_at=now))

    def purge(self, before: datetime) -> int:
        """Forget what was told before the moment; how many meetings."""
        with self._transactions.writing() as connection:
            return connection.execute(delete(NewsRow).where(NewsRow.told_at < before)).rowcount


def key_of(news: News) -> Key:
    """Which news it is."""
    return news.subscription_id, news.article_id, news.meeting


def _is(news: News) -> ColumnElement[bool]:
    subscription_id, article_id, meeting = key_of(news)
    return and_(
        NewsRow.subscription_id == subscription_id, NewsRow.article_id == article_id, NewsRow.meeting == meeting
    )


def _news(row: Any) -> News:  # noqa: ANN401
    columns: tuple[Any, ...] = (*row[:4], bool(row[4]), *row[5:])
    return News(*columns)
