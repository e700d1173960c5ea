"""Questions with marked answers as gold for weights: the words that answer, by the articles that have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from data.article import indonesian_day
from retrieval.language.dates import find_dates
from retrieval.training.asked import Asked

Article = Mapping[str, Any]


def as_gold(asked: Iterable[Asked], articles: Mapping[str, Article]) -> Iterator[dict[str, Any]]:
    """The questions on the articles that are given, by the digest of their texts, as lines of a gold file; those
    without marked answers are left out."""
    for number, one in enumerate(asked):
        if one.sha256 in articles and one.answers != ():
            article = articles[one.sha256]
            asks = {"id": f"q{number:05d}", "question": one.question, "history": list(one.history)}
            yield asks | _answer(one, article)


def _answer(one: Asked, article: Article) -> dict[str, Any]:
    if one.answers is None:
        return {"type": "unanswerable", "article_ids": [], "answer": {"of": article["id"]}}
    words = [article["text"][start:end] for start, end in one.answers]
    kind = "statement" if one.type == "other" else one.type
    return {"type": kind, "article_ids": [article["id"]], "answer": _wanted(kind, words, article)}


def _wanted(kind: str, words: list[str], article: Article) -> dict[str, Any]:
    """All who are to be named; the day that is written; else wordings of which one is enough."""
    if kind == "attendees":
        return {"must": words}
    published = article.get("published")
    told_on = indonesian_day(datetime.fromisoformat(published)) if published else None
    day = _day(words, told_on) if kind == "when" else None
    return {"date": day.isoformat()} if day else {"any_of": words}


def _day(words: list[str], published: date | None) -> date | None:
    return next((found.date for part in words for found in find_dates(part, published) if found.date), None)
