"""A receipt: what was asked and answered, beside what the archive answers now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.receipts import look_up
from bot.web.answers import Quotation, quote_facts
from bot.web.page import Page, PageError, Query, Result
from bot.web.visits import Visit
from data.article import WIB, Article
from data.store import Store
from data.wording import receipts as wording
from retrieval.answering.answer import Evidence, MeetingCard, Source, Status
from retrieval.answering.asking.query import Kind
from retrieval.receipts.comparing import Verdict
from retrieval.receipts.receipt import Receipt, State
from retrieval.receipts.understanding import Understood


class ReceiptQuery(Query):
    """The code of a receipt, however it is typed."""

    code: str


class Told(Result):
    """What a receipt tells of an answer, as the answer format has it."""

    status: Status
    kind: Kind
    text: str
    facts: tuple[Evidence, ...]
    sources: tuple[Source, ...]
    meeting: MeetingCard | None
    certainty: float
    doubts: tuple[str, ...]


class CitedArticle(Result):
    """An article that the answer stood on, and what became of it; of one that is gone nothing but its id is told."""

    article_id: str
    title: str = ""
    publisher: str = ""
    url: str | None = None
    published: str | None = None
    state: State


class Now(Result):
    """The answer of today, and how it stands to the one that was given: see `Comparison`."""

    verdict: Verdict
    status: bool
    meeting: bool
    lost: tuple[str, ...]
    new: tuple[str, ...]
    generation: str | None
    answer: Told


class ReceiptResult(Result):
    """One answer with what it stood on, and nothing of who asked.

    answer: None where an article that it stood on is gone, of which nothing is shown any more; quotes: the sentences
    behind its facts.
    """

    receipt: str
    question: str
    understood: tuple[Understood, ...]
    earlier_questions: int
    asked_at: datetime
    answered_at: datetime
    generation: str | None
    model: str | None
    reader: str | None
    answer: Told | None
    quotes: tuple[Quotation, ...]
    articles: tuple[CitedArticle, ...]
    now: Now

    @property
    def asked_there(self) -> datetime:
        """When it was asked, by the clocks of Jakarta."""
        return self.asked_at.astimezone(WIB)

    @property
    def seconds(self) -> float:
        """How long answering took."""
        return (self.answered_at - self.asked_at).total_seconds()


def read_receipt(visit: Visit, query: ReceiptQuery) -> ReceiptResult:
    """The receipt of a code; PageError where it leads nowhere."""
    app = visit.app
    receipt = look_up(app, query.code)
    if receipt is None:
        raise PageError(404, wording.LEADS_NOWHERE, days=app.settings.retention_days)
    basis = list(dict.fromkeys(one["article_id"] for one in (*receipt.then["sources"], *receipt.then["facts"])))
    articles = _find_shown(app.store, basis)
    told = receipt.to_json()
    if len(articles) < len(basis):
        told |= {"answer": None, "now": {**told["now"], "lost": ()}}
    facts = [Evidence(**fact) for fact in told["answer"]["facts"]] if told["answer"] else []
    return ReceiptResult.model_validate(
        {
            **told,
            "articles": tuple(_cite(receipt, article_id, articles) for article_id in basis),
            "quotes": quote_facts(facts, articles, archive=app.settings.web_archive),
        }
    )


def _find_shown(store: Store, article_ids: list[str]) -> dict[str, Article]:
    return store.articles.get_many(set(article_ids) - store.corrections.hidden(article_ids))


def _cite(receipt: Receipt, article_id: str, articles: Mapping[str, Article]) -> dict[str, Any]:
    if article_id not in articles:
        return {"article_id": article_id, "state": State.GONE}
    cited = receipt.cited[article_id]
    return {**cited.source, "state": cited.state}


RECEIPT = Page("receipt", ReceiptQuery, ReceiptResult, read_receipt, is_indexed=False)
