"""Measures Notula beside txtai, Haystack and LangChain: the same articles, questions and embedding model.

    python -m tests.benchmarks.peers [--articles FILE --questions FILE] [--environment FOLDER] [--plot FILE]

JSON lines: an article has id, title, text, published, publisher, url; a question has question and article_ids, the
articles any of which answers it. By default the project's own. Each engine builds its index in one process and answers
in another, on one thread; times are CPU time unless they say otherwise. The first run makes the environment of the
other libraries, 1.7 GB.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from data.settings import SHIPPED_MODEL
from tests.benchmarks.peers.environment import DEFAULT, make_environment
from tests.benchmarks.peers.material import OWN, read_questions
from tests.benchmarks.peers.running import ENGINES, Measured, Task, gather
from tests.benchmarks.peers.showing import draw, make_table


def main(
    articles: Annotated[Path, typer.Option(help="Articles, as JSON lines.")] = OWN / "articles.jsonl",
    questions: Annotated[Path, typer.Option(help="Questions with the ids of right articles.")] = OWN / "gold.jsonl",
    model: Annotated[str, typer.Option(help="An e5 model for all: a folder, or a name on the hub.")] = str(
        SHIPPED_MODEL
    ),
    environment: Annotated[Path, typer.Option(help="Where the other libraries are installed.")] = DEFAULT,
    only: Annotated[list[str] | None, typer.Option(help="Measure these alone, by a part of their names.")] = None,
    keep: Annotated[Path | None, typer.Option(help="Keep what was built and measured; what is there is read.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw a picture (.svg, .png).")] = None,
) -> None:
    """Build, ask, and print a table."""
    asked = read_questions(questions)
    chosen = [engine for engine in ENGINES if not only or any(part in engine.name for part in only)]
    pythons = {False: Path(sys.executable)}
    if any(engine.is_peer for engine in chosen):
        pythons[True] = make_environment(environment)
    measured: list[Measured] = []
    built: dict[str, dict[str, Any]] = {}
    console = Console(width=400)  # a line of Markdown is not to be folded
    with tempfile.TemporaryDirectory() as scratch, console.status("…") as status:
        task = Task(articles, questions, model=model, scratch=keep or Path(scratch))
        for engine in chosen:
            status.update(engine.name)
            python = pythons[engine.is_peer]
            if engine.module not in built:
                built[engine.module] = task.run(python, engine, "build")
            replied = task.run(python, engine, engine.opens)
            measured.append(gather(engine, asked, built=built[engine.module], replied=replied))
            console.print(make_table(measured[-1:], engine.name))
    title = f"{articles.name}, {len(asked)} questions, {sum(bool(one.article_ids) for one in asked)} with an answer"
    console.print(make_table(measured, title))
    if plot:
        draw(measured, plot, title=title)


if __name__ == "__main__":
    typer.run(main)
