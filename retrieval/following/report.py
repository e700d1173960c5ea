"""What became of a run, by source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from data.readers import Failure
from data.source import ItemState, Source
from data.store import Store

COUNTS = ("new", "changed", "unchanged", "gone", "failed")


@dataclass(slots=True)
class SourceReport:
    """What a source brought: numbers of articles, `touched` of items that went to the pipeline, and what failed."""

    source: Source
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    touched: int = 0
    failures: list[Failure] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """How much failed: the source itself, pages and files."""
        return len(self.failures)

    def fail(self, url: str, reason: str) -> None:
        """Note one failure."""
        self.failures.append(Failure(url, reason))


class Report:
    """The sources that a run was about."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: dict[int, SourceReport] = {}

    def of(self, source: Source) -> SourceReport:
        """What is told of a source."""
        return self._told.setdefault(source.id, SourceReport(source))

    def sources(self) -> list[SourceReport]:
        """The sources, in the order they were added."""
        return [self._told[number] for number in sorted(self._told)]

    def count_rest(self) -> None:
        """Count as unchanged what was taken earlier and is as it was."""
        counts = self._store.source_items.counts()
        for number, told in self._told.items():
            # None are left of a source that is followed no more.
            told.unchanged += max(0, counts.get(number, {}).get(ItemState.TAKEN, 0) - told.touched)

    def to_json(self) -> dict[str, Any]:
        """The object that `update --json` prints."""
        told = self.sources()
        return {
            **{name: sum(getattr(one, name) for one in told) for name in COUNTS},
            "sources": [_source_json(one) for one in told],
            "failures": [
                {"source": one.source.url, "url": failure.source, "reason": failure.reason}
                for one in told
                for failure in one.failures
            ],
        }


def _source_json(told: SourceReport) -> dict[str, Any]:
    source = told.source
    named = {"source": source.url, "kind": source.kind.value, "title": source.title}
    return {**named, **{name: getattr(told, name) for name in COUNTS}}
