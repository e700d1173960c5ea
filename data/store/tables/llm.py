"""The tables of what a language model was asked. Changes need a migration beside."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data.store.tables.archive import ARTICLE_ID, HASH, Moment, Table


class ModelUseRow(Table):
    """What one use of the language model took on one day (UTC), all processes together."""

    __tablename__ = "model_uses"
    day: Mapped[date] = mapped_column(primary_key=True)
    use: Mapped[str] = mapped_column(String(20), primary_key=True)
    calls: Mapped[int]
    failures: Mapped[int]
    prompt_tokens: Mapped[int] = mapped_column(BigInteger)
    reply_tokens: Mapped[int] = mapped_column(BigInteger)
    claims: Mapped[int]
    dropped: Mapped[int]


class ModelReplyRow(Table):
    """What a model wrote of an article, for the next time that the same is asked of the same text.

    It may be there before its article is: that is stored when it has been read.
    """

    __tablename__ = "model_replies"
    article_id: Mapped[str] = mapped_column(ARTICLE_ID, primary_key=True)
    key: Mapped[str] = mapped_column(HASH)
    reply: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
