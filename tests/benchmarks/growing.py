"""Grows an archive of made-up news to a size, with the real store, chunker and index, on two cores.

One process makes up stories and cuts them, the other one stores and indexes them.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from data.article import Article
from data.facts import Reading
from data.readers import Record
from data.settings import Settings
from data.store import CutChunk
from retrieval.index.chunker import chunk_article, embedding_text
from retrieval.index.encoder import Encoder, Vectors
from retrieval.index.models import load_encoder
from retrieval.ingest import open_writing
from retrieval.ingest.cutting import cut_articles
from tests.benchmarks.drawn import REAL_VECTORS, DrawnEncoder, KnownReaders, read_story, read_vectors
from tests.benchmarks.measuring import Stopwatch, measure_memory
from tests.benchmarks.nation import Nation

VECTORS = "vectors.npy"
MAKING, STORING, PEOPLE, VERSIONS = "making up and cutting", "storing", "people", "versions"
INDEXING, LOOKING, REST = "indexing", "comparing with the archive", "the rest"
_AT_ONCE = 256

Made = tuple[list[Article], dict[str, Reading], dict[str, list[CutChunk]]]


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
    from retrieval.ingest import adding

    stopwatch = Stopwatch()
    _watch(stopwatch)
    started, readers = time.process_time(), KnownReaders()
    cut: dict[str, list[CutChunk]] = {}
    adding.cut_articles = lambda articles, *_: {article.id: cut.pop(article.id) for article in articles}
    with open_writing(Settings(home=home, _env_file=None)) as pipeline:
        encoder = pipeline.encoder
        pipeline.readers = readers
        real = read_vectors(home / VECTORS, encoder, _passages(encoder, seed))
        pipeline.encoder = DrawnEncoder(encoder, real)
        before = pipeline.store.articles.count()
        ours, theirs = multiprocessing.Pipe(duplex=False)
        maker = multiprocessing.get_context("spawn").Process(target=_make, args=(theirs, real, seed, before, size))
        maker.start()
        pipeline.add(_receive(ours, readers, cut))
        making = ours.recv()
        maker.join()
    whole = time.process_time() - started
    stages = dict(stopwatch.seconds)
    stages |= {REST: whole - sum(stages.values()), MAKING: making}
    return Grown(before, size, stages, whole + making, measure_memory("VmHWM"))


def _receive(ours: Connection, readers: KnownReaders, cut: dict[str, list[CutChunk]]) -> Iterator[Record]:
    while made := ours.recv():
        articles, readings, pieces = made
        readers.told |= readings
        cut |= pieces
        yield from (Record(article, "made up") for article in articles)


def _make(theirs: Connection, real: Vectors, seed: int, before: int, size: int) -> None:
    """Send what is made, a portion at a time; then nothing, and the CPU seconds that it took."""
    encoder = DrawnEncoder(load_encoder(Settings(_env_file=None).model), real)
    stories = islice(Nation(seed).write(size), before, None)
    while portion := list(islice(stories, _AT_ONCE)):
        articles = [story.article for story in portion]
        readings = {story.article.id: read_story(story) for story in portion}
        theirs.send((articles, readings, cut_articles(articles, readings, encoder)))
    theirs.send(None)
    theirs.send(time.process_time())


def _passages(encoder: Encoder, seed: int) -> Iterator[str]:
    articles = (story.article for story in Nation(seed + 1).write(REAL_VECTORS))
    cut = (chunk_article(article, fits=encoder.fits) for article in articles)
    return (embedding_text(chunks[number % len(chunks)]) for number, chunks in enumerate(cut))


def _watch(stopwatch: Stopwatch) -> None:
    from retrieval.ingest import adding, pipeline, storing

    for owner, name, stage in (
        (storing, "link_articles", PEOPLE),
        (adding, "link_versions", VERSIONS),
        (adding.Adding, "_decide", LOOKING),
        (adding.Adding, "_write", STORING),
        (pipeline.Pipeline, "_embed", STORING),
        (pipeline.Pipeline, "refresh", INDEXING),
    ):
        stopwatch.watch(owner, name, stage)
