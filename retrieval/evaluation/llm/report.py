"""What a language model buys, as one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table

from data.store.llm import Spent


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures of one source, without the model and with it."""

    source: str
    without: dict[str, float]
    with_model: dict[str, float]


def make_table(model: str, compared: Sequence[Compared], spent: Spent, *, seconds: float) -> Table:
    """A row for each figure; below it the tokens and the time that the model took."""
    table = Table("from", "measure", "without", f"with {model}", "difference")
    for one in compared:
        for name in one.with_model:
            with_model, without = one.with_model[name], one.without.get(name, 0.0)
            figures = (f"{without:.3f}", f"{with_model:.3f}", f"{with_model - without:+.3f}")
            table.add_row(one.source, name, *figures)
        table.add_section()
    asked, replied = spent.prompt_tokens, spent.reply_tokens
    table.caption = f"{spent.calls} calls, {spent.failures} failed, {asked} + {replied} tokens, {seconds:.0f} seconds"
    return table


def as_json(model: str, compared: Sequence[Compared], spent: Spent, *, seconds: float) -> dict[str, object]:
    """The same, as plain values."""
    return {
        "model": model,
        "compared": [{"from": one.source, "without": one.without, "with": one.with_model} for one in compared],
        "calls": spent.calls,
        "failures": spent.failures,
        "tokens": {"asked": spent.prompt_tokens, "replied": spent.reply_tokens},
        "seconds": round(seconds, 1),
    }
