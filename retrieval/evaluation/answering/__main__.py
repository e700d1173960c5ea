"""Fit the weights by which meetings and sentences are ranked and accepted to questions with known answers.

python -m retrieval.evaluation.answering --what meetings --gold FILE --home FOLDER [--gold FILE --home FOLDER ...]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from data.command_line import run_command_line
from retrieval.evaluation.answering.examples import Examine, Example, collect_examples
from retrieval.evaluation.answering.gold import read_gold
from retrieval.evaluation.answering.judging import FOLDS, choose_bands, judge, judge_held_out
from retrieval.evaluation.answering.rankers import RANKERS, What
from retrieval.evaluation.answering.report import certainty_table, sentences_table, write_weights

app = typer.Typer(add_completion=False, help=__doc__)
TABLE_WIDTH = 120

progress_console = Console(stderr=True)


@app.command()
def fit(
    gold: Annotated[list[Path], typer.Option(exists=True, dir_okay=False, help="Questions with answers, JSON lines.")],
    home: Annotated[list[Path], typer.Option(exists=True, file_okay=False, help="The archive that each file asks.")],
    what: Annotated[What, typer.Option(help="What the weights rank.")] = What.SENTENCES,
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="Where to write the weights.")] = None,
) -> None:
    """Fit the weights, say how well they do on these questions and on ones held out, and write them."""
    if len(gold) != len(home):
        raise typer.BadParameter("give one --home for each --gold, in the same order")
    ranker = RANKERS[what]
    with Progress(console=progress_console) as progress:
        examples = collect_all(gold, home, progress, examine=ranker.examine)
        task = progress.add_task("fitting", total=FOLDS)
        held_out = judge_held_out(examples, fit=ranker.fit, done=partial(progress.advance, task))
    least, sure = choose_bands(held_out)
    weights = replace(ranker.fit(examples), least=least, sure=sure)
    fitted = judge(examples, weights)
    # A file or a pipe has no width of its own, and figures must not be cut.
    console = Console(width=None if sys.stdout.isatty() else TABLE_WIDTH)
    console.print(sentences_table(fitted, held_out), certainty_table(fitted, held_out))
    write_weights(out or ranker.weights, weights, Counter(example.source for example in examples))


def collect_all(gold: Sequence[Path], homes: Sequence[Path], progress: Progress, *, examine: Examine) -> list[Example]:
    """The examples of every file from its archive."""
    examples = []
    for path, name, home in zip(gold, name_files(gold), homes, strict=True):
        questions = read_gold(path)
        task = progress.add_task(name, total=len(questions))
        examples += collect_examples(name, questions, home, examine=examine, done=partial(progress.advance, task))
    return examples


def name_files(paths: Sequence[Path]) -> list[str]:
    """What to call each file: its own name, with its folder's where two files are named alike."""
    alike = Counter(path.name for path in paths)
    return [path.name if alike[path.name] == 1 else f"{path.resolve().parent.name}/{path.name}" for path in paths]


if __name__ == "__main__":
    run_command_line(app)
