"""Runs every engine in processes of its own, on one thread, and gathers what they measured."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.figures import Quality, Reply, score, spread
from tests.benchmarks.peers.material import Asked

ROOT = Path(__file__).parents[3]
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
_QUIET = {
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "TQDM_DISABLE": "1",
}


@dataclass(frozen=True, slots=True)
class Engine:
    """Something that searches: `opens` names the function of its module that opens what `build` made."""

    name: str
    module: str
    opens: str = "open_search"
    is_peer: bool = True


ENGINES = (
    Engine("Notula, its answers", "with_notula", opens="open_answers", is_peer=False),
    Engine("Notula, its index alone", "with_notula", is_peer=False),
    Engine("txtai", "with_txtai"),
    Engine("Haystack", "with_haystack"),
    Engine("LangChain", "with_langchain"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What an engine showed: seconds of indexing, milliseconds of a question (median, 95th percentile), MiB."""

    name: str
    quality: Quality
    indexing_cpu: float
    indexing_clock: float
    indexing_memory: float
    question_cpu: tuple[float, float]
    question_clock: tuple[float, float]
    memory: float
    own_memory: float


@dataclass(frozen=True, slots=True)
class Task:
    """Files of articles and questions, the model, and a folder for what is built and measured."""

    articles: Path
    questions: Path
    model: str
    scratch: Path

    def run(self, python: Path, engine: Engine, step: str) -> dict[str, Any]:
        """What one step of an engine measured; CalledProcessError where it fails. What was measured before is read.

        `step`: build, or the name of the function that opens what was built.
        """
        folder, kept = self.scratch / engine.module, self.scratch / f"{engine.module}.{step}.json"
        if kept.is_file():
            return json.loads(kept.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
        folder.mkdir(parents=True, exist_ok=True)
        paths = [str(path.absolute()) for path in (self.articles, self.questions, folder)]
        module = f"{__package__}.{engine.module}"
        command = [str(python), "-m", f"{__package__}.worker", step, module, *paths, self.model]
        done = subprocess.run(
            command, cwd=ROOT, env=_environment(os.environ), stdout=subprocess.PIPE, encoding="utf-8", check=True
        )
        figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        kept.write_text(json.dumps(figures), encoding="utf-8")
        return figures


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """One thread, no network, and none of the settings of whoever measures."""
    kept = {name: value for name, value in given.items() if not name.startswith(("NOTULA_", "TELEGRAM_"))}
    return kept | _ONE_THREAD | _QUIET


def gather(engine: Engine, asked: Sequence[Asked], *, built: Mapping[str, Any], replied: Mapping[str, Any]) -> Measured:
    """The figures of an engine from what its two processes told."""
    replies = [Reply(tuple(reply["article_ids"]), reply["refused"]) for reply in replied["replies"]]
    return Measured(
        name=engine.name,
        quality=score(asked, replies),
        indexing_cpu=built["cpu"],
        indexing_clock=built["clock"],
        indexing_memory=built["memory"],
        question_cpu=spread(replied["cpu"]),
        question_clock=spread(replied["clock"]),
        memory=replied["memory"],
        own_memory=replied["own_memory"],
    )
