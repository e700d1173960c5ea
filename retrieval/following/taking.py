"""The second half of an update: what is spooled goes through the ordinary pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from data.readers import Failure, Record, read_sources
from data.source import Item
from data.store import Store
from data.wording import following as wording
from retrieval.following.spooling import from_spool
from retrieval.ingest import Summary


@dataclass(slots=True)
class Passing:
    """An item on its way through the pipeline: ids and origins of the articles that it gives there, and failures."""

    item: Item
    kept: Mapping[str, Any]
    articles: list[tuple[str, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def read(self, store: Store, max_characters: int) -> Iterator[Record | Failure]:
        """What is spooled of it; of a file, which has nothing there, what it holds."""
        for given in self._read(store, max_characters):
            if isinstance(given, Record):
                self.articles.append((given.article.id, given.origin))
            else:
                self.failures.append(given)
            yield given

    def _read(self, store: Store, max_characters: int) -> Iterator[Record | Failure]:
        if self.kept:
            return iter([from_spool(self.kept)])
        return read_sources([self.item.url], max_characters=max_characters, origin_of=store.articles.source)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: numbers of articles, which one it stands for, or why nothing of it is in the archive."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    article_id: str | None = None
    reason: str = ""


def judge(passing: list[Passing], summary: Summary) -> Iterator[tuple[Passing, Outcome]]:
    """Say for each item what the pipeline made of it. An article that two items brought counts for the first one."""
    reasons = {failure.source: failure.reason for failure in summary.failures}
    known = {**{article_id: article_id for article_id in summary.unchanged}, **dict(summary.duplicate)}
    new, changed = set(summary.new), set(summary.changed)
    for one in passing:
        ids = [article_id for article_id, _ in one.articles]
        fresh, altered = new.intersection(ids), changed.intersection(ids)
        same = [article_id for article_id in ids if article_id in known and article_id not in fresh | altered]
        new, changed = new - fresh, changed - altered
        known |= {article_id: article_id for article_id in fresh | altered}
        if stands_for := next((known[article_id] for article_id in ids if article_id in known), None):
            yield one, Outcome(len(fresh), len(altered), len(same), stands_for)
        else:
            yield one, Outcome(reason=_reason(one, reasons))


def _reason(one: Passing, reasons: Mapping[str, str]) -> str:
    refused = (reasons[origin] for _, origin in one.articles if origin in reasons)
    read = (failure.reason for failure in one.failures)
    return next(chain(refused, read), wording.FILE_EMPTY)
