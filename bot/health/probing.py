"""Looking at what a serving process stands on: whether the database answers, what room is left, whether the index
fits."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from bot.health.judging import Probed
from data.errors import GenerationError, StoreError
from data.wording import archive as archive_wording
from data.wording import health as wording
from retrieval.llm.describing import ModelState, describe_model


def probe_archive(app: App, *, now: float) -> Probed:
    """Look at everything once."""
    free, total = _look_at_disk(app.settings.home)
    seen = Probed(now, free_bytes=free, total_bytes=total)
    try:
        return _look_at_index(app, replace(seen, model=_look_at_model(app)))
    except StoreError as error:
        return replace(seen, database_fault=str(error))


def _look_at_disk(home: Path) -> tuple[int, int]:
    try:
        usage = shutil.disk_usage(home)
    except OSError:
        return 0, 0
    return usage.free, usage.total


def _look_at_model(app: App) -> ModelState | None:
    """What all processes spent on the language model today, where one is used."""
    return describe_model(app.settings, app.store, day=datetime.now(UTC).date())


def _look_at_index(app: App, seen: Probed) -> Probed:
    """Whether the newest generation is in use, and is one of this archive: neither unknown to it nor ahead of it."""
    fault = app.live.find_fault()
    try:
        name = app.index.current() or ""
    except GenerationError as error:
        return replace(seen, index_fault=str(error))
    # A replica may not know of the generation yet; inside a transaction nothing is read from it.
    with app.store.transaction():
        record, revision = app.store.generations.get(name), app.store.revision()
    if record is None or record.revision > revision:
        return replace(seen, generation=name, index_fault=fault or wording.index_of_another(name))
    # Adding leaves the index behind until it is done: no fault yet.
    behind = archive_wording.NOT_UP_TO_DATE if record.revision < revision else ""
    warnings = tuple(filter(None, (behind, app.live.find_lag())))
    return replace(seen, generation=name, index_fault=fault, warnings=warnings)
