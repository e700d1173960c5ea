"""What the language model was asked and what it cost, whether it is switched on, and what it wrote of articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from datetime import date, datetime

from sqlalchemy import delete, exists, select

from data.store.tables.archive import ArticleRow, CounterRow
from data.store.tables.llm import ModelReplyRow, ModelUseRow
from data.store.transactions import Transactions, portions, upsert

_OFF = "llm_off"
_FIGURES = (
    ModelUseRow.calls,
    ModelUseRow.failures,
    ModelUseRow.prompt_tokens,
    ModelUseRow.reply_tokens,
    ModelUseRow.claims,
    ModelUseRow.dropped,
)


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls to a language model, those that failed, and tokens as its server counts them; what it claimed of articles,
    and how much of that was dropped because its sentence does not say so."""

    calls: int = 0
    failures: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    claims: int = 0
    dropped: int = 0

    @property
    def tokens(self) -> int:
        """Of questions and replies."""
        return self.prompt_tokens + self.reply_tokens

    def __add__(self, other: Spent) -> Spent:
        return Spent(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: Spent) -> Spent:
        return Spent(*(one - less for one, less in zip(astuple(self), astuple(other), strict=True)))


class ModelLog:
    """What the store keeps of the language model."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def is_on(self) -> bool:
        """Whether the model may be asked: those who keep the archive have not switched it off."""
        query = select(CounterRow.value).where(CounterRow.name == _OFF)
        with self._transactions.reading() as connection:
            return not connection.scalar(query)

    def switch(self, *, is_on: bool) -> None:
        """Let the model be asked or not, by every process from now on."""
        with self._transactions.writing() as connection:
            upsert(connection, CounterRow, [{"name": _OFF, "value": 0 if is_on else 1}])

    def note(self, day: date, spent: Mapping[str, Spent]) -> None:
        """Add what was spent, by use."""
        with self._transactions.writing() as connection:
            before = self.spent(day)
            sums = {use: before.get(use, Spent()) + more for use, more in spent.items()}
            upsert(connection, ModelUseRow, [{"day": day, "use": use, **asdict(one)} for use, one in sums.items()])

    def spent(self, day: date) -> dict[str, Spent]:
        """What was spent on a day (UTC), by use."""
        query = select(ModelUseRow.use, *_FIGURES).where(ModelUseRow.day == day)
        with self._transactions.reading() as connection:
            return {use: Spent(*figures) for use, *figures in connection.execute(query)}

    def keep(self, article_id: str, key: str, reply: str, *, now: datetime) -> None:
        """Keep what was written of an article, in the place of what was before."""
        row = {"article_id": article_id, "key": key, "reply": reply, "at": now}
        with self._transactions.writing() as connection:
            upsert(connection, ModelReplyRow, [row])

    def kept(self, article_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Key and reply of what was written of these articles, by article id."""
        found: dict[str, tuple[str, str]] = {}
        query = select(ModelReplyRow.article_id, ModelReplyRow.key, ModelReplyRow.reply)
        with self._transactions.reading() as connection:
            for portion in portions(article_ids):
                rows = connection.execute(query.where(ModelReplyRow.article_id.in_(portion)))
                found.update((article_id, (key, reply)) for article_id, key, reply in rows)
        return found

    def tidy(self) -> None:
        """Forget what was written of articles that are not there: adding them was cut short."""
        stored = exists().where(ArticleRow.id == ModelReplyRow.article_id)
        with self._transactions.writing() as connection:
            connection.execute(delete(ModelReplyRow).where(~stored))
