"""Everything new from all sources, once."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain

from data.following.visiting import Visitor, site_of
from data.settings import Settings
from data.source import Source, SourceKind
from data.store import Store
from data.store.lock import hold_update_lock
from retrieval.following.failing import fail_item
from retrieval.following.gathering import Gathering
from retrieval.following.report import Report
from retrieval.following.taking import Outcome, Passing, judge
from retrieval.ingest import Progress, open_reading, open_writing
from retrieval.ingest.summary import keep_quiet

THREADS = 8
"""Hosts that are visited at the same time."""

PORTION = 128
"""Items for which the archive is locked at a time, a minute or two: who waits for it comes in between."""

WAIT_SECONDS = 600.0
"""How long a portion waits for another writer."""

_GIVE_WAY_SECONDS = 0.5  # others look every twentieth of a second whether the archive is free


def _now() -> datetime:
    return datetime.now(UTC)


def update_sources(
    settings: Settings,
    *,
    only_due: bool = False,
    retry: bool = False,
    progress: Progress = keep_quiet,
    visitor: Visitor | None = None,
    clock: Callable[[], datetime] = _now,
) -> Report:
    """Fetch what is new from the sources that are not paused, and add it; StoreError where another process does so.

    `only_due`: leave out what was visited lately or failed lately; `retry`: take up what failed too often as well.
    """
    with hold_update_lock(settings), open_reading(settings) as store:
        run = _Run(settings, store, Report(store), progress, clock)
        run.gather(visitor or Visitor(), only_due=only_due, retry=retry)
        run.take()
        run.report.count_rest()
        return run.report


@dataclass(frozen=True, slots=True)
class _Run:
    settings: Settings
    store: Store
    report: Report
    progress: Progress
    clock: Callable[[], datetime]

    def gather(self, visitor: Visitor, *, only_due: bool, retry: bool) -> None:
        """List and fetch, the sources of one host one after the other, several hosts at a time."""
        sources = self.store.sources.due(self.clock() if only_due else None)
        every = timedelta(minutes=self.settings.update_minutes)
        characters = self.settings.max_article_characters
        gathering = Gathering(self.store, visitor, characters, every, self.clock, only_due=only_due, retry=retry)
        # Made here: threads only look them up.
        told = {source.id: self.report.of(source) for source in sources}

        def visit_host(group: Sequence[Source]) -> int:
            for source in group:
                gathering.gather(source, told[source.id])
            return len(group)

        done = 0
        with ThreadPoolExecutor(THREADS, thread_name_prefix="visit") as threads:
            try:
                for visited in as_completed([threads.submit(visit_host, group) for group in _by_host(sources)]):
                    done += visited.result()
                    self.progress("fetch", done, len(sources))
            except BaseException:
                visitor.stop()
                threads.shutdown(wait=False, cancel_futures=True)
                raise

    def take(self) -> None:
        """Add everything that is spooled, a portion for each lock."""
        last = 0
        while spooled := self.store.source_items.spooled(after=last, limit=PORTION):
            if last:
                time.sleep(_GIVE_WAY_SECONDS)
            last = spooled[-1][0].id
            self._add([Passing(item, kept) for item, kept in spooled])

    def _add(self, passing: list[Passing]) -> None:
        characters = self.settings.max_article_characters
        with open_writing(self.settings, progress=self.progress, wait_seconds=WAIT_SECONDS) as pipeline:
            found = (one.read(self.store, characters) for one in passing)
            summary = pipeline.add(chain.from_iterable(found))
        with self.store.transaction():
            for one, outcome in judge(passing, summary):
                self._settle(one, outcome)

    def _settle(self, one: Passing, outcome: Outcome) -> None:
        source = self.store.sources.get(one.item.source_id)
        if source is None:  # followed no more since it was fetched
            return
        told, now = self.report.of(source), self.clock()
        if outcome.reason:
            fail_item(self.store, told, one.item, outcome.reason, now=now)
            return
        self.store.source_items.take(one.item.id, outcome.article_id, now=now)
        told.touched += 1
        told.new += outcome.new
        told.changed += outcome.changed
        told.unchanged += outcome.unchanged
        told.failures += one.failures


def _by_host(sources: Sequence[Source]) -> list[list[Source]]:
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups["" if source.kind is SourceKind.FOLDER else site_of(source.url)].append(source)
    return list(groups.values())
