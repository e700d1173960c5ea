"""One worker: takes a few articles, derives what they lack and stores it, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.store import Store
from data.wording import archive as wording
from retrieval.ingest.bulk.deriving import derive, put_derived
from retrieval.ingest.readers import Readers

if TYPE_CHECKING:
    from retrieval.index.encoder import Encoder

TAKEN_AT_ONCE = 8
"""Articles of one transaction, a second or two of a core: a kill costs that, and the last one is waited for."""

MOST_TRIES = 3
"""How often an article is taken up: after the first time alone, so that it ends no other's work with its own."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Worker:
    """Works on what waits in a store, beside any number of others; ended at any moment it leaves nothing half done."""

    store: Store
    encoder: Encoder
    readers: Readers = field(default_factory=Readers)
    clock: Callable[[], datetime] = _now

    def step(self) -> int:
        """Take some articles and finish them; how many: none where all that wait are held by others, or none wait."""
        with self.store.transaction():
            taken = self.store.waiting.take(TAKEN_AT_ONCE)
            hopeless = {one: wording.worker_ended(tries) for one, tries in taken.items() if tries >= MOST_TRIES}
            self.store.waiting.give_up(hopeless)
            self._finish([article_id for article_id in taken if article_id not in hopeless])
        return len(taken)

    def _finish(self, article_ids: list[str]) -> None:
        if not article_ids:
            return
        # Now, and whatever follows: an article that ends this process shall be known by it.
        self.store.waiting.count_try(article_ids)
        articles = list(self.store.articles.get_many(article_ids).values())
        derived = derive(self.store, self.encoder, articles, self.readers)
        put_derived(self.store, derived, self.encoder, now=self.clock())
        self.store.waiting.drop([article_id for article_id in article_ids if article_id not in derived.reasons])
