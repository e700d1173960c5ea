"""Answers labelled questions from the local index and from Milvus, side by side in one process.

    python -m tests.benchmarks.engines --home FOLDER --articles FILE… --gold FILE… [--index milvus+file:///path.db]

`--home` is an archive whose index is up to date; its local index is asked, and the same chunks and vectors on Milvus.
Every figure of quality stands twice, every answer that differs is shown, and so is what questions took by the clock:
each question is asked of both in turn, one first as often as the other. Asserts nothing, writes only to Milvus.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from data.settings import Settings
from data.store import Store, open_store
from retrieval.answering.engine import Engine
from retrieval.index.encoder import Encoder
from retrieval.index.engines import ArchiveIndex, open_index
from retrieval.index.live import LiveIndex
from retrieval.index.models import load_encoder
from tests.benchmarks.measuring import timed
from tests.quality.scoring import score

LOCAL, REMOTE = "local", "Milvus"
WARM_UP = 20

Record = dict[str, Any]


def main(
    home: Annotated[Path, typer.Option(help="The archive, with an index that is up to date.")],
    articles: Annotated[list[Path], typer.Option(help="Its articles, as JSON lines.")],
    gold: Annotated[list[Path], typer.Option(help="Questions with what their answers should say, as JSON lines.")],
    index: Annotated[str, typer.Option(help="Where Milvus is, as NOTULA_INDEX_URL says it.")] = "",
) -> None:
    """Ask all questions of both engines and print what differs."""
    console = Console()
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(home=home, _env_file=None)
        remote = Settings(home=home, index_url=index or f"milvus+file://{scratch}/index.db", _env_file=None)
        store, encoder = open_store(settings.database), load_encoder(settings.model)
        chosen = {LOCAL: open_index(settings), REMOTE: open_index(remote)}
        console.print(f"put on Milvus in {fill(chosen[REMOTE], store, encoder):.1f} s")
        engines = {name: Engine(store, LiveIndex(one, encoder)) for name, one in chosen.items()}
        questions = read_lines(gold)
        answers = ask(engines, questions)
    texts = {article["id"]: article for article in read_lines(articles)}
    console.print(compare_quality(questions, texts, answers))
    console.print(compare_times(answers))
    console.print(list_differences(questions, answers))


def fill(index: ArchiveIndex, store: Store, encoder: Encoder) -> float:
    """Seconds that it took to put all chunks of an archive on Milvus, or to see that they are there."""
    fingerprint = encoder.fingerprint()
    wanted = store.chunks.wanted(fingerprint)
    seconds, _ = timed(
        lambda: index.build(wanted, lambda ids: store.embeddings.load(ids, fingerprint), encoder=encoder)
    )
    return seconds


def ask(engines: Mapping[str, Engine], questions: Sequence[Record]) -> dict[str, dict[str, Record]]:
    """The answers of both engines by question, after some that nobody looks at."""
    for question in questions[:WARM_UP]:
        for engine in engines.values():
            engine.ask(question["question"])
    answers: dict[str, dict[str, Record]] = {name: {} for name in engines}
    for number, question in enumerate(questions):
        for name in sorted(engines, reverse=bool(number % 2)):
            answer = engines[name].ask(question["question"], history=question.get("history", ()))
            answers[name][question["id"]] = answer.to_json(question["id"])
    return answers


def compare_quality(
    questions: Sequence[Record], articles: Mapping[str, Record], answers: Mapping[str, Mapping[str, Record]]
) -> Table:
    """Every figure of both engines."""
    table = Table("figure", LOCAL, REMOTE, "", title=f"{len(questions)} questions")
    local, remote = (score(questions, articles, answers[name])[0] for name in (LOCAL, REMOTE))
    for name, figure in local.items():
        table.add_row(name, f"{figure:.4f}", f"{remote[name]:.4f}", "" if figure == remote[name] else "differs")
    return table


def compare_times(answers: Mapping[str, Mapping[str, Record]]) -> Table:
    """Milliseconds from question to answer."""
    table = Table("milliseconds", "p50", "p95", "max")
    for name, given in answers.items():
        p50, p95, most = np.percentile([answer["milliseconds"] for answer in given.values()], [50, 95, 100])
        table.add_row(name, f"{p50:.0f}", f"{p95:.0f}", f"{most:.0f}")
    return table


def list_differences(questions: Sequence[Record], answers: Mapping[str, Mapping[str, Record]]) -> Table:
    """The questions whose answers are not the same to the letter, and in what."""
    table = Table("question", "differs in", LOCAL, REMOTE, title="differences")
    for question in questions:
        local, remote = (answers[name][question["id"]] for name in (LOCAL, REMOTE))
        parts = [
            part for part in local if part not in {"milliseconds", "generation"} and not same(local[part], remote[part])
        ]
        if parts:
            shown = [f"{one['status']}: {one['text'][:80]}" for one in (local, remote)]
            table.add_row(question["question"], ", ".join(parts), *shown)
    table.caption = f"{table.row_count} of {len(questions)}"
    return table


def same(left: Any, right: Any) -> bool:
    """Whether two parts of answers are the same, but for the last digits of scores."""
    return round_numbers(left) == round_numbers(right)


def round_numbers(value: Any) -> Any:
    """The value with all fractions rounded."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, list):
        return [round_numbers(item) for item in value]
    return {key: round_numbers(item) for key, item in value.items()} if isinstance(value, dict) else value


def read_lines(paths: Iterable[Path]) -> list[Record]:
    """The records of some files."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    typer.run(main)
