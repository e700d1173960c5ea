"""What was measured as tables for people, and the weights as the file that answering reads."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from rich.table import Table

from retrieval.answering.weighing import Weights
from retrieval.evaluation.answering.judging import Judged

_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def sentences_table(fitted: Sequence[Judged], held_out: Sequence[Judged]) -> Table:
    """How much of the answers the best sentences hold, in %: by gold file and by type; `held out`: cross-validated."""
    table = Table("questions", "number", "best", "best two", "best, held out", "best two, held out")
    groups = [_by_source, _by_type, _all]
    for group in groups:
        names = dict.fromkeys(name for judged in fitted if judged.example.is_answerable for name in group(judged))
        for name in names if group is _by_source else sorted(names):
            ours = [one for one in fitted if one.example.is_answerable and name in group(one)]
            others = [one for one in held_out if one.example.is_answerable and name in group(one)]
            table.add_row(name, str(len(ours)), *_shares(ours), *_shares(others))
        table.add_section()
    return table


def _by_source(judged: Judged) -> tuple[str]:
    return (judged.example.source,)


def _by_type(judged: Judged) -> tuple[str]:
    return (judged.example.type,)


def _all(_: Judged) -> tuple[str]:
    return ("all",)


def _shares(judged: Sequence[Judged]) -> tuple[str, str]:
    return _percent([one.best for one in judged]), _percent([one.best_two for one in judged])


def _percent(figures: Sequence[float]) -> str:
    return f"{100 * fmean(figures):.1f}" if figures else "–"


def certainty_table(fitted: Sequence[Judged], held_out: Sequence[Judged]) -> Table:
    """For each least certainty, in %: unanswerable questions refused, right best sentences kept, wrong ones kept."""
    table = Table("least certainty", "refused", "right kept", "wrong kept", "refused, held out", "right", "wrong")
    for least in _THRESHOLDS:
        table.add_row(f"{least:.2f}", *_kept(fitted, least), *_kept(held_out, least))
    return table


def _kept(judged: Sequence[Judged], least: float) -> tuple[str, str, str]:
    refused = [float(one.certainty < least) for one in judged if not one.example.is_answerable]
    answerable = [one for one in judged if one.example.is_answerable]
    right = [float(one.certainty >= least) for one in answerable if one.best > 0]
    wrong = [float(one.certainty >= least) for one in answerable if not one.best]
    return _percent(refused), _percent(right), _percent(wrong)


def write_weights(path: Path, weights: Weights, counts: Mapping[str, int]) -> None:
    """Put the weights in the place of those in the file, all at once; counts: gold file -> questions fitted on."""
    sources = ", ".join(f"{name} ({count} questions)" for name, count in counts.items())
    lines = [f"# Made by `python -m retrieval.evaluation.answering` from {sources}.", ""]
    lines[-1:] = [f"{name} = {_figure(getattr(weights, name))}" for name in ("bias", "lead", "least", "sure")]
    for name in ("ranking", "having", "lacking"):
        figures: dict[str, float] = getattr(weights, name)
        lines += ["", f"[{name}]", *(f"{feature} = {_figure(figure)}" for feature, figure in figures.items())]
    aside = path.with_name(f"{path.name}.new")
    aside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(aside, path)


def _figure(value: float) -> float:
    # Adding 0 makes -0.0 plain.
    return round(value, 3) + 0.0
