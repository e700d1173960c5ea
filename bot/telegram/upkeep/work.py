"""Long work on the archive in a process of its own: `python -m bot.telegram.upkeep.work`, begun and heard by `jobs.py`.

In the bot's own process, reading articles would take the interpreter away from those who wait for answers. The task
comes as one line of JSON on standard input; the process ends with that input, so it never outlives the bot. What it
tells goes to standard output, one JSON object a line: progress, and at last a result or a failure.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.logs import log_as_json
from bot.telegram.upkeep.drafts import Drafts
from data.errors import NotulaError
from data.settings import Settings, load_settings
from retrieval.following.report import COUNTS
from retrieval.ingest import Pipeline, Progress, open_writing

logger = logging.getLogger(__name__)

Result = dict[str, Any]
BACKUP, TAKE = "backup", "take"
# Whoever waits for an answer comes first.
_NICENESS = 10
# What sources brought is added for a minute or two at a time: whoever asked for something waits so long.
WAIT_SECONDS = 600.0
UPDATE, EVERYTHING = "update", "all"


@dataclass(frozen=True, slots=True)
class Task:
    """What to do: the name of a deed, and what it is about (a draft's name, an article's id, or all sources)."""

    name: str
    about: str = ""


def perform(settings: Settings, task: Task, progress: Progress) -> Result:
    """Do it; what the person who asked for it is told in numbers."""
    if beside := _BESIDE.get(task.name):
        return beside(settings, task.about, progress)
    with open_writing(settings, progress=progress, wait_seconds=WAIT_SECONDS) as pipeline:
        return _DEEDS[task.name](pipeline, settings, task.about)


def _back_up(settings: Settings, about: str, progress: Progress) -> Result:
    """Writers need not wait for it."""
    from retrieval.backup import back_up_into_folder

    file, _, _ = back_up_into_folder(settings, now=datetime.now(UTC))
    return {"name": file.name}


def _update(settings: Settings, about: str, progress: Progress) -> Result:
    """Fetch from the sources that are due, or from `all`; the archive is locked only while something is added."""
    from retrieval.following.updating import update_sources

    told = update_sources(settings, only_due=about != EVERYTHING, progress=progress).to_json()
    return {name: told[name] for name in COUNTS}


def _take(settings: Settings, about: str, progress: Progress) -> Result:
    """Only reads, so it waits for nobody; the file goes to whoever asked."""
    from bot.telegram.topics.office.making import make_file, read_order
    from data.store import open_store

    store = open_store(settings.database)
    try:
        file = make_file(store, *read_order(about), progress=lambda events: progress("take", events, None))
    finally:
        store.close()
    return {"name": file.name, "content": base64.b64encode(file.content).decode()}


def _add(pipeline: Pipeline, settings: Settings, name: str) -> Result:
    drafts = Drafts(pipeline.store)
    draft = drafts.get(name)
    summary = pipeline.add(draft.records if draft else ())
    drafts.drop(name)
    counts = ("new", "changed", "unchanged", "duplicate", "failures")
    return {count: len(getattr(summary, count)) for count in counts}


def _reread(pipeline: Pipeline, settings: Settings, about: str) -> Result:
    return {"count": pipeline.reread(everything=True)}


def _rebuild(pipeline: Pipeline, settings: Settings, about: str) -> Result:
    return {"name": pipeline.rebuild() or "-"}


def _remove(pipeline: Pipeline, settings: Settings, article_id: str) -> Result:
    return {"count": pipeline.remove([article_id])}


_DEEDS: Mapping[str, Callable[[Pipeline, Settings, str], Result]] = {
    "add": _add,
    "reread": _reread,
    "rebuild": _rebuild,
    "remove": _remove,
}


# What locks the archive by itself, or not at all.
_BESIDE: Mapping[str, Callable[[Settings, str, Progress], Result]] = {BACKUP: _back_up, UPDATE: _update, TAKE: _take}


def _say(**content: Any) -> None:  # noqa: ANN401 - whatever JSON holds
    print(json.dumps(content), flush=True)


def _say_progress(stage: str, done: int, total: int | None) -> None:
    _say(stage=stage, done=done, total=total)


def _end_with_input() -> None:
    sys.stdin.read()
    # At once: what is stored is stored in whole batches, and everything else is made anew.
    os._exit(1)


def main() -> None:
    """Do the task that stands on standard input."""
    settings = load_settings()
    log_as_json(settings, logging.WARNING)
    # Whoever stops the bot may signal all its processes: this one ends when its input does.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    task = Task(**json.loads(sys.stdin.readline()))
    threading.Thread(target=_end_with_input, daemon=True).start()
    os.nice(_NICENESS)
    try:
        _say(result=perform(settings, task, _say_progress))
    except NotulaError as error:
        _say(failed=str(error))


if __name__ == "__main__":
    main()
