"""`python -m retrieval.evaluation llm`: what a language model buys, measured on questions and articles of one's own."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from data.errors import SettingError
from data.setting_values import LLM_USES
from data.settings import Settings, load_settings
from data.store.llm import Spent
from data.wording import llm as wording
from retrieval.evaluation.answering.gold import read_gold
from retrieval.evaluation.llm.asking import ask_all, tell_answers
from retrieval.evaluation.llm.reading import count_articles, read_twice
from retrieval.evaluation.llm.report import Compared, as_json, make_table
from retrieval.evaluation.llm.running import run_twice
from retrieval.ingest.opening import open_reading
from retrieval.llm.trusting import keep_figures

TABLE_WIDTH = 110

progress_console = Console(stderr=True)

Gold = Annotated[
    list[Path] | None,
    typer.Option(exists=True, dir_okay=False, help="Questions with answers, asked of --home; may be repeated."),
]
Home = Annotated[
    list[Path] | None, typer.Option(exists=True, file_okay=False, help="The archive that each --gold asks.")
]
Annotated_ = Annotated[
    Path | None,
    typer.Option("--annotated", exists=True, file_okay=False, help="Folder of articles.jsonl and facts.jsonl to read."),
]
Command = Annotated[
    list[str] | None, typer.Option(help="A command that prints figures as JSON, run twice; may be repeated.")
]


def llm(
    gold: Gold = None,
    home: Home = None,
    annotated: Annotated_ = None,
    command: Command = None,
    keep: Annotated[bool, typer.Option("--keep", help="Let what was right be told as facts (in NOTULA_HOME).")] = False,
    as_lines: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Measure what the language model of the settings buys: everything with it and without."""
    questions, homes = gold or [], home or []
    if len(questions) != len(homes):
        raise typer.BadParameter("give one --home for each --gold, in the same order")
    settings = load_settings()
    if not settings.llm_url or not settings.llm_model:
        raise SettingError(wording.NOTHING_TO_MEASURE)
    settings = settings.model_copy(update={"llm_uses": settings.llm_uses or LLM_USES})
    started = time.perf_counter()
    spent: list[Spent] = []
    compared = [_ask(settings, path, folder, spent) for path, folder in zip(questions, homes, strict=True)]
    if annotated:
        compared.append(_read(settings, annotated, spent, keep=keep))
    compared += [Compared(one, *run_twice(one, settings.llm_uses)) for one in command or ()]
    _tell(settings, compared, sum(spent, Spent()), time.perf_counter() - started, as_lines=as_lines)


def _ask(settings: Settings, path: Path, home: Path, spent: list[Spent]) -> Compared:
    questions = read_gold(path)
    told: list[dict[str, float]] = []
    settings = settings.model_copy(update={"home": home, "database_url": None})
    before = _spent(settings)
    with Progress(console=progress_console) as progress:
        for uses in (frozenset[str](), settings.llm_uses):
            task = progress.add_task(f"{path.name}, {'with' if uses else 'without'}", total=len(questions))
            given = settings.model_copy(update={"llm_uses": uses})
            told.append(tell_answers(ask_all(given, questions, done=partial(progress.advance, task))))
    spent.append(_spent(settings) - before)
    return Compared(path.name, *told)


def _read(settings: Settings, folder: Path, spent: list[Spent], *, keep: bool) -> Compared:
    settings = settings.model_copy(update={"llm_uses": LLM_USES})
    before = _spent(settings)
    with Progress(console=progress_console) as progress:
        task = progress.add_task("reading", total=count_articles(folder))
        counts = read_twice(settings, folder, done=partial(progress.advance, task))
    spent.append(_spent(settings) - before)
    if keep and settings.llm_model:
        keep_figures(settings.home, settings.llm_model, counts.figures)
    without, with_model = counts.tell()
    more = {
        "claims of the model alone": float(counts.alone),
        "right of these": counts.alone_right / counts.alone if counts.alone else 0.0,
        "claims dropped": float(sum(counts.dropped.values())),
        "articles it failed at": float(counts.failed),
    }
    return Compared(folder.name, without, {**with_model, **more})


def _spent(settings: Settings) -> Spent:
    with open_reading(settings) as store:
        return sum(store.llm.spent(datetime.now(UTC).date()).values(), Spent())


def _tell(settings: Settings, compared: Sequence[Compared], spent: Spent, seconds: float, *, as_lines: bool) -> None:
    name = settings.llm_model or ""
    if as_lines:
        print(json.dumps(as_json(name, compared, spent, seconds=seconds), ensure_ascii=False))
        return
    # A file or a pipe has no width of its own, and figures must not be cut.
    console = Console(width=None if sys.stdout.isatty() else TABLE_WIDTH)
    console.print(make_table(name, compared, spent, seconds=seconds))
