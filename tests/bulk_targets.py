"""What the processes of a crew do in tests; here, because they are started anew and import it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from small_models import WordEncoder

from data.errors import StoreError
from data.store import open_store
from retrieval.ingest.bulk.crew import READY, Say
from retrieval.ingest.bulk.worker import Worker

POISON = "poison"


def end_once(file: Path, say: Say) -> None:
    """Be ended from outside the first time, and be done the second."""
    say(READY)
    if not file.exists():
        file.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def fail(say: Say) -> None:
    """Say why."""
    say(READY)
    raise StoreError("Basis data hilang.")


def never_be_ready(say: Say) -> None:
    """Be ended before anything is loaded."""
    os.kill(os.getpid(), signal.SIGKILL)


def work_or_end(url: str, say: Say) -> None:
    """Work until nothing waits; one article ends whoever reads it."""
    from retrieval.reading import reader

    read = reader.read_article

    def read_article(article):
        if article.id == POISON:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(article)

    reader.read_article = read_article
    store = open_store(url)
    worker = Worker(store, WordEncoder())
    say(READY)
    while worker.step() or store.waiting.queue().waiting:
        pass
    store.close()
