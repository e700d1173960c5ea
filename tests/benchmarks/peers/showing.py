"""What was measured, as a table for people and for Markdown, and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.table import Column, Table

from tests.benchmarks.peers.running import Measured

COLUMNS = (
    "",
    *("hit@1", "hit@5", "MRR@10", "refused wrongly", "rightly"),
    *("question, CPU ms p50 · p95", "clock ms", "indexing, CPU s · clock s"),
    *("asking, MiB · not in files", "indexing, MiB at most"),
)
_COLOURS = ("#1b6ca8", "#7fb2d9", "#a3a9b0", "#a3a9b0", "#a3a9b0")
"""Notula in blue, the others alike: none of them is to stand out."""


def make_table(measured: Sequence[Measured], title: str) -> Table:
    """A row for each engine, as Markdown."""
    table = Table(*(Column(name, no_wrap=True) for name in COLUMNS), title=title, box=box.MARKDOWN)
    for one in measured:
        quality = one.quality
        table.add_row(
            one.name,
            *(f"{figure:.3f}" for figure in (quality.hit_at_1, quality.hit_at_5, quality.mrr_at_10)),
            *(f"{figure:.2f}" for figure in (quality.refused_wrong, quality.refused_right)),
            *("{:.1f} · {:.1f}".format(*times) for times in (one.question_cpu, one.question_clock)),
            f"{one.indexing_cpu:.0f} · {one.indexing_clock:.0f}",
            f"{one.memory:.0f} · {one.own_memory:.0f}",
            f"{one.indexing_memory:.0f}",
        )
    return table


def draw(measured: Sequence[Measured], path: Path, *, title: str) -> None:
    """A picture of quality, time and memory, side by side; the ending of the path decides its format."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 3.4), layout="constrained")
    panels = figure.subplots(1, 4, sharey=True)
    columns = (
        ("right article first", [one.quality.hit_at_1 for one in measured], "{:.3f}"),
        ("a question, CPU ms (p50)", [one.question_cpu[0] for one in measured], "{:.0f}"),
        ("indexing, CPU s", [one.indexing_cpu for one in measured], "{:.0f}"),
        ("memory while asking, MiB", [one.memory for one in measured], "{:.0f}"),
    )
    names = [one.name for one in measured]
    for panel, (label, values, written) in zip(panels, columns, strict=True):
        bars = panel.barh(names, values, color=_COLOURS[: len(names)])
        panel.bar_label(bars, [written.format(value) for value in values], padding=3, fontsize=9)
        panel.set_title(label, fontsize=10)
        panel.set_xlim(0, max(values) * 1.25)
        panel.spines[["top", "right", "bottom"]].set_visible(False)
        panel.tick_params(bottom=False, labelbottom=False, left=False)
    panels[0].invert_yaxis()
    figure.suptitle(title, fontsize=11)
    figure.savefig(path)
