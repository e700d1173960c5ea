"""The tables of what people follow. Changes need a migration beside them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, Table


class FollowerRow(Table):
    """A chat, or one of its topics, that is told: its time zone, quiet hours, language and last digest."""

    __tablename__ = "followers"
    chat: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    topic: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    zone: Mapped[str] = mapped_column(String(10))
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]
    language: Mapped[str] = mapped_column(String(10))
    told_at: Mapped[datetime | None]


class SubscriptionRow(Table):
    """One thing that is followed: regions and kinds are parted by spaces."""

    __tablename__ = "subscriptions"
    # A number is never given twice: an old button must not end another one.
    __table_args__ = (
        ForeignKeyConstraint(["chat", "topic"], ["followers.chat", "followers.topic"], ondelete="CASCADE"),
        Index("ix_subscriptions_chat", "chat", "topic"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[int] = mapped_column(BigInteger)
    user: Mapped[int] = mapped_column(BigInteger, index=True)
    aim: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    regions: Mapped[str] = mapped_column(Text)
    kinds: Mapped[str] = mapped_column(Text)
    rhythm: Mapped[str] = mapped_column(String(20))
    since: Mapped[int] = mapped_column(BigInteger)
    has_sheet: Mapped[bool] = mapped_column(default=False)


class NewsRow(Table):
    """A meeting of an article that a subscription is about; the article may be removed, which is news as well.

    told_at is empty for as long as it waits; said is the line it was told by, and read_at when what it says was read.
    """

    __tablename__ = "news"
    __table_args__ = (Index("ix_news_told", "told_at"),)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, primary_key=True)
    meeting: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    noted_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    said: Mapped[str] = mapped_column(Text)
    read_at: Mapped[datetime | None]
