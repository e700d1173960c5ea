"""Subscriptions and the chats that they are told in."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, select, update

from data.store.changes import REVISION
from data.store.tables.archive import CounterRow
from data.store.tables.subscriptions import FollowerRow, SubscriptionRow
from data.store.transactions import Transactions, upsert
from data.subscription import Aim, Follower, Rhythm, Subscription, Target

_SUBSCRIPTION: tuple[Any, ...] = (
    SubscriptionRow.id,
    SubscriptionRow.chat,
    SubscriptionRow.topic,
    SubscriptionRow.user,
    SubscriptionRow.aim,
    SubscriptionRow.words,
    SubscriptionRow.regions,
    SubscriptionRow.kinds,
    SubscriptionRow.rhythm,
    SubscriptionRow.since,
    SubscriptionRow.has_sheet,
)
SUBSCRIPTIONS: Select[Any] = select(*_SUBSCRIPTION)
FOLLOWER: tuple[Any, ...] = tuple(getattr(FollowerRow, field.name) for field in fields(Follower))


class Subscriptions:
    """The subscriptions of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def follow(
        self, follower: Follower, target: Target, *, user: int, rhythm: Rhythm, most: int
    ) -> Subscription | None:
        """Let a chat be told of a target from now on; None where the person follows as much as anybody may.

        What the chat follows already gets the rhythm; its quiet hours stay as they were chosen before.
        """
        with self._transactions.writing() as connection:
            upsert(connection, FollowerRow, [asdict(follower)], keep=["quiet_from", "quiet_until", "told_at"])
            known = next((one for one in self.told_in(follower.chat, follower.topic) if one.target == target), None)
            if known:
                self.set_rhythm(known.id, rhythm)
                return self.get(known.id)
            count = select(func.count()).select_from(SubscriptionRow).where(SubscriptionRow.user == user)
            if (connection.scalar(count) or 0) >= most:
                return None
            since = connection.scalar(select(CounterRow.value).where(CounterRow.name == REVISION)) or 0
            row = _row(follower, target) | {"user": user, "rhythm": rhythm, "since": since}
            made = connection.scalar(insert(SubscriptionRow).returning(SubscriptionRow.id).values(row))
            return self.get(made or 0)

    def get(self, subscription_id: int) -> Subscription | None:
        """One subscription, or None."""
        return next(iter(self._select(SubscriptionRow.id == subscription_id)), None)

    def all(self) -> list[Subscription]:
        """Every subscription, in the order they were made."""
        return self._select()

    def told_in(self, chat: int, topic: int) -> list[Subscription]:
        """What is told in a chat's topic."""
        return self._select(SubscriptionRow.chat == chat, SubscriptionRow.topic == topic)

    def made_by(self, user: int) -> list[Subscription]:
        """What a person follows, in whatever chat it is told."""
        return self._select(SubscriptionRow.user == user)

    def set_rhythm(self, subscription_id: int, rhythm: Rhythm) -> None:
        """Change how often news is told."""
        change = update(SubscriptionRow).where(SubscriptionRow.id == subscription_id).values(rhythm=rhythm)
        with self._transactions.writing() as connection:
            connection.execute(change)

    def set_sheet(self, subscription_id: int, has_sheet: bool) -> None:
        """Say whether a sheet goes with the news."""
        change = update(SubscriptionRow).where(SubscriptionRow.id == subscription_id).values(has_sheet=has_sheet)
        with self._transactions.writing() as connection:
            connection.execute(change)

    def end(self, subscription_id: int) -> None:
        """Follow something no more."""
        with self._transactions.writing() as connection:
            connection.execute(delete(SubscriptionRow).where(SubscriptionRow.id == subscription_id))

    def follower(self, chat: int, topic: int) -> Follower | None:
        """A chat's settings, None where nothing was ever followed there."""
        with self._transactions.reading() as connection:
            row = connection.execute(select(*FOLLOWER).where(_is(chat, topic))).first()
        return Follower(*row) if row else None

    def set_follower(self, follower: Follower) -> None:
        """Keep the settings of a chat that follows something."""
        change = update(FollowerRow).where(_is(follower.chat, follower.topic)).values(asdict(follower))
        with self._transactions.writing() as connection:
            connection.execute(change)

    def forget_chat(self, chat: int) -> None:
        """Forget what is told in a chat: it is closed to the bot."""
        with self._transactions.writing() as connection:
            connection.execute(delete(FollowerRow).where(FollowerRow.chat == chat))

    def forget_user(self, user: int) -> None:
        """Forget what a person follows, in every chat."""
        with self._transactions.writing() as connection:
            connection.execute(delete(SubscriptionRow).where(SubscriptionRow.user == user))
            connection.execute(delete(FollowerRow).where(FollowerRow.chat == user))

    def _select(self, *conditions: ColumnElement[bool]) -> list[Subscription]:
        query = SUBSCRIPTIONS.where(*conditions).order_by(SubscriptionRow.id)
        with self._transactions.reading() as connection:
            return [to_subscription(row) for row in connection.execute(query)]


def to_subscription(row: Any) -> Subscription:  # noqa: ANN401
    """A subscription from a row of SUBSCRIPTIONS."""
    target = Target(Aim(row[4]), row[5], tuple(row[6].split()), tuple(row[7].split()))
    columns: tuple[Any, ...] = (*row[:4], target, Rhythm(row[8]), row[9], row[10])
    return Subscription(*columns)


def _row(follower: Follower, target: Target) -> dict[str, Any]:
    return {
        "chat": follower.chat,
        "topic": follower.topic,
        "aim": target.aim,
        "words": target.words,
        "regions": " ".join(target.regions),
        "kinds": " ".join(target.kinds),
    }


def _is(chat: int, topic: int) -> ColumnElement[bool]:
    return and_(FollowerRow.chat == chat, FollowerRow.topic == topic)
