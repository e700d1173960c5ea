"""Measure retrieval: BM25, models alone and fused, speed; or calibrate one model; or see what a language model buys.

python -m retrieval.evaluation --training FOLDER --dev FOLDER [--others FILE] [--model NAME ...] [--json] [--plot FILE]
python -m retrieval.evaluation calibrate --model NAME --dev FOLDER [--others FILE] [--training FOLDER] [--out FOLDER]
python -m retrieval.evaluation llm --gold FILE --home FOLDER [--annotated FOLDER] [--command CMD] [--keep] [--json]
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from data.command_line import run_command_line
from data.errors import ReadError
from data.settings import SHIPPED_MODEL, load_settings
from retrieval.evaluation.calibration import WEIGHTS, choose_weight
from retrieval.evaluation.llm.command import llm
from retrieval.evaluation.questions import (
    QuestionSet,
    read_meetings,
    read_question_sets,
    read_validation_sets,
)
from retrieval.evaluation.rankings import as_searched, best_of_articles, cut, rank, score_lexically
from retrieval.evaluation.report import as_json, plot, quality_table, speed_table, weights_table
from retrieval.evaluation.results import Measured, Result, judge, judge_bm25, judge_weights
from retrieval.evaluation.speed import Speed, time_bm25, time_model
from retrieval.index.fusion import CALIBRATION_FILE, Calibration, find_dense_weight, write_calibration
from retrieval.index.models import load_encoder

app = typer.Typer(add_completion=False, help=__doc__)
app.command()(llm)
TABLE_WIDTH = 140

progress_console = Console(stderr=True)

Dev = Annotated[
    list[Path] | None,
    typer.Option(exists=True, file_okay=False, help="Folder of articles.jsonl and gold.jsonl; may be repeated."),
]
Others = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True, dir_okay=False, help="Other news to search among, JSON lines, also .gz; may be repeated."
    ),
]


@app.callback(invoke_without_command=True)
def evaluate(
    context: typer.Context,
    training: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="Public question sets.")] = None,
    dev: Dev = None,
    others: Others = None,
    model: Annotated[list[str] | None, typer.Option(help="Model name or folder; may be repeated.")] = None,
    as_lines: Annotated[bool, typer.Option("--json", help="JSON instead of tables.")] = False,
    image: Annotated[Path | None, typer.Option("--plot", help="Write quality against speed as an image.")] = None,
) -> None:
    """Measure BM25 and each model on the question sets and on articles about meetings."""
    if context.invoked_subcommand:
        return
    if not training and not dev:
        raise typer.BadParameter("give --training, --dev or both")
    question_sets = [
        *(read_question_sets(training) if training else []),
        *([read_meetings(dev, others or [])] if dev else []),
    ]
    results, speeds = measure_all(question_sets, model or [str(SHIPPED_MODEL)])
    if image:
        plot(results, speeds, image)
    if as_lines:
        print(json.dumps(as_json(results, speeds), ensure_ascii=False))
        return
    # A file or a pipe has no width of its own, and figures must not be cut.
    console = Console(width=None if sys.stdout.isatty() else TABLE_WIDTH)
    console.print(quality_table(results), speed_table(speeds))


@app.command()
def calibrate(
    model: Annotated[str, typer.Option(help="Model name or folder.")],
    dev: Dev = None,
    others: Others = None,
    training: Annotated[Path | None, typer.Option(help="Weigh in the question sets' validation splits.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for fusion.json; default NOTULA_HOME.")] = None,
    weight: Annotated[
        float | None, typer.Option(min=0.0, help="Keep this weight: one that whole answers are better with.")
    ] = None,
) -> None:
    """Choose the weight of a model beside BM25 and keep it with the model's fingerprint."""
    question_sets = [
        *([read_meetings(dev, others or [])] if dev else []),
        *(read_validation_sets(training) if training else []),
    ]
    if not any(question_set.questions for question_set in question_sets):
        raise ReadError("Tidak ada pertanyaan yang artikelnya ada di arsip yang diberikan; periksa --dev.")
    encoder = load_encoder(model, threads=os.cpu_count() or 1)
    with Progress(console=progress_console) as progress:
        task = progress.add_task("calibrating", total=2 * len(question_sets))
        advance = partial(progress.advance, task)
        measured = [measure_bm25(question_set, advance) for question_set in question_sets]
        table = judge_weights(measured, encoder, weights=WEIGHTS, progress=advance)
    chosen = choose_weight(table) if weight is None else weight
    today = datetime.now(UTC).date().isoformat()
    path = (out or load_settings().home) / CALIBRATION_FILE
    write_calibration(path, Calibration(encoder.fingerprint(), chosen, measured=table, date=today))
    Console().print(weights_table(table, chosen))


def measure_all(question_sets: list[QuestionSet], models: list[str]) -> tuple[list[Result], list[Speed]]:
    """Every method on every set, and every model's speed on the last set's chunks (the real articles, if given)."""
    results: list[Result] = []
    with Progress(console=progress_console) as progress:
        task = progress.add_task("BM25", total=len(question_sets) * (1 + len(models)))
        advance = partial(progress.advance, task)
        measured = [measure_bm25(question_set, advance) for question_set in question_sets]
        results += [result for one in measured for result in judge_bm25(one)]
        sample = measured[-1].pool
        questions = [asked.text for asked in sample.question_set.questions]
        speeds = [time_bm25(sample.chunks, questions)]
        for name in models:
            progress.update(task, description=name)
            speeds.append(time_model(name, sample.chunks, questions))
            encoder = load_encoder(name, threads=os.cpu_count() or 1)
            weight = find_dense_weight(encoder.fingerprint(), calibrations(name))
            for one in measured:
                results += judge(one, encoder, dense_weight=weight)
                advance()
    return results, speeds


def measure_bm25(question_set: QuestionSet, done: Callable[[], None]) -> Measured:
    """A test set cut into chunks, and what BM25 says of it, given questions about meetings also as understood."""
    pool = cut(question_set)
    lexical = score_lexically(pool)
    plain = rank(pool, best_of_articles(pool, lexical))
    if not question_set.whole:
        pool = as_searched(pool)
        lexical = score_lexically(pool)
    done()
    return Measured(pool, lexical, plain)


def calibrations(model: str) -> list[Path]:
    """Where a model's calibration may lie: the state folder first, then the model's own folder."""
    return [load_settings().home / CALIBRATION_FILE, Path(model) / CALIBRATION_FILE]


if __name__ == "__main__":
    run_command_line(app)
