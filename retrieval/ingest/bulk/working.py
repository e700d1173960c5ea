"""`work`: a crew on what waits, and the index when it is done and now and then before."""

from __future__ import annotations

import time
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial

from data.errors import StoreError
from data.settings import Settings
from data.store import Current, Store
from data.wording import archive as wording
from retrieval.ingest.bulk.crew import READY, Crew, Say
from retrieval.ingest.bulk.worker import Worker
from retrieval.ingest.cutting import cutting_version
from retrieval.ingest.opening import choose_workers, open_alone, open_pipeline, open_readers, open_reading
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.summary import Progress, keep_quiet

LOOK_SECONDS = 2.0
"""How often crew and queue are looked at."""

PAUSE_SECONDS = 0.2
"""How long a worker waits where others hold all that is left."""

WAIT_SECONDS = 600.0
"""How long the index waits for another writer, when all is done."""

LEAST_INDEXED = 2000
"""Articles that are worth an index before the end at least, and as many as there were at the last: so all indexes of a
run together take no longer than two of the last one."""

_MOST_TOLD = 1000


@dataclass(frozen=True, slots=True)
class Worked:
    """What became of what waited: articles finished while this ran, by whomever, reasons of those that were given up,
    by id, and the generation in use."""

    finished: int
    given_up: dict[str, str]
    generation: str | None


def work(
    settings: Settings,
    *,
    workers: int | None = None,
    forever: bool = False,
    retry: bool = False,
    indexes: bool = True,
    progress: Progress = keep_quiet,
) -> Worked:
    """Read, cut and embed what waits or lacks it, beside whoever else does so, until nothing waits; then index it.

    `retry`: take up what was given up as well; `indexes`: False leaves the index to others. With `forever` it goes on
    when more comes. StoreError where the database cannot be shared so; GenerationError where the index is another
    model's.
    """
    with open_reading(settings) as store:
        if not store.has_row_locks():
            raise StoreError(wording.WORK_NEEDS_SERVER)
        pipeline = open_pipeline(settings, store, progress=progress)
        _fill(pipeline, retry=retry)
        run = Run(settings, pipeline, workers=choose_workers(workers), indexes=indexes)
        run.work_off()
        while forever:
            run.wait_for_more()
            run.work_off()
        return run.tell()


def work_until_done(settings: Settings, say: Say) -> None:
    """Be one worker of a crew, until nothing waits."""
    from retrieval.index.models import load_encoder

    with open_reading(settings) as store:
        encoder = load_encoder(settings.model)
        with closing(open_readers(settings, store)) as readers:
            worker = Worker(store, encoder, readers)
            say(READY)
            while worker.step() or _waits(store):
                pass


def _waits(store: Store) -> bool:
    """Whether something waits that others hold; they may be ended, so whoever is free looks again after a while."""
    if not store.waiting.queue().waiting:
        return False
    time.sleep(PAUSE_SECONDS)
    return True


def _fill(pipeline: Pipeline, *, retry: bool) -> None:
    pipeline.check_model()
    waiting, encoder = pipeline.store.waiting, pipeline.encoder
    if retry:
        waiting.retry()
    waiting.fill(Current(pipeline.readers.version, cutting_version(encoder), encoder.fingerprint()))


class Run:
    """One run of `work`; how far everybody is stands in SQL alone."""

    def __init__(self, settings: Settings, pipeline: Pipeline, *, workers: int, indexes: bool) -> None:
        self._settings = settings
        self._pipeline = pipeline
        self._store = pipeline.store
        self._workers = workers
        self._indexes = indexes
        self._most = 0
        self._indexed = self._count_ready()

    def work_off(self) -> None:
        """Let a crew finish what waits, and index it."""
        self.look()
        if self._most:
            with closing(Crew(self._workers, partial(work_until_done, self._settings))) as crew:
                while crew.look(LOOK_SECONDS):
                    self.look()
            self.look()
        if self._indexes:
            self._index(wait_seconds=WAIT_SECONDS)

    def wait_for_more(self) -> None:
        """Return when something waits."""
        while not self._store.waiting.queue().waiting:
            time.sleep(LOOK_SECONDS)

    def tell(self) -> Worked:
        """What became of it."""
        waiting, generation = self._store.waiting, self._pipeline.generations.current()
        return Worked(self._most - waiting.queue().waiting, waiting.given_up(limit=_MOST_TOLD), generation)

    def look(self) -> None:
        """Tell how far all workers are, and index what is ready where that is worth it."""
        waiting = self._store.waiting.queue().waiting
        self._most = max(self._most, waiting)
        self._pipeline.progress("work", self._most - waiting, self._most)
        if self._indexes and self._count_ready() >= self._indexed + max(LEAST_INDEXED, self._indexed):
            # Another writer is no reason to wait: the crew goes on, and this is looked at again.
            with suppress(StoreError):
                self._index()

    def _index(self, *, wait_seconds: float = 0.0) -> None:
        encoder = self._pipeline.encoder
        with open_alone(self._settings, wait_seconds=wait_seconds) as store:
            alone = replace(self._pipeline, store=store, load=lambda model: encoder)
            alone.generations.catch_up(is_writing=True)
            alone.settle()
        self._indexed = self._count_ready()

    def _count_ready(self) -> int:
        queue = self._store.waiting.queue()
        return self._store.articles.count() - queue.waiting - queue.given_up
