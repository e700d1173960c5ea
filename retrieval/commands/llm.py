"""`embed_corpus.py model`: the language model that is set, switched off and on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from data.command_line import AsJson, say
from data.settings import load_settings
from data.wording import llm as wording


class Switch(StrEnum):
    """What becomes of the model."""

    ON = "on"
    OFF = "off"


def model(
    switch: Annotated[
        Switch | None, typer.Argument(help="Let it be asked by every process from now on, or not.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what the language model took today, or switch it."""
    from retrieval.ingest import open_reading
    from retrieval.llm.describing import describe_model

    settings = load_settings()
    with open_reading(settings) as store:
        if switch is not None:
            store.llm.switch(is_on=switch is Switch.ON)
        state = describe_model(settings, store, day=datetime.now(UTC).date())
    if state is None:
        say({"model": None}, wording.NO_MODEL, as_json=as_json)
        return
    cost = None if state.cost is None else f"{state.cost:.2f}"
    told = wording.state(
        state.name,
        state.host,
        uses=state.uses,
        is_on=state.is_on,
        figures={**asdict(state.spent), "tokens": state.spent.tokens},
        cost=cost,
    )
    say({"model": asdict(state)}, told, as_json=as_json)
