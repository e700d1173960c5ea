"""Measures adding a generated archive and answering questions from it, on one core.

    python -m tests.benchmarks.answering [--articles 20000] [--meetings 0.1] [--questions 400] [--home FOLDER]

Prints tables; asserts nothing. Every figure is CPU time unless it says clock, so that a busy machine changes little.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from data.article import Article
from data.settings import Settings
from tests.benchmarks import adding, serving
from tests.benchmarks.adding import Added
from tests.benchmarks.newsroom import MEETINGS, Newsroom, Question, Story
from tests.benchmarks.reading import read_all
from tests.benchmarks.running import in_fresh_process
from tests.benchmarks.serving import Asked, Served

WARM_UP = 40
READ = 600
"""Articles of each sort that the reader is timed on."""


def main(
    articles: Annotated[int, typer.Option(help="How many articles to make up.")] = 20_000,
    questions: Annotated[int, typer.Option(help="How many questions to ask.")] = 400,
    home: Annotated[Path | None, typer.Option(help="Keep the archive here; one that is there is only asked.")] = None,
    seed: Annotated[int, typer.Option(help="Another seed makes up another archive.")] = 1,
    meetings: Annotated[float, typer.Option(min=0, max=1, help="The share of articles on a meeting.")] = MEETINGS,
    slowest: Annotated[int, typer.Option(help="Show so many of the slowest questions.")] = 5,
) -> None:
    """Add made-up articles, ask about them, and print what it took."""
    console = Console()
    newsroom = Newsroom(seed, meetings=meetings)
    with tempfile.TemporaryDirectory() as scratch, console.status("Writing …") as status:
        stories = list(newsroom.write(articles))
        asked = newsroom.ask(stories, WARM_UP + questions)
        folder = home or Path(scratch) / "home"
        if not folder.exists():
            status.update("Adding …")
            console.print(show_adding(add_thrice(folder, Path(scratch), stories)))
        status.update("Reading …")
        console.print(show_reading(stories))
        status.update("Answering …")
        opening = open_fresh(folder, asked[0])
        served = in_fresh_process(serving.serve, folder, asked[:WARM_UP], asked[WARM_UP:])
    console.print(show_answers(served.asked, opening))
    console.print(show_stages(served.asked))
    console.print(show_memory(served))
    console.print(show_slowest(served.asked, slowest))


def add_thrice(home: Path, scratch: Path, stories: Sequence[Story]) -> dict[str, Added]:
    """Add all articles, add them again, and add them with one changed."""
    path = scratch / "articles.jsonl"
    articles = [story.article for story in stories]
    adding.write_records(path, articles)
    added = {"first time": in_fresh_process(adding.add, home, path)}
    added["again"] = in_fresh_process(adding.add, home, path)
    adding.write_records(path, [_change(articles[0]), *articles[1:]])
    return added | {"one changed": in_fresh_process(adding.add, home, path)}


def _change(article: Article) -> Article:
    return replace(article, text=f"{article.text}\nAcara ditutup dengan doa bersama.")


def open_fresh(home: Path, question: Question) -> dict[str, tuple[float, float]]:
    """CPU seconds, and seconds by the clock, of loading the model for one question, and of the terminal's command."""
    load = "import sys; from retrieval.index.models import load_encoder; load_encoder(sys.argv[1]).encode_query('apa?')"
    return {
        "to its first vector": _time_process(home, "-c", load, str(Settings(_env_file=None).model)),
        "to its first answer": _time_process(home, "-m", "bot", "ask", question.text, "--json"),
    }


def _time_process(home: Path, *arguments: str) -> tuple[float, float]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"NOTULA_HOME": str(home)}
    subprocess.run([sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - started


def show_adding(added: dict[str, Added]) -> Table:
    """CPU seconds of each stage, and articles a second."""
    table = Table("adding", *(f"{name}, CPU s" for name in added), title="embed_corpus.py add")
    stages = dict.fromkeys(stage for run in added.values() for stage in run.stages)
    for stage in stages:
        table.add_row(stage, *(f"{run.stages.get(stage, 0.0):.1f}" for run in added.values()))
    table.add_section()
    first = added["first time"].cpu_seconds
    table.add_row("all", *(f"{run.cpu_seconds:.1f} ({run.cpu_seconds / first:.3f})" for run in added.values()))
    table.add_row("by the clock", *(f"{run.clock_seconds:.1f}" for run in added.values()))
    table.add_row("articles per CPU s", *(f"{run.counts['read'] / run.cpu_seconds:,.0f}" for run in added.values()))
    for count in ("new", "changed", "unchanged", "duplicate"):
        table.add_row(count, *(f"{run.counts[count]:,}" for run in added.values()))
    return table


def show_reading(stories: Sequence[Story]) -> Table:
    """How many articles of each sort the reader reads in a second, each sort in a process of its own."""
    table = Table("reader", "articles per CPU s", title="Reading")
    for name, is_meeting in (("articles on a meeting", True), ("other news", False)):
        some = islice((story.article for story in stories if story.is_meeting == is_meeting), READ)
        table.add_row(name, f"{in_fresh_process(read_all, list(some)):,.0f}")
    return table


def show_answers(asked: Sequence[Asked], opening: Mapping[str, tuple[float, float]]) -> Table:
    """Milliseconds of answers, of all and by what they ask for."""
    table = Table("asks for", "questions", "p50 ms", "p95 ms", "max ms", "own article", title="Answering")
    table.add_row("all", str(len(asked)), *_spread([one.cpu for one in asked]), _share(asked))
    table.add_row("all, by the clock", "", *_spread([one.clock for one in asked]), "")
    table.add_row("understanding alone", "", *_spread([one.stages[serving.UNDERSTANDING] for one in asked]), "")
    table.add_row("writing the log", "", *_spread([one.logging for one in asked]), "")
    table.add_section()
    for asks in sorted({one.question.asks for one in asked}):
        some = [one for one in asked if one.question.asks == asks]
        table.add_row(asks, str(len(some)), *_spread([one.cpu for one in some]), _share(some))
    table.add_section()
    table.add_row("statuses", ", ".join(f"{name} {n}" for name, n in Counter(one.status for one in asked).items()))
    for what, (cpu, clock) in opening.items():
        table.add_row("fresh process", f"{cpu:.2f} CPU s {what}, {clock:.2f} s by the clock")
    return table


def _spread(values: Sequence[float]) -> list[str]:
    return [f"{value:.1f}" for value in np.percentile(values, [50, 95, 100])]


def _share(asked: Sequence[Asked]) -> str:
    return f"{sum(one.is_right for one in asked) / len(asked):.2f}"


def show_stages(asked: Sequence[Asked]) -> Table:
    """Which part of answering takes how much, on average and at most."""
    table = Table("part", "mean ms", "share", "p95 ms", "max ms", title="Parts of answering")
    whole = sum(one.cpu for one in asked)
    stages = dict.fromkeys(stage for one in asked for stage in one.stages)
    for stage in stages:
        values = [one.stages.get(stage, 0.0) for one in asked]
        _, p95, most = _spread(values)
        table.add_row(stage, f"{sum(values) / len(asked):.2f}", f"{sum(values) / whole:.0%}", p95, most)
    return table


def show_memory(served: Served) -> Table:
    """How the serving process grew."""
    table = Table("after", "resident MiB", "more", title="Memory of the serving process")
    before = 0.0
    for step, megabytes in served.memory.items():
        table.add_row(step, f"{megabytes:.0f}", f"{megabytes - before:+.0f}")
        before = megabytes
    table.add_row("of that not in files", f"{served.own_memory:.0f}", "")
    return table


def show_slowest(asked: Sequence[Asked], count: int) -> Table:
    """The slowest questions with their parts."""
    table = Table("slowest", "ms", "parts")
    for one in sorted(asked, key=lambda one: -one.cpu)[:count]:
        parts = {stage: round(value, 1) for stage, value in one.stages.items()}
        table.add_row(f"{one.question.text} [{one.kind}, {one.status}]", f"{one.cpu:.1f}", json.dumps(parts))
    return table


if __name__ == "__main__":
    typer.run(main)
