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
class Overall:
    """How far all stages of a run are together, in articles and chunks; the index, built in seconds, is not counted."""

    stages: dict[str, tuple[int, int | None]] = field(default_factory=dict)

    def count(self, stage: str, done: int, total: int | None) -> tuple[int, int | None]:
        """What is done, and of how much; None while a stage runs whose end nobody can know."""
        if stage != "index":
            self.stages[stage] = (done, total)
        told = list(self.stages.values())
        has_end = not told or told[-1][1] is not None
        whole = sum(done if total is None else total for done, total in told)
        return sum(done for done, _ in told), whole if has_end else None


@dataclass(slots=True)
class Summary:
    """What became of the records of one run: article ids, for a duplicate also the one it repeats."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    duplicate: list[tuple[str, str]] = field(default_factory=list)
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
