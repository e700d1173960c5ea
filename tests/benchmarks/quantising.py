"""Measures what keeping vectors in fewer bytes, or looking at fewer of them, costs in recall, on real vectors.

    python -m tests.benchmarks.quantising HOME [--questions 200]

The questions are made from the titles of stored articles. Prints a table: of the ten best that single precision finds,
the share that each way finds, milliseconds of CPU a question, and bytes a vector.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import faiss
import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from data.settings import Settings
from retrieval.index.dense.part import LISTS_SEARCHED
from retrieval.index.models import load_encoder
from retrieval.ingest import open_reading

BEST = 10
TRAINED_ON = 15_000
WAYS = {
    "half precision, all": "SQfp16",
    "8 bits, all": "SQ8",
    "4 bits, all": "SQ4",
    "product, 96 bytes, all": "PQ96",
    "half precision, lists": "IVF{lists},SQfp16",
    "8 bits, lists": "IVF{lists},SQ8",
    "product, 96 bytes, lists": "IVF{lists},PQ96",
}


def main(
    home: Annotated[Path, typer.Argument(help="An archive whose vectors the model made.")],
    questions: Annotated[int, typer.Option(help="How many questions.")] = 200,
) -> None:
    """Compare every way of keeping and searching vectors with looking at all of them in single precision."""
    faiss.omp_set_num_threads(1)
    settings = Settings(home=home, _env_file=None)
    encoder = load_encoder(settings.model)
    with open_reading(settings) as store:
        vectors = store.embeddings.matrix(encoder.fingerprint())[1].astype(np.float32)
        records = store.articles.latest()
    step = max(1, len(records) // questions)
    asked = np.stack([encoder.encode_query(record.title) for record in records[::step][:questions]])
    best = np.argsort(-(asked @ vectors.T), axis=1)[:, :BEST]
    table = Table("way", "recall@10", "ms", "bytes", title=f"{len(vectors):,} vectors, {len(asked)} questions")
    lists = round(2 * len(vectors) ** 0.5)
    for name, factory in WAYS.items():
        index = faiss.index_factory(vectors.shape[1], factory.format(lists=lists), faiss.METRIC_INNER_PRODUCT)
        index.train(vectors[:TRAINED_ON])
        index.add(vectors)
        for share in (LISTS_SEARCHED, LISTS_SEARCHED / 2) if isinstance(index, faiss.IndexIVF) else (1.0,):
            if isinstance(index, faiss.IndexIVF):
                index.nprobe = round(lists * share)
            recall, milliseconds = _measure(index, asked, best)
            label = name if share == 1 else f"{name}, {share:.3g} of them"
            table.add_row(label, f"{recall:.3f}", f"{milliseconds:.2f}", str(index.sa_code_size()))
    Console().print(table)


def _measure(index: Any, asked: NDArray[np.float32], best: NDArray[np.int64]) -> tuple[float, float]:
    started = time.process_time()
    found = [index.search(vector[np.newaxis], BEST)[1][0] for vector in asked]
    seconds = time.process_time() - started
    shares = [np.isin(right, given).mean() for right, given in zip(best, found, strict=True)]
    return float(np.mean(shares)), 1000 * seconds / len(asked)


if __name__ == "__main__":
    typer.run(main)
