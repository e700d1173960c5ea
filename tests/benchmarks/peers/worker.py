"""One engine in a process of its own: builds its index, or opens it and answers all questions; figures as JSON.

    python -m tests.benchmarks.peers.worker STEP MODULE ARTICLES QUESTIONS FOLDER MODEL

Imports nothing of the project before the engine is loaded but what is plain Python, since it also runs where the
project's packages are not installed.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.measuring import measure_memory
from tests.benchmarks.peers.figures import Reply
from tests.benchmarks.peers.material import read_questions

WARM_UP = 5
"""Questions asked beforehand, whose time is not counted."""


def build(engine: Any, articles: Path, *, folder: Path, model: str) -> dict[str, float]:
    """CPU seconds, seconds by the clock and the most memory (MiB) that indexing took, loading the model included."""
    cpu, clock = _cpu_seconds(), time.perf_counter()
    engine.build(articles, folder=folder, model=model)
    return {"cpu": _cpu_seconds() - cpu, "clock": time.perf_counter() - clock, "memory": _peak_memory()}


def ask(search: Callable[[str], Reply], questions: Path) -> dict[str, Any]:
    """Replies, milliseconds of each (CPU and clock) and the memory (MiB) held afterwards."""
    asked = [one.question for one in read_questions(questions)]
    for question in asked[:WARM_UP]:
        search(question)
    rows = [_timed(search, question) for question in asked]
    return {
        "replies": [row[0] for row in rows],
        "cpu": [row[1] for row in rows],
        "clock": [row[2] for row in rows],
        "memory": measure_memory(),
        "own_memory": measure_memory("RssAnon"),
    }


def _timed(search: Callable[[str], Reply], question: str) -> tuple[dict[str, Any], float, float]:
    cpu, clock = time.process_time(), time.perf_counter()
    reply = search(question)
    return asdict(reply), 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - clock)


def _cpu_seconds() -> float:
    """CPU seconds of this process and of those it started and saw end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(step: str, module: str, *paths: str) -> None:
    """Do one step, `build` or the function that opens what was built, and print its figures as the last line."""
    articles, questions, folder, model = Path(paths[0]), Path(paths[1]), Path(paths[2]), paths[3]
    engine = importlib.import_module(module)
    if step == "build":
        figures: dict[str, Any] = build(engine, articles, folder=folder, model=model)
    else:
        figures = ask(getattr(engine, step)(folder, model=model), questions)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
