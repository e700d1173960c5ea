"""The archive opened for writing, as the settings say: by one process at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial

from data.errors import StoreError
from data.readers import read_sources
from data.settings import Settings
from data.store import Access, Store, open_store
from data.store.lock import hold_writer_lock
from data.wording import archive as wording
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.readers import Readers
from retrieval.ingest.summary import Progress, Summary, keep_quiet
from retrieval.llm.asking import Use


@contextmanager
def open_reading(settings: Settings) -> Iterator[Store]:
    """The store, to look at."""
    store = open_store(settings.database, Access(settings.database_connections))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_alone(settings: Settings, *, wait_seconds: float = 0.0) -> Iterator[Store]:
    """The store, to change the archive as nobody else does; StoreError where another process does after the wait."""
    with hold_writer_lock(settings, wait_seconds=wait_seconds), open_reading(settings) as store:
        store.claim()
        yield store


@contextmanager
def open_writing(
    settings: Settings,
    *,
    model: str | None = None,
    progress: Progress = keep_quiet,
    workers: int | None = None,
    wait_seconds: float = 0.0,
) -> Iterator[Pipeline]:
    """The pipeline over store, index and model (or another model); StoreError where another process writes.

    `workers`: processes that read many articles, and threads that embed; None for one a core but one, which is left
    to what else runs. `wait_seconds`: for the other process to end.
    """
    with open_alone(settings, wait_seconds=wait_seconds) as store:
        pipeline = open_pipeline(settings, store, model=model, progress=progress, workers=choose_workers(workers))
        with closing(pipeline.readers):
            pipeline.generations.catch_up(is_writing=True)
            yield pipeline


def open_pipeline(
    settings: Settings,
    store: Store,
    *,
    model: str | None = None,
    progress: Progress = keep_quiet,
    workers: int = 1,
) -> Pipeline:
    """The pipeline over an open store; whoever writes with it holds the writer's lock."""
    from retrieval.index.engines import open_index
    from retrieval.index.models import load_encoder

    load, readers = partial(load_encoder, threads=workers), open_readers(settings, store, workers=workers)
    return Pipeline(store, open_index(settings), model or settings.model, load, progress, readers=readers)


def open_readers(settings: Settings, store: Store, *, workers: int = 1) -> Readers:
    """What reads articles: the shipped reader, and a language model where the settings have one read."""
    if Use.READ not in settings.llm_uses:
        return Readers(workers)
    from retrieval.llm.opening import open_model_reader

    return Readers(workers, open_model_reader(settings, store))


def choose_workers(workers: int | None) -> int:
    """As many as are asked for; else one a core but one, which is left to what else runs."""
    return workers or max(1, (os.cpu_count() or 1) - 1)


def add_sources(
    settings: Settings,
    sources: Sequence[str],
    *,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    later: bool = False,
    progress: Progress = keep_quiet,
    workers: int | None = None,
) -> Summary:
    """Read files, folders and URLs into the archive and bring the index up to date, or leave the latter to workers.

    `mapping` says what our fields are called in the files, where no table of names would know it. StoreError where
    something is left to workers and they could not share the database.
    """
    with open_writing(settings, progress=progress, workers=workers) as pipeline:
        if later and not pipeline.store.has_row_locks():
            raise StoreError(wording.WORK_NEEDS_SERVER)
        items = read_sources(
            sources,
            max_characters=settings.max_article_characters,
            origin_of=pipeline.store.articles.source,
            mapping=mapping,
        )
        return pipeline.add(items, dry_run=dry_run, later=later)
