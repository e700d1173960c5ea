"""Telling systemd that the bot serves, and is well: where a new start may help, the watchdog makes one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

import sdnotify

from bot.health.judging import Judge

logger = logging.getLogger(__name__)

# No new start makes room on a disk or mends an index: such a bot still answers, and /health says what is wrong.
CURABLE = frozenset({"receiving", "database"})

# The watchdog bites after three meals that were missed.
_MEALS = 3


async def notify_systemd(judge: Judge, environment: Mapping[str, str]) -> None:
    """Say that the bot is ready, then feed the watchdog unless a new start may help; until cancelled, where systemd
    listens."""
    if not environment.get("NOTIFY_SOCKET"):
        return
    notifier = sdnotify.SystemdNotifier()
    try:
        notifier.notify("READY=1")
        if microseconds := environment.get("WATCHDOG_USEC"):
            await _feed(notifier, judge, int(microseconds) / 1e6 / _MEALS)
    finally:
        if notifier.socket is not None:
            notifier.socket.close()


async def _feed(notifier: sdnotify.SystemdNotifier, judge: Judge, seconds: float) -> None:
    while True:
        health = await judge()
        unwell = {check.name for check in health.checks if check.fault}
        if not unwell & CURABLE:
            notifier.notify("WATCHDOG=1")
        if unwell:
            logger.warning("unwell: %s", ", ".join(sorted(unwell)))
        await asyncio.sleep(seconds)
