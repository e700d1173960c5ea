"""What one process does for all of them: fetching from sources, backups, forgetting, digests, the list of commands."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

from telegram import Bot

from bot.telegram.commands import register_commands
from bot.telegram.desk import Desk
from bot.telegram.service import Faults, Service
from bot.telegram.subscriptions.telling import tell_regularly
from bot.telegram.upkeep.backups import back_up_regularly
from bot.telegram.upkeep.following.digest import tell_digest
from bot.telegram.upkeep.following.follower import Follower
from bot.telegram.upkeep.jobs import Worker

UPKEEP = "upkeep"
"""The lease of whoever does all this."""


async def keep_up(bot: Bot, desk: Desk, service: Service, faults: Faults) -> None:
    """Do it all until cancelled; one thing that fails stops no other."""
    settings, backups, updates = desk.app.settings, Worker(), Worker()
    try:
        await asyncio.gather(
            back_up_regularly(settings, backups.perform, fault=faults.note),
            register_commands(bot, settings.admins),
            service.purge_daily(),
            tell_regularly(desk, service.take_up_soon, faults.note),
            *_follow(desk, service, faults, updates),
            return_exceptions=True,
        )
    finally:
        backups.stop()


def _follow(desk: Desk, service: Service, faults: Faults, worker: Worker) -> list[Coroutine[Any, Any, None]]:
    """Fetch from sources as often as the settings say, and tell administrators what came of it."""
    store, settings = desk.app.store, desk.app.settings
    if not settings.update_minutes:
        return []

    def tell() -> None:
        tell_digest(store, settings.admins, service.take_up_soon, now=datetime.now(UTC))

    rest_seconds = settings.update_minutes * 60.0
    follower = Follower(store, worker.perform, worker.stop, faults.note, tell, rest_seconds=rest_seconds)
    return [follower.run(), follower.watch()]
