"""Sources are fetched by themselves while the bot serves: in a process of their own, beside answers and jobs.

When comes from the sources' rows, so that a restart fetches nothing twice; followed folders are watched as well.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from watchfiles import awatch

from bot.telegram.upkeep.work import UPDATE, Result, Task
from data.errors import NotulaError
from data.source import SourceKind
from data.store import Store
from retrieval.ingest import Progress
from retrieval.ingest.summary import keep_quiet

logger = logging.getLogger(__name__)

LOOK_SECONDS = 30.0
"""How often it is looked whether a source is due, or a folder is followed since."""


@dataclass(slots=True)
class Follower:
    """Runs updates whenever a source is due.

    perform and kill: do a task in another process, and end that at once; fault: hears what went wrong;
    tell: says what updates brought, when it is time to; `rest_seconds`: how long to wait after an update that failed
    as a whole.
    """

    store: Store
    perform: Callable[[Task, Progress], Result]
    kill: Callable[[], None]
    fault: Callable[[str], None]
    tell: Callable[[], None]
    rest_seconds: float
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Update what is due, until cancelled; an update that goes on then is ended, and loses nothing."""
        try:
            while True:
                await self._rest(LOOK_SECONDS if await self._look() else self.rest_seconds)
        finally:
            self.kill()

    async def watch(self) -> None:
        """Let a followed folder be due when something changes in it, until cancelled."""
        while True:
            folders = await asyncio.to_thread(self._folders)
            try:
                if folders:
                    await self._watch(folders)
                    continue
            except (OSError, RuntimeError) as error:  # a folder went away just now, or the system watches no more
                self.fault(f"watch: {type(error).__name__}")
            await asyncio.sleep(LOOK_SECONDS)

    async def _watch(self, folders: dict[str, int]) -> None:
        """Watch these, until others are followed."""
        async for changes in awatch(*folders, rust_timeout=int(LOOK_SECONDS * 1000), yield_on_timeout=True):
            if changes:
                await asyncio.to_thread(self._hasten, folders, [path for _, path in changes])
                self._wake.set()
            if await asyncio.to_thread(self._folders) != folders:
                return

    async def _look(self) -> bool:
        """Update if something is due; False where that failed as a whole."""
        try:
            if await asyncio.to_thread(self._has_due):
                logger.info("update: %s", await asyncio.to_thread(self.perform, Task(UPDATE), keep_quiet))
                await asyncio.to_thread(self.tell)
        except NotulaError as error:
            self.fault(f"update: {error}")
            return False
        except Exception as error:
            self.fault(f"update: {type(error).__name__}")
            return False
        return True

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        except TimeoutError:
            return
        self._wake.clear()

    def _has_due(self) -> bool:
        return bool(self.store.sources.due(datetime.now(UTC)))

    def _folders(self) -> dict[str, int]:
        sources = self.store.sources.due()
        return {
            source.url: source.id
            for source in sources
            if source.kind is SourceKind.FOLDER and Path(source.url).is_dir()
        }

    def _hasten(self, folders: dict[str, int], changed: list[str]) -> None:
        paths = [Path(path) for path in changed]
        touched = [number for folder, number in folders.items() if any(path.is_relative_to(folder) for path in paths)]
        self.store.sources.hasten(touched)
