"""What answering takes: the real engine over the real archive, in a fresh process on one core."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import Stopwatch, measure_memory, note_memory
from tests.benchmarks.newsroom import Question

UNDERSTANDING, SEARCHING, READING, COMPARING = "understanding", "search", "SQL", "comparing"
DECODING = "decoding facts"
COMPOSING, LOGGING = "composing", "logging"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question answered. Milliseconds of CPU: each part, all, and the question log (in no other); and by the
    clock, without the log. `is_right`: its article is among the sources, or nothing is where nothing answers it."""

    question: Question
    status: str
    kind: str
    is_right: bool
    stages: dict[str, float]
    cpu: float
    clock: float
    logging: float


@dataclass(frozen=True, slots=True)
class Served:
    """All questions, and how the process grew: resident mebibytes after each step, and what is not in files."""

    asked: list[Asked]
    memory: dict[str, float]
    own_memory: float


def serve(home: Path, warm_up: Sequence[Question], questions: Sequence[Question]) -> Served:
    """Answer every question once, after some others that are not measured."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ["NOTULA_HOME"] = str(home)
    memory = {"this benchmark": measure_memory()}
    import bot.app
    import retrieval.index.generation
    import retrieval.index.live
    import retrieval.index.models
    from data.settings import load_settings

    memory["libraries and tables"] = measure_memory()
    note_memory(bot.app, "open_store", step="database", into=memory)
    note_memory(retrieval.index.models, "load_encoder", step="model", into=memory)
    stopwatch = Stopwatch()
    _watch(stopwatch)
    app = bot.app.open_app(load_settings())
    memory["index"] = measure_memory()
    for question in warm_up:
        app.engine.ask(question.text, history=question.history)
    memory[f"after {len(warm_up)} questions"] = measure_memory()
    asked = [_ask(app, question, stopwatch) for question in questions]
    memory[f"after {len(warm_up) + len(questions)} questions"] = measure_memory()
    return Served(asked, memory, measure_memory("RssAnon"))


def _watch(stopwatch: Stopwatch) -> None:
    from data.store import articles, readings
    from data.store.chat import questions
    from retrieval.answering import archive
    from retrieval.answering.answers import listing
    from retrieval.index import search

    watched = [
        (archive, "understand", UNDERSTANDING),
        (archive, "rank", COMPARING),
        (archive, "words_of", COMPARING),
        (listing, "group_events", COMPARING),
        (search.Index, "articles_with", SEARCHING),
        (search.Index, "search", SEARCHING),
        (readings, "decode_reading", DECODING),
        (questions.Questions, "put", LOGGING),
        *((articles.Articles, name, READING) for name in ("get_many", "coverage", "latest")),
        *(
            (readings.Readings, name, READING)
            for name in ("get_many", "find_meetings", "count_meetings", "find_person")
        ),
    ]
    for owner, name, stage in watched:
        stopwatch.watch(owner, name, stage)


def _ask(app, question: Question, stopwatch: Stopwatch) -> Asked:
    stopwatch.seconds.clear()
    start = time.process_time()
    answer, _ = app.ask(question.text, history=question.history)
    whole = time.process_time() - start
    logging = stopwatch.seconds.pop(LOGGING, 0.0)
    stages = {stage: 1000 * seconds for stage, seconds in stopwatch.seconds.items()}
    cpu = 1000 * (whole - logging)
    stages[COMPOSING] = cpu - sum(stages.values())
    sources = {source.article_id for source in answer.sources}
    return Asked(
        question,
        answer.status.value,
        answer.kind.value,
        is_right=question.article_id in sources if question.article_id else not sources,
        stages=stages,
        cpu=cpu,
        clock=answer.milliseconds,
        logging=1000 * logging,
    )
