"""`embed_corpus.py corrections`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from data.command_line import AsJson, say, to_json_line
from data.settings import load_settings
from data.wording import correcting as wording


def corrections(
    undo: Annotated[int | None, typer.Option(metavar="ID", help="Undo one, as they are numbered.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what those who keep the archive corrected, the newest first; undo one."""
    from retrieval.correcting.making import undo_correction
    from retrieval.correcting.show import correction_json, show_corrections
    from retrieval.ingest import open_alone, open_reading

    if undo is not None:
        with open_alone(load_settings()) as store:
            undo_correction(store, undo, by=0, now=datetime.now(UTC))
        say({"undone": undo}, wording.undone(undo), as_json=as_json)
        return
    with open_reading(load_settings()) as store:
        made = store.corrections.recent(limit=1000)
    if as_json:
        print(to_json_line({"corrections": [correction_json(one) for one in made]}))
    else:
        show_corrections(Console(), made)
