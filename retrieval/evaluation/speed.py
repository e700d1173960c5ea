"""What a model costs: seconds to start, chunks per CPU-second, milliseconds for a question, megabytes."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from data.article import Chunk
from retrieval.evaluation.rankings import lexical_index
from retrieval.index.chunker import embedding_text
from retrieval.index.encoder import Encoder
from retrieval.index.models import load_encoder
from retrieval.index.search import CANDIDATES

# Enough for a steady figure, little enough for the slowest candidate (twelve layers in single precision: 20 s).
TIMED_CHUNKS = 256
TIMED_QUESTIONS = 60
WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU time of a fresh process on one core; megabytes of the folder (0 where there is none) and in memory.

    `thousand_articles_seconds`: first embedding (or, for BM25, indexing) of all chunks of 1,000 articles as long as
    those given. `start_seconds`: from the start of the process until the model can be asked.
    """

    model: str
    start_seconds: float
    chunks_per_second: float
    thousand_articles_seconds: float
    question_milliseconds: float
    question_p95_milliseconds: float
    megabytes: float
    memory_megabytes: float


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of this process that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def time_model(name: str, chunks: Sequence[Chunk], questions: Sequence[str]) -> Speed:
    """Load a model in a process of its own, encode some chunks in one go and some questions one by one."""
    texts = [embedding_text(chunk) for chunk in chunks[:: max(1, len(chunks) // TIMED_CHUNKS)][:TIMED_CHUNKS]]
    work = partial(_time_here, name, texts, list(questions[:TIMED_QUESTIONS]), chunks_in_thousand(chunks))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work).result()


def _time_here(name: str, texts: Sequence[str], questions: Sequence[str], chunks: float) -> Speed:
    encoder = load_encoder(name)
    start_seconds = time.process_time()
    return time_encoder(encoder, texts, questions, chunks=chunks, start_seconds=start_seconds)


def time_encoder(
    encoder: Encoder, texts: Sequence[str], questions: Sequence[str], *, chunks: float, start_seconds: float
) -> Speed:
    """Time an encoder that is loaded; `chunks` are those of 1,000 articles."""
    encoder.encode_passages(texts[:WARM_UP])
    rate = len(texts) / cpu_seconds(lambda: encoder.encode_passages(texts))
    middle, p95 = question_milliseconds(encoder.encode_query, questions)
    return Speed(
        model=encoder.name,
        start_seconds=round(start_seconds, 2),
        chunks_per_second=round(rate, 1),
        thousand_articles_seconds=round(chunks / rate, 1),
        question_milliseconds=middle,
        question_p95_milliseconds=p95,
        megabytes=folder_megabytes(Path(encoder.name)),
        memory_megabytes=resident_megabytes(),
    )


def question_milliseconds(answer: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """CPU milliseconds of the median question and of the 95th of 100, answered one by one."""
    milliseconds = [1000 * cpu_seconds(partial(answer, question)) for question in questions[:TIMED_QUESTIONS]]
    middle, p95 = (round(float(value), 2) for value in np.percentile(milliseconds, [50, 95]))
    return middle, p95


def time_bm25(chunks: Sequence[Chunk], questions: Sequence[str]) -> Speed:
    """The same figures for the lexical index: chunks written, questions searched."""
    start = time.process_time()
    with lexical_index(chunks) as index:
        seconds = time.process_time() - start
        middle, p95 = question_milliseconds(partial(index.search, limit=CANDIDATES), questions)
    rate = len(chunks) / seconds
    return Speed("BM25", 0.0, round(rate, 1), round(chunks_in_thousand(chunks) / rate, 1), middle, p95, 0.0, 0.0)


def chunks_in_thousand(chunks: Sequence[Chunk]) -> float:
    """Chunks of 1,000 articles like those that the given chunks were cut from."""
    return 1000 * len(chunks) / len({chunk.article_id for chunk in chunks})


def folder_megabytes(folder: Path) -> float:
    """Size of a model folder in MB (10^6 bytes), without other models that lie inside it."""
    others = {path.parent for path in folder.glob("*/modules.json")}
    files = [path for path in folder.rglob("*") if path.is_file() and not others.intersection(path.parents)]
    return round(sum(path.stat().st_size for path in files) / 1e6, 1)


def resident_megabytes() -> float:
    """What this process holds in memory, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    return round(kilobytes * 1024 / 1e6, 1)
