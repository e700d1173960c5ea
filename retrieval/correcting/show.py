"""Corrections in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from data.store import Correction
from data.wording import correcting as wording


def correction_json(made: Correction) -> dict[str, Any]:
    """One correction as JSON holds it."""
    return {
        "id": made.id,
        "article_id": made.article_id,
        "action": made.action.value,
        "kind": made.target.kind.value if made.target else None,
        "quote": made.quote,
        "before": made.before,
        "after": made.after,
        "state": made.state.value,
        "made_by": made.made_by,
        "made_at": made.made_at.isoformat(),
        "undone_by": made.undone_by,
        "undone_at": made.undone_at.isoformat() if made.undone_at else None,
    }


def show_corrections(out: Console, corrections: Sequence[Correction]) -> None:
    """A table of them, the newest first."""
    if not corrections:
        out.print(wording.NOTHING)
        return
    table = Table(*wording.COLUMNS, title=wording.TITLE)
    for made in corrections:
        cells = (made.id, made.made_at.date(), made.made_by, made.article_id, wording.ACTIONS[made.action.value])
        told = (*cells, made.before, made.after, wording.STATES[made.state.value])
        table.add_row(*(Text(str(cell)) for cell in told))
    out.print(table)
