"""The archive opened for writing, as the settings say: by one process at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial

from data.readers import read_sources
from data.settings import Settings
from data.store import Store, open_store
from data.store.lock import hold_writer_lock
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.readers import Readers
from retrieval.ingest.summary import Progress, Summary, keep_quiet


@contextmanager
def open_reading(settings: Settings) -> Iterator[Store]:
    """The store, to look at."""
    store = open_store(settings.database)
    try:
        yield store
    finally:
        store.close()


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
    from retrieval.index.engines import open_index
    from retrieval.index.models import load_encoder

    with hold_writer_lock(settings.home, wait_seconds=wait_seconds), open_reading(settings) as store:
        workers = workers or max(1, (os.cpu_count() or 1) - 1)
        load, readers = partial(load_encoder, threads=workers), Readers(workers)
        with closing(readers):
            index = open_index(settings)
            index.catch_up(is_writing=True)
            yield Pipeline(store, index, model or settings.model, load, progress, readers=readers)


def add_sources(
    settings: Settings,
    sources: Sequence[str],
    *,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress = keep_quiet,
    workers: int | None = None,
) -> Summary:
    """Read files, folders and URLs into the archive and bring the index up to date.

    `mapping` says what our fields are called in the files, where no table of names would know it.
    """
    with open_writing(settings, progress=progress, workers=workers) as pipeline:
        items = read_sources(
            sources,
            max_characters=settings.max_article_characters,
            origin_of=pipeline.store.articles.source,
            mapping=mapping,
        )
        return pipeline.add(items, dry_run=dry_run)
