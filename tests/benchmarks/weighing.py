"""What an archive of one size takes: questions of each kind, commands in fresh processes, memory and disk."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from data.article import Article
from data.settings import Settings
from retrieval.index.engines import open_index
from retrieval.ingest import open_reading
from tests.benchmarks import serving
from tests.benchmarks.adding import write_records
from tests.benchmarks.nation import Nation
from tests.benchmarks.newsroom import Question
from tests.benchmarks.running import in_fresh_process

OF_EACH_KIND = 20
WARM_UP, TIMES = 40, 3
_ASKED_ABOUT = 1_000  # the first stories, which an archive of every size has: so that every size is asked the same
_OTHER_SEED, _USUAL_LENGTH = 9_000, 3_000


@dataclass(frozen=True, slots=True)
class Weight:
    """Figures of one size: CPU milliseconds of questions and seconds of commands, mebibytes of memory and of disk."""

    articles: int
    counts: dict[str, int]
    p50: dict[str, float]
    p95: dict[str, float]
    right: dict[str, float]
    memory: dict[str, float]
    commands: dict[str, float]
    disk: dict[str, float]


def weigh(home: Path, seed: int) -> Weight:
    """Measure an archive; afterwards it has a few articles more."""
    warm_up, questions = _make_questions(seed)
    served = in_fresh_process(serving.serve, home, warm_up, questions)
    kinds = {"all": served.asked} | {
        asks: [one for one in served.asked if one.question.asks == asks]
        for asks in dict.fromkeys(one.asks for one in questions)
    }
    spread = {asks: np.percentile([one.cpu for one in asked], [50, 95]).tolist() for asks, asked in kinds.items()}
    counts, disk = _count(home), _weigh_files(home)
    return Weight(
        counts.pop("articles"),
        counts,
        p50={asks: p50 for asks, (p50, _) in spread.items()},
        p95={asks: p95 for asks, (_, p95) in spread.items()},
        right={asks: sum(one.is_right for one in asked) / len(asked) for asks, asked in kinds.items()},
        memory={"opened": served.memory["index"], "served": max(served.memory.values()), "own": served.own_memory},
        commands=dict(_run_commands(home, seed, questions[0])),
        disk=disk,
    )


def _make_questions(seed: int) -> tuple[list[Question], list[Question]]:
    nation = Nation(seed)
    stories = [story for story in nation.write(_ASKED_ABOUT) if story.is_meeting]
    warm_up = list(islice(nation.ask_of(stories, WARM_UP), WARM_UP))
    return warm_up, list(nation.ask_of(stories, OF_EACH_KIND))


def _run_commands(home: Path, seed: int, question: Question) -> Iterator[tuple[str, float]]:
    for name, arguments in (
        ("ask, fresh", ("-m", "bot", "ask", question.text, "--json")),
        ("status", ("embed_corpus.py", "status", "--json")),
        ("verify", ("embed_corpus.py", "verify", "--json")),
    ):
        yield name, float(np.median([_time(home, *arguments) for _ in range(TIMES)]))
    others = Nation(seed + _OTHER_SEED).write(1_000)
    usual = (story.article for story in others if story.is_meeting and len(story.article.text) < _USUAL_LENGTH)
    yield "add one", float(np.median([_add(home, article) for article in islice(usual, TIMES)]))


def _add(home: Path, article: Article) -> float:
    """CPU seconds of adding an article, which gets an end of its own: so it may have been added before."""
    count, path = _count(home)["articles"], home / "one.jsonl"
    write_records(path, [replace(article, id=f"tambahan-{count}", text=f"{article.text}\nBerita ke-{count}.")])
    return _time(home, "embed_corpus.py", "add", str(path), "--json")


def _time(home: Path, *arguments: str) -> float:
    """CPU seconds of a command in a fresh process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"NOTULA_HOME": str(home)}
    subprocess.run([sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _count(home: Path) -> dict[str, int]:
    settings = Settings(home=home, _env_file=None)
    manifest = open_index(settings).manifest()
    with open_reading(settings) as store:
        return {
            "articles": store.articles.count(),
            "meetings": store.articles.coverage().meetings,
            "chunks": manifest.chunks,
            "vectors": manifest.vectors,
        }


def _weigh_files(home: Path) -> dict[str, float]:
    newest: Sequence[Path] = sorted((home / "index").glob("[0-9]*"))[-1:]
    index = sum(path.stat().st_size for folder in newest for path in folder.rglob("*") if path.is_file())
    return {"database": (home / "notula.db").stat().st_size / 2**20, "index": index / 2**20}
