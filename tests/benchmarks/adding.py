"""What adding articles takes: the real command, in a fresh process, with a stopwatch at each stage."""

from __future__ import annotations

import contextlib
import io
import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data.article import Article
from tests.benchmarks.measuring import Stopwatch

READING, CUTTING, EMBEDDING, STORING, INDEXING = "reading facts", "cutting", "embedding", "storing", "indexing"
STARTING, DECIDING = "starting, model", "comparing with the archive"
REST = "reading the file"


@dataclass(frozen=True, slots=True)
class Added:
    """CPU seconds of a whole process by stage, its seconds by the clock, and what the command counted."""

    stages: dict[str, float]
    cpu_seconds: float
    clock_seconds: float
    counts: dict[str, int]


def write_records(path: Path, articles: Iterable[Article]) -> None:
    """The articles as the JSON lines that the command reads."""
    with path.open("w", encoding="utf-8") as lines:
        for article in articles:
            record = {
                "id": article.id,
                "title": article.title,
                "publisher": article.publisher,
                "url": article.url,
                "published": article.published.isoformat() if article.published else None,
                "text": article.text,
            }
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def add(home: Path, path: Path) -> Added:
    """Run `embed_corpus.py add PATH` in this process, which must be fresh: its CPU time counts from its start."""
    started = time.perf_counter()
    os.environ["NOTULA_HOME"] = str(home)
    import embed_corpus
    from retrieval.index import models
    from retrieval.ingest import adding, pipeline, readers

    stopwatch = Stopwatch()
    stopwatch.watch(models, "load_encoder", STARTING)
    for owner, name, stage in (
        (readers.Readers, "read", READING),
        (adding, "cut_articles", CUTTING),
        (adding.Adding, "_decide", DECIDING),
        (pipeline.Pipeline, "_embed", EMBEDDING),
        (adding.Adding, "_write", STORING),
        (pipeline.Pipeline, "refresh", INDEXING),
    ):
        stopwatch.watch(owner, name, stage)
    before = time.process_time()
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        embed_corpus.add([str(path)], dry_run=False, workers=1, as_json=True)
    whole = time.process_time()
    stages = dict(stopwatch.seconds)
    stages[REST] = whole - before - sum(stages.values())
    stages[STARTING] = stages.get(STARTING, 0.0) + before
    return Added(stages, whole, time.perf_counter() - started, json.loads(said.getvalue()))
