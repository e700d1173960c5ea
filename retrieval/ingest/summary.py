"""What a run tells while it works and at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from data.readers import Failure
from retrieval.ingest.decisions import Decided, Decision


class Progress(Protocol):
    """Hears how far a stage is; `total` is None where nobody can know."""

    def __call__(self, stage: str, done: int, total: int | None) -> None: ...


def keep_quiet(stage: str, done: int, total: int | None) -> None:
    """Report nothing."""


@dataclass(slots=True)
class Summary:
    """What became of the records of one run: article ids, for a duplicate also the one it repeats.

    Of the new and changed, those of `version` have the same text as another article, whose id stands beside.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    duplicate: list[tuple[str, str]] = field(default_factory=list)
    version: list[tuple[str, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    generation: str | None = None

    @property
    def read(self) -> int:
        """How many records were read."""
        return len(self.new) + len(self.changed) + len(self.unchanged) + len(self.duplicate)

    def count(self, decided: Decided) -> None:
        """Count one record."""
        article_id = decided.record.article.id
        match decided.decision:
            case Decision.NEW:
                self.new.append(article_id)
            case Decision.CHANGED:
                self.changed.append(article_id)
            case Decision.UNCHANGED:
                self.unchanged.append(article_id)
            case Decision.DUPLICATE:
                self.duplicate.append((article_id, decided.same_as or ""))
