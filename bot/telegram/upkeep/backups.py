"""Backups that the serving bot makes by itself, every NOTULA_BACKUP_HOURS, in a process of their own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.telegram.upkeep.jobs import BrokenOffError
from bot.telegram.upkeep.work import BACKUP, Result, Task
from data.errors import NotulaError
from data.settings import Settings
from data.wording import backup as wording
from retrieval.backup.rotation import find_names, is_due
from retrieval.ingest import Progress
from retrieval.ingest.summary import keep_quiet

logger = logging.getLogger(__name__)

CHECK_SECONDS = 600.0
"""Every so often it is looked whether one is due; one that failed is tried again then."""


async def back_up_regularly(
    settings: Settings,
    perform: Callable[[Task, Progress], Result],
    *,
    fault: Callable[[str], None],
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Make a backup whenever one is due, for as long as the bot serves; what fails is told to administrators."""
    while settings.backup_hours:
        if is_due(find_names(settings.backup_folder), now=clock(), hours=settings.backup_hours):
            await _back_up(perform, fault)
        await sleep(CHECK_SECONDS)


async def _back_up(perform: Callable[[Task, Progress], Result], fault: Callable[[str], None]) -> None:
    try:
        made = await asyncio.to_thread(perform, Task(BACKUP), keep_quiet)
        logger.info("backed up: %s", made["name"])
    except NotulaError as error:
        fault(wording.failed_by_itself(str(error)))
    except BrokenOffError:
        fault(wording.failed_by_itself(wording.BROKEN_OFF))
