"""Looking at what the bot stands on: whether the database takes a write, what room is left, whether the index fits."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from bot.telegram.health.judging import Health, Probed, judge
from bot.telegram.intake.polling import Reception
from data.errors import GenerationError, StoreError
from data.wording import archive as archive_wording
from data.wording import health as wording

# Whoever asks is answered with the look before where this one takes longer.
_PATIENCE_SECONDS = 2.0

Warnings = Callable[[], Sequence[str]]


def probe(app: App, *, now: float, warnings: Warnings = tuple) -> Probed:
    """Look at everything once; `warnings` gives sentences on what is no fault of the bot's, such as a dead source."""
    free, total = _look_at_disk(app.settings.home)
    seen = Probed(now, free_bytes=free, total_bytes=total)
    try:
        app.store.try_writing(datetime.now(UTC))
        seen = _look_at_index(app, replace(seen, queue=app.store.updates.waiting()))
        replica = filter(None, [app.store.find_replica_fault()])
        return replace(seen, warnings=(*seen.warnings, *replica, *warnings()))
    except StoreError as error:
        return replace(seen, database_fault=str(error))


class Watch:
    """Judges with what was seen last, and sees to it that somebody looks; made within a running event loop."""

    def __init__(self, look: Callable[[], Probed], reception: Reception) -> None:
        self._look = look
        self._reception = reception
        self._seen = Probed(reception.clock(), wording.NOT_LOOKED, free_bytes=1, total_bytes=1)
        # One thread: looks that hang must not pile up, nor keep the threads that others need.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._looking: asyncio.Future[None] | None = None

    async def judge(self) -> Health:
        """Look, and judge; in time even where looking takes long."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().run_in_executor(self._thread, self._see)
        await asyncio.wait({self._looking}, timeout=_PATIENCE_SECONDS)
        reception = self._reception
        return judge(self._seen, now=reception.clock(), heard_at=reception.heard_at, is_failing=reception.is_failing)

    def close(self) -> None:
        """Begin no other look."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _see(self) -> None:
        self._seen = self._look()


def _look_at_disk(home: Path) -> tuple[int, int]:
    try:
        usage = shutil.disk_usage(home)
    except OSError:
        return 0, 0
    return usage.free, usage.total


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
