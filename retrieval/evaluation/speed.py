"""What a model costs: seconds to load, chunks per CPU-second, milliseconds for a question, megabytes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from data.article import Chunk
from retrieval.evaluation.rankings import lexical_index
from retrieval.index.chunker import embedding_text
from retrieval.index.encoder import Encoder, load_encoder
from retrieval.index.search import CANDIDATES

# Enough for a steady figure, little enough for the slowest candidate (30 s of a six-layer MiniLM).
TIMED_CHUNKS = 512
TIMED_QUESTIONS = 50


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU time of one process on one thread; `megabytes` on disk, 0 where the model is not a folder.

    `thousand_articles_seconds`: first embedding (or, for BM25, indexing) of 1,000 articles as long as those given.
    """

    model: str
    load_seconds: float
    chunks_per_second: float
    thousand_articles_seconds: float
    question_milliseconds: float
    megabytes: float


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of this process that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def time_encoder(encoder: Encoder, chunks: Sequence[Chunk], questions: Sequence[str], *, load_seconds: float) -> Speed:
    """Encode some chunks in one go and some questions one by one; the median question counts."""
    texts = [embedding_text(chunk) for chunk in chunks[:TIMED_CHUNKS]]
    encoder.encode_passages(texts[:8])
    seconds = cpu_seconds(lambda: encoder.encode_passages(texts))
    milliseconds = question_milliseconds(encoder.encode_query, questions)
    rate = len(texts) / seconds
    return Speed(
        model=encoder.name,
        load_seconds=round(load_seconds, 2),
        chunks_per_second=round(rate, 1),
        thousand_articles_seconds=round(chunks_in_thousand(chunks) / rate, 1),
        question_milliseconds=milliseconds,
        megabytes=folder_megabytes(Path(encoder.name)),
    )


def question_milliseconds(answer: Callable[[str], object], questions: Sequence[str]) -> float:
    """CPU milliseconds of the median question, answered one by one."""
    seconds = [cpu_seconds(partial(answer, question)) for question in questions[:TIMED_QUESTIONS]]
    return round(1000 * statistics.median(seconds), 2)


def time_bm25(chunks: Sequence[Chunk], questions: Sequence[str]) -> Speed:
    """The same figures for the lexical index: chunks written, questions searched."""
    start = time.process_time()
    with lexical_index(chunks) as index:
        seconds = time.process_time() - start
        milliseconds = question_milliseconds(partial(index.search, limit=CANDIDATES), questions)
    rate = len(chunks) / seconds
    return Speed("BM25", 0.0, round(rate, 1), round(chunks_in_thousand(chunks) / rate, 1), milliseconds, 0.0)


def chunks_in_thousand(chunks: Sequence[Chunk]) -> float:
    """Chunks of 1,000 articles like those that the given chunks were cut from."""
    return 1000 * len(chunks) / len({chunk.article_id for chunk in chunks})


def load_timed(name: str) -> tuple[Encoder, float]:
    """An encoder, and the CPU seconds that loading it took (the first one also imports torch)."""
    start = time.process_time()
    encoder = load_encoder(name)
    return encoder, time.process_time() - start


def folder_megabytes(folder: Path) -> float:
    """Size of a model folder in MB (10^6 bytes), without other models that lie inside it."""
    others = {path.parent for path in folder.glob("*/modules.json")}
    files = [path for path in folder.rglob("*") if path.is_file() and not others.intersection(path.parents)]
    return round(sum(path.stat().st_size for path in files) / 1e6, 1)
