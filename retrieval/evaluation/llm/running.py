"""Any command that prints its figures as JSON, run with a language model and without."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Iterable, Iterator

from data.errors import NotulaError
from data.wording import llm as wording

_USES = "NOTULA_LLM_USES"


def run_twice(command: str, uses: Iterable[str]) -> tuple[dict[str, float], dict[str, float]]:
    """The figures that a command prints without a model, and with the one that the settings name."""
    return _run(command, {_USES: ""}), _run(command, {_USES: ",".join(sorted(uses))})


def _run(command: str, changed: dict[str, str]) -> dict[str, float]:
    done = subprocess.run(
        shlex.split(command), env={**os.environ, **changed}, stdout=subprocess.PIPE, text=True, check=False
    )
    try:
        if done.returncode:
            raise ValueError(done.returncode)
        return dict(_flatten("", json.loads(done.stdout)))
    except ValueError as error:
        raise NotulaError(wording.no_figures(command)) from error


def _flatten(name: str, value: object) -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flatten(f"{name} {key}".strip(), part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, float(value)
