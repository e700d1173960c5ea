"""Evaluation results as tables for people, JSON for programs, and one plot of quality against speed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Table

from retrieval.evaluation.measures import Figure
from retrieval.evaluation.results import BM25, Result
from retrieval.evaluation.speed import Speed


def as_json(results: Sequence[Result], speeds: Sequence[Speed]) -> dict[str, Any]:
    """Everything measured, as plain values."""
    return {"results": [asdict(result) for result in results], "speeds": [asdict(speed) for speed in speeds]}


def quality_table(results: Sequence[Result]) -> Table:
    """One row for each method on each test set; intervals are 95 % bootstrap intervals of the mean."""
    table = Table("questions of", "number", "model", "way", "hit@1", "hit@5", "MRR@10", "over BM25", "hit@1 over")
    previous = ""
    for result in sorted(results, key=lambda result: result.question_set):
        if previous and previous != result.question_set:
            table.add_section()
        previous = result.question_set
        measures = result.measures
        way = result.way if result.way != "hybrid" else f"hybrid {result.dense_weight:g}"
        figures = (f"{measures.hit1.value:.1f}", f"{measures.hit5.value:.1f}", with_interval(measures.mrr10))
        over = with_interval(result.gain, sign=True) if result.gain else ""
        first = with_interval(result.gain_hit1, sign=True) if result.gain_hit1 else ""
        table.add_row(
            result.question_set, str(measures.questions), short_name(result.model), way, *figures, over, first
        )
    return table


def speed_table(speeds: Sequence[Speed]) -> Table:
    """What each model costs on one core."""
    columns = ("MB", "MB in memory", "start, CPU s", "chunks per CPU s", "1,000 articles, CPU s", "question, ms", "p95")
    table = Table("model", *columns)
    for speed in speeds:
        sizes = (f"{speed.megabytes:.1f}", f"{speed.memory_megabytes:.0f}", f"{speed.start_seconds:.1f}")
        rates = (f"{speed.chunks_per_second:,.0f}", f"{speed.thousand_articles_seconds:,.0f}")
        times = (f"{speed.question_milliseconds:.1f}", f"{speed.question_p95_milliseconds:.1f}")
        table.add_row(short_name(speed.model), *sizes, *rates, *times)
    return table


def with_interval(figure: Figure, *, sign: bool = False) -> str:
    """ "84.2 [80.9, 87.3]"."""
    form = "+.1f" if sign else ".1f"
    return f"{figure.value:{form}} [{figure.low:{form}}, {figure.high:{form}}]"


def short_name(model: str) -> str:
    """The last two parts of a folder, or a hub name as it is."""
    return "/".join(Path(model).parts[-2:])


def plot(results: Sequence[Result], speeds: Sequence[Speed], path: Path) -> None:
    """Hybrid MRR@10 against chunks per CPU-second, one line of points for each test set, as an image file."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    speed_of = {speed.model: speed.chunks_per_second for speed in speeds}
    sets = list(dict.fromkeys(result.question_set for result in results))
    figure, panels = pyplot.subplots(1, len(sets), figsize=(4 * len(sets), 4), squeeze=False)
    for panel, name in zip(panels[0], sets, strict=True):
        for result in (result for result in results if result.question_set == name and result.way == "hybrid"):
            value = result.measures.mrr10
            error = [[value.value - value.low], [value.high - value.value]]
            panel.errorbar(speed_of[result.model], value.value, yerr=error, fmt="o", label=short_name(result.model))
        base = next(r.measures.mrr10.value for r in results if r.question_set == name and r.model == BM25)
        panel.axhline(base, linestyle="--", color="grey", label="BM25 alone")
        panel.set(xscale="log", title=name, xlabel="chunks per CPU-second", ylabel="hybrid MRR@10, %")
    panels[0][-1].legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, dpi=130)
    pyplot.close(figure)


def weights_table(measured: Mapping[str, Mapping[float, float]], chosen: float) -> Table:
    """MRR@10 for each weight of the model, the chosen one marked."""
    table = Table("weight", *measured)
    for weight in next(iter(measured.values())):
        mark = " ←" if weight == chosen else ""
        table.add_row(f"{weight:g}{mark}", *(f"{row[weight]:.1f}" for row in measured.values()))
    return table
