"""Reads articles: the first few in this process, many by worker processes."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

from data.article import Article
from data.errors import ModelError
from data.facts import Reading
from data.wording import archive as wording

if TYPE_CHECKING:
    from retrieval.llm.reading.reader import ModelReader

FEW = 64
"""Articles that are read before workers are started: they take two seconds to load what they read with."""

AT_ONCE = 4
"""Articles that a worker is given at once."""

_LOG = logging.getLogger(__name__)

Batch = TypeVar("Batch")
Begun = Iterable[tuple[str, "Reading | str"]]
"""What is told of articles whose reading has begun, by article id: what each says, or why it could not be read."""


class Readers:
    """What reads articles. `workers`: how many processes at most; `model`: a language model that reads them as well,
    where there is one. Closing ends them."""

    def __init__(self, workers: int = 1, model: ModelReader | None = None) -> None:
        self._workers = workers
        self._model = model
        self._pool: ProcessPoolExecutor | None = None
        self._count = 0

    @property
    def version(self) -> str:
        """The version of readings that are made now."""
        from retrieval.reading.reader import READER_VERSION

        return self._model.version(READER_VERSION) if self._model else READER_VERSION

    @property
    def left_out(self) -> list[str]:
        """Ids of the articles that the language model was to read, and did not."""
        return list(self._model.failed) if self._model else []

    def begin(self, batches: Iterable[tuple[Batch, Sequence[Article]]]) -> Iterator[tuple[Batch, Begun]]:
        """Each batch with what is told of its articles, in order.

        Workers have begun with some batches behind it by then, so that none waits for the slowest of a batch, and
        what is done with a batch is done while they read on. ModelError as `read`.
        """
        ahead = 0 if self._workers == 1 else 2 + self._workers // AT_ONCE
        under_way: deque[tuple[Batch, Begun]] = deque()
        for batch, articles in batches:
            under_way.append((batch, self._begin(articles)))
            if len(under_way) > ahead:
                yield under_way.popleft()
        yield from under_way

    def read(self, articles: Iterable[Article], begun: Begun = ()) -> tuple[dict[str, Reading], dict[str, str]]:
        """What each article says of meetings, by article id; and why the others could not be read, by article id.

        `begun`: what `begin` gave for some of them. ModelError where what reads them is missing or damaged.
        """
        articles, told = list(articles), dict(begun)
        told.update(self._begin([article for article in articles if article.id not in told]))
        readings: dict[str, Reading] = {}
        reasons: dict[str, str] = {}
        for article in articles:
            reading = told[article.id]
            if isinstance(reading, str):
                reasons[article.id] = reading
            else:
                readings[article.id] = reading
        return self._model.improve(articles, readings) if self._model else readings, reasons

    def close(self) -> None:
        """End the workers."""
        if self._model:
            self._model.close()
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _begin(self, articles: Sequence[Article]) -> Begun:
        self._count += len(articles)
        if self._workers > 1 and self._count > FEW:
            self._start()
        return self._tell(articles) if self._pool else self._tell_later(articles)

    def _tell(self, articles: Sequence[Article]) -> Begun:
        readings = self._pool.map(read_one, articles, chunksize=AT_ONCE) if self._pool else map(read_one, articles)
        return zip((article.id for article in articles), readings, strict=True)

    def _tell_later(self, articles: Sequence[Article]) -> Begun:
        """By the workers if they were started meanwhile: then many articles have come after these few."""
        yield from self._tell(articles)

    def _start(self) -> None:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=end_with_parent)


def read_one(article: Article) -> Reading | str:
    """What an article says of meetings, or why it could not be read; ModelError where it is not at fault."""
    from retrieval.reading.reader import read_article

    try:
        return read_article(article)
    except ModelError:  # it would keep every other article out
        raise
    except Exception as error:  # one article that the reader stumbles over must not keep the others out
        _LOG.warning("The reader failed at article %s: %r", article.id, error)
        return wording.not_readable(type(error).__name__)


def end_with_parent() -> None:
    """A process whose parent is killed ends as well."""
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
