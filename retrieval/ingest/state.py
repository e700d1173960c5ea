"""How the archive stands, for `status` and for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from data.settings import Settings
from data.store import GenerationRecord, Queue, Store
from retrieval.ingest.pipeline import MOST_RENEWED

if TYPE_CHECKING:
    from retrieval.index.engines import ArchiveIndex


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """Counts, the first and last publication date, and the generation in use; `is_up_to_date` is about that one.

    `pending` chunks have no vector of its model yet; `queue`: articles that wait for workers.
    """

    home: str
    articles: int
    meetings: int
    chunks: int
    questions: int
    first: date | None
    last: date | None
    generation: str | None
    pending: int
    queue: Queue
    record: GenerationRecord | None
    is_up_to_date: bool

    def to_json(self) -> dict[str, Any]:
        """The object that `status --json` prints."""
        record = self.record
        return {
            "home": self.home,
            "articles": self.articles,
            "meetings": self.meetings,
            "chunks": self.chunks,
            "questions": self.questions,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "generation": self.generation,
            "model": record.model if record else None,
            "indexed_chunks": record.chunks if record else 0,
            "indexed_at": record.created_at.isoformat() if record else None,
            "pending_vectors": self.pending,
            "waiting": self.queue.waiting,
            "given_up": self.queue.given_up,
            "up_to_date": self.is_up_to_date,
        }


def describe_archive(settings: Settings, store: Store, generations: ArchiveIndex) -> ArchiveState:
    """How the archive stands, without loading the model."""
    coverage = store.articles.coverage()
    current = generations.current()
    record = store.generations.get(current) if current else None
    if record is None:
        is_up_to_date = current is None and coverage.articles == 0
    else:
        is_up_to_date = (record.model, record.revision) == (settings.model, store.revision())
    return ArchiveState(
        home=str(settings.home),
        articles=coverage.articles,
        meetings=coverage.meetings,
        chunks=store.chunks.count(),
        questions=store.questions.count(),
        first=coverage.first,
        last=coverage.last,
        generation=current,
        pending=_count_pending(store, record) if record else 0,
        queue=store.waiting.queue(),
        record=record,
        is_up_to_date=is_up_to_date,
    )


def _count_pending(store: Store, record: GenerationRecord) -> int:
    """Chunks without a vector of the index's model: none but of articles that changed since it was built."""
    changed = store.changes.since(record.revision, limit=MOST_RENEWED)
    return len(store.embeddings.missing_chunks(record.fingerprint, changed))
