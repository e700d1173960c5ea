"""A receipt: one answer with what it stood on, beside what the archive answers now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from data.article import Article
from data.store import StoredQuestion
from retrieval.answering.answer import Answer, source
from retrieval.receipts.comparing import Comparison, Stored, compare
from retrieval.receipts.understanding import Understood, read_understood

# Of the answer format, what a receipt tells of an answer.
_TOLD = ("status", "kind", "text", "facts", "sources", "passages", "meeting", "certainty", "doubts")


class State(StrEnum):
    """What became of an article since: what was quoted of it stands there to the letter, or not, or it is gone."""

    KEPT = "kept"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Cited:
    """An article that the answer stood on or was found in, as a source of the answer format, and what became of it."""

    source: Stored
    state: State


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is told of one answer, and nothing of who asked.

    then, now: the answer as it was given and as it is today, objects of the answer format; earlier: how many earlier
    questions of its conversation it leaned on; cited: by article id, the sources first.
    """

    code: str
    question: str
    understood: tuple[Understood, ...]
    earlier: int
    asked_at: datetime
    answered_at: datetime
    generation: str | None
    model: str | None
    reader: str | None
    then: Stored
    now: Stored
    cited: Mapping[str, Cited]
    comparison: Comparison

    def to_json(self) -> dict[str, Any]:
        """As one object, for scripts."""
        return {
            "receipt": self.code,
            "question": self.question,
            "understood": [asdict(part) for part in self.understood],
            "earlier_questions": self.earlier,
            "asked_at": self.asked_at.isoformat(),
            "answered_at": self.answered_at.isoformat(),
            "generation": self.generation,
            "model": self.model,
            "reader": self.reader,
            "answer": {name: self.then[name] for name in _TOLD},
            "articles": [{**cited.source, "state": cited.state} for cited in self.cited.values()],
            "now": {
                **asdict(self.comparison),
                "generation": self.now["generation"],
                "answer": {name: self.now[name] for name in _TOLD},
            },
        }


def cited_ids(answer: Stored) -> list[str]:
    """The articles of an answer's sources, facts and passages, each once."""
    return list(dict.fromkeys(one["article_id"] for one in _standing_on(answer)))


def write_receipt(stored: StoredQuestion, again: Answer, articles: Mapping[str, Article]) -> Receipt:
    """The receipt of a kept question; `again`: the answer of today, articles: those cited that are still there."""
    asked, now = stored.asked, again.to_json()
    cited = {article_id: _look(article_id, asked.answer, articles) for article_id in cited_ids(asked.answer)}
    lost = [article_id for article_id in asked.article_ids if cited[article_id].state is State.GONE]
    return Receipt(
        code=asked.receipt or "",
        question=asked.question,
        understood=read_understood(asked.understood),
        earlier=len(asked.history) if any(part["leans"] for part in asked.understood) else 0,
        asked_at=asked.asked_at,
        answered_at=asked.asked_at + timedelta(milliseconds=asked.milliseconds),
        generation=asked.generation,
        model=asked.model,
        reader=asked.reader,
        then=asked.answer,
        now=now,
        cited=cited,
        comparison=compare(asked.answer, now, gone=lost),
    )


def _standing_on(answer: Stored) -> list[Stored]:
    return [*answer["sources"], *answer["facts"], *answer["passages"]]


def _look(article_id: str, answer: Stored, articles: Mapping[str, Article]) -> Cited:
    """An article as the answer named it, else as it is now; and what became of it."""
    article = articles.get(article_id)
    named = next((one for one in answer["sources"] if one["article_id"] == article_id), None)
    now = asdict(source(article)) if article else {"article_id": article_id, **_NAMELESS}
    return Cited(named or now, _find_state(article_id, answer, article))


def _find_state(article_id: str, answer: Stored, article: Article | None) -> State:
    if article is None:
        return State.GONE
    spans = [(fact, fact["quote"]) for fact in answer["facts"]]
    spans += [(passage, passage["text"]) for passage in answer["passages"]]
    ours = [(one["start"], one["end"], text) for one, text in spans if one["article_id"] == article_id]
    is_kept = all(article.text[start:end] == text for start, end, text in ours)
    return State.KEPT if is_kept else State.CHANGED


_NAMELESS: Mapping[str, Any] = {"title": "", "publisher": "", "url": None, "published": None}
