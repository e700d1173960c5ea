"""Measures building and searching an index of generated articles, on one core.

    python -m tests.benchmarks.search [--articles 20000] [--model data/model] [--questions 300]

Prints time, memory and throughput; asserts nothing. The words are made up (syllables, by Zipf's law) around real
meeting kinds, regions and stop words, so that lists of common words are as long as in an archive of this size.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from data.article import Article, Chunk
from data.settings import SHIPPED_MODEL
from retrieval.index.chunker import chunk_article, embedding_text
from retrieval.index.encoder import Encoder
from retrieval.index.generation import Generations
from retrieval.index.models import load_encoder
from retrieval.index.search import CANDIDATES, Index
from tests.benchmarks.language import Language
from tests.benchmarks.measuring import measure_memory, timed


@dataclass(frozen=True, slots=True)
class Serving:
    """What a fresh process that only serves measured: milliseconds of each part, and megabytes as it grew."""

    whole: list[float]
    lexical: list[float]
    embedding: list[float]
    dense: list[float]
    megabytes: dict[str, float]
    opening_seconds: float


def main(
    articles: Annotated[int, typer.Option(help="How many articles to make up.")] = 20_000,
    questions: Annotated[int, typer.Option(help="How many questions to ask.")] = 300,
    model: Annotated[str, typer.Option(help="SentenceTransformer folder or name.")] = str(SHIPPED_MODEL),
    seed: Annotated[int, typer.Option(help="Another seed makes up another archive.")] = 1,
) -> None:
    """Build an index of made-up articles, search it in a fresh process, and print what it took."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder, console.status("Working …"):
        language = Language(seed)
        archive = list(language.write_articles(articles))
        table = Table("step", "figure", "per second", title=f"{articles:,} articles, {model}")
        build(table, Path(folder), archive=archive, encoder=load_encoder(model))
        asked = language.ask(archive, questions)
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            describe(table, pool.submit(serve, Path(folder), model, questions=asked).result())
    console.print(table)


def build(table: Table, home: Path, *, archive: Sequence[Article], encoder: Encoder) -> None:
    """Cut, embed and index; then index again with ten articles fewer."""
    seconds, cut = timed(lambda: [chunk_article(article, fits=encoder.fits) for article in archive])
    chunks = {chunk.id: chunk for pieces in cut for chunk in pieces}
    table.add_row("cut", f"{seconds:.1f} s, {len(chunks):,} chunks", f"{len(archive) / seconds:,.0f} articles")
    ids = list(chunks)
    texts = [embedding_text(chunk) for chunk in chunks.values()]
    seconds, vectors = timed(lambda: encoder.encode_passages(texts).astype(np.float16))
    table.add_row("embed", f"{seconds:.1f} s, {encoder.dimension} dimensions", f"{len(ids) / seconds:,.0f} chunks")
    rows = dict(zip(ids, vectors, strict=True))
    wanted = {chunk_id: chunk.context for chunk_id, chunk in chunks.items()}

    def fetch(fetched: Sequence[int]) -> Iterator[tuple[Chunk, Any]]:
        return ((chunks[chunk_id], rows[chunk_id]) for chunk_id in fetched)

    generations = Generations(home)
    seconds, _ = timed(lambda: generations.build(wanted, fetch, encoder=encoder))
    table.add_row("index, whole", f"{seconds:.1f} s", f"{len(ids) / seconds:,.0f} chunks")
    fewer = {chunk.id: chunk.context for pieces in cut[10:] for chunk in pieces}
    seconds, _ = timed(lambda: generations.build(fewer, fetch, encoder=encoder))
    table.add_row("index, ten articles fewer", f"{seconds:.1f} s", "")
    seconds, _ = timed(lambda: generations.build(wanted, fetch, encoder=encoder))
    table.add_row("index, ten articles more", f"{seconds:.1f} s", "")
    size = sum(path.stat().st_size for path in (generations.folder / str(generations.current())).rglob("*"))
    table.add_row("on disk", f"{size / 1e6:.0f} MB", "")


def serve(home: Path, model: str, *, questions: Sequence[str]) -> Serving:
    """Ask all questions in this process; first once without looking at the clock."""
    megabytes = {"imports": measure_memory()}
    encoder = load_encoder(model)
    megabytes["model"] = measure_memory()
    seconds, index = timed(lambda: Generations(home).open_current(encoder))
    megabytes["index, open"] = measure_memory()
    for question in questions:
        index.search(question)
    megabytes["index, after questions"] = measure_memory()
    return Serving(
        whole=[1000 * timed(lambda q=question: index.search(q))[0] for question in questions],
        **measure_parts(index, encoder, questions),
        megabytes=megabytes,
        opening_seconds=seconds,
    )


def measure_parts(index: Index, encoder: Encoder, questions: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds of each part of searching, one figure for each question."""
    vectors = [encoder.encode_query(question) for question in questions]
    return {
        "lexical": [
            1000 * timed(lambda q=question: index._lexical.search(q, limit=CANDIDATES))[0] for question in questions
        ],
        "embedding": [1000 * timed(lambda q=question: encoder.encode_query(q))[0] for question in questions],
        "dense": [1000 * timed(lambda v=vector: index._dense.search(v, limit=CANDIDATES))[0] for vector in vectors],
    }


def describe(table: Table, serving: Serving) -> None:
    """Add what serving took."""
    table.add_section()
    table.add_row("open", f"{serving.opening_seconds:.2f} s", "")
    for name in ("lexical", "embedding", "dense", "whole"):
        p50, p95, most = np.percentile(getattr(serving, name), [50, 95, 100])
        table.add_row(f"question, {name}", f"p50 {p50:.1f}  p95 {p95:.1f}  max {most:.1f} ms", f"{1000 / p50:,.0f}")
    table.add_section()
    for name, value in serving.megabytes.items():
        table.add_row(f"memory: {name}", f"{value:.0f} MiB", "")


if __name__ == "__main__":
    typer.run(main)
