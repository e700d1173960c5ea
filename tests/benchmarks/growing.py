"""Grows an archive of made-up news to a size, with the real store, chunker and index, in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from data.readers import Record
from data.settings import Settings
from retrieval.index.chunker import chunk_article, embedding_text
from retrieval.index.encoder import Encoder
from retrieval.ingest import open_writing
from tests.benchmarks.drawn import REAL_VECTORS, DrawnEncoder, KnownReaders, read_vectors
from tests.benchmarks.measuring import Stopwatch, measure_memory
from tests.benchmarks.nation import Nation

ADDED_AT = datetime(2024, 1, 1, tzinfo=UTC)
VECTORS = "vectors.npy"
MAKING, CUTTING, STORING, PEOPLE, VERSIONS = "making up", "cutting", "storing", "people", "versions"
INDEXING, LOOKING = "indexing", "comparing with the archive"


@dataclass(frozen=True, slots=True)
class Grown:
    """Articles there were and are, CPU seconds by stage and of all, and the most memory held, in mebibytes."""

    before: int
    articles: int
    stages: dict[str, float]
    cpu_seconds: float
    memory: float


def grow(home: Path, size: int, seed: int) -> Grown:
    """Add the stories that an archive lacks of the first `size` of a seed."""
    stopwatch = Stopwatch()
    _watch(stopwatch)
    started = time.process_time()
    nation, readers = Nation(seed), KnownReaders()
    with open_writing(Settings(home=home, _env_file=None)) as pipeline:
        encoder = pipeline.encoder
        pipeline.readers = readers
        pipeline.encoder = DrawnEncoder(encoder, read_vectors(home / VECTORS, encoder, list(_passages(encoder, seed))))
        before = pipeline.store.articles.count()
        stories = islice(nation.write(size), before, None)
        pipeline.add(Record(readers.tell(story), "made up") for story in stories)
    whole = time.process_time() - started
    stages = dict(stopwatch.seconds)
    stages[MAKING] = whole - sum(stages.values())
    return Grown(before, size, stages, whole, measure_memory("VmHWM"))


def _passages(encoder: Encoder, seed: int) -> Iterator[str]:
    articles = (story.article for story in Nation(seed + 1).write(REAL_VECTORS))
    first = ((article, chunk_article(article, fits=encoder.fits)) for article in articles)
    return (embedding_text(chunks[number % len(chunks)]) for number, (_, chunks) in enumerate(first))


def _watch(stopwatch: Stopwatch) -> None:
    from retrieval.ingest import pipeline

    for owner, name, stage in (
        (pipeline, "cut_articles", CUTTING),
        (pipeline, "link_articles", PEOPLE),
        (pipeline, "link_versions", VERSIONS),
        (pipeline.Pipeline, "_decide", LOOKING),
        (pipeline.Pipeline, "_write", STORING),
        (pipeline.Pipeline, "_embed", STORING),
        (pipeline.Pipeline, "refresh", INDEXING),
    ):
        stopwatch.watch(owner, name, stage)
