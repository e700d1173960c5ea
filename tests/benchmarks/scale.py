"""Measures how an archive grows: from a thousand made-up articles to a hundred thousand, on one machine.

    python -m tests.benchmarks.scale --home FOLDER [--sizes 1000,5000,20000,50000,100000] [--picture FILE]

The archive in FOLDER grows from size to size and is measured at each, in CPU time; what was measured is kept beside it,
so that an interrupted run goes on. Readings and vectors are made with the texts (`drawn.py`), or the model would take
hours: speed and memory depend on neither. Prints tables and draws a picture; asserts nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from data.settings import Settings
from retrieval.ingest import open_reading
from tests.benchmarks.growing import Grown, grow
from tests.benchmarks.running import in_fresh_process
from tests.benchmarks.weighing import Weight, weigh

MEASURED = "measured.json"
MILLION = 1_000_000
Values = Mapping[str, Callable[[Weight], float]]


def main(
    home: Annotated[Path, typer.Option(help="The archive, kept; one that is there grows on.")],
    sizes: Annotated[str, typer.Option(help="Articles at which to measure.")] = "1000,5000,20000,50000,100000",
    picture: Annotated[Path | None, typer.Option(help="Where to draw what grows how.")] = None,
    seed: Annotated[int, typer.Option(help="Another seed makes up another archive.")] = 1,
) -> None:
    """Grow an archive, measure it at each size, and say what that means for a million articles."""
    console = Console(width=160)
    home.mkdir(parents=True, exist_ok=True)
    weights = _read(home / MEASURED)
    for size in sorted(map(int, sizes.split(","))):
        with console.status(f"{size:,} articles …"):
            if _count(home) < size:
                console.print(show_growing(in_fresh_process(grow, home, size, seed)))
            if str(size) not in weights and _count(home) < size * 1.01:
                weights[str(size)] = in_fresh_process(weigh, home, seed)
                content = {name: asdict(weight) for name, weight in weights.items()}
                (home / MEASURED).write_text(json.dumps(content, indent=1))
    kept = sorted(weights.values(), key=lambda weight: weight.articles)
    for title, values in _tables(kept[0]).items():
        console.print(show(title, values, kept))
    if picture:
        draw(picture, _tables(kept[0]), kept)


def _read(path: Path) -> dict[str, Weight]:
    content = json.loads(path.read_text()) if path.exists() else {}
    return {name: Weight(**weight) for name, weight in content.items()}


def _count(home: Path) -> int:
    with open_reading(Settings(home=home, _env_file=None)) as store:
        return store.articles.count()


def show_growing(grown: Grown) -> Table:
    """CPU seconds of growing, by stage."""
    title = f"{grown.before:,} to {grown.articles:,} articles"
    table = Table("stage", "CPU s", "ms an article", title=title)
    count = max(1, grown.articles - grown.before)
    for stage, seconds in grown.stages.items():
        table.add_row(stage, f"{seconds:.1f}", f"{1000 * seconds / count:.2f}")
    table.add_row("all", f"{grown.cpu_seconds:.1f}", f"{1000 * grown.cpu_seconds / count:.2f}")
    table.add_row("most memory", f"{grown.memory:.0f} MiB", "")
    return table


def _tables(weight: Weight) -> dict[str, Values]:
    """What is shown, by the title of its table; each row by its name."""
    parts = {
        "the archive": "counts",
        "questions, p50 in ms of CPU": "p50",
        "questions, p95 in ms of CPU": "p95",
        "memory of the serving process, MiB": "memory",
        "commands in a fresh process, s of CPU": "commands",
        "on disk, MiB": "disk",
    }
    return {title: {name: _value(part, name) for name in getattr(weight, part)} for title, part in parts.items()}


def _value(part: str, name: str) -> Callable[[Weight], float]:
    return lambda weight: float(getattr(weight, part)[name])


def fit(articles: Sequence[int], values: Sequence[float]) -> tuple[float, float]:
    """The power of the number of articles that values grow by, and what that gives at a million.

    By the three largest sizes: what is constant hides all growth among small archives.
    """
    logs = np.log(np.asarray(articles[-3:], dtype=float)), np.log(np.maximum(values[-3:], 1e-6))
    slope, start = np.polyfit(*logs, 1) if len(articles) > 1 else (0.0, float(logs[1][0]))
    return float(slope), float(np.exp(start + slope * np.log(MILLION)))


def show(title: str, values: Values, weights: Sequence[Weight]) -> Table:
    """A row for each value: at each size, the power it grows by, and at a million if it goes on so."""
    articles = [weight.articles for weight in weights]
    table = Table(title, *(f"{count:,}" for count in articles), "power", "at 1,000,000")
    for name, value in values.items():
        row = [value(weight) for weight in weights]
        power, there = fit(articles, row)
        table.add_row(name, *map(_say, row), f"{power:+.2f}", _say(there))
    return table


def _say(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def draw(path: Path, tables: Mapping[str, Values], weights: Sequence[Weight]) -> None:
    """A picture of every table but the first, both axes by powers of ten."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "notula"  # the same picture from the same figures
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(2, 3, figsize=(15, 8))
    for axis, (title, values) in zip(axes.flat, tables.items(), strict=True):
        for name, value in values.items():
            axis.plot([weight.articles for weight in weights], list(map(value, weights)), marker="o", label=name)
        axis.set(title=title, xscale="log", yscale="log")
        axis.grid(visible=True, alpha=0.3)
        axis.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    typer.run(main)
