"""Looking at what the bot stands on: the archive, whether its database takes a write, how many messages wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.app import App
from bot.health.judging import Health, Probed
from bot.health.probing import probe_archive
from bot.health.watching import Watch
from bot.telegram.health.judging import judge
from bot.telegram.intake.polling import Reception
from data.errors import StoreError

Warnings = Callable[[], Sequence[str]]


def probe(app: App, *, now: float, warnings: Warnings = tuple) -> Probed:
    """Look at everything once; `warnings` gives sentences on what is no fault of the bot's, such as a dead source."""
    seen = probe_archive(app, now=now)
    try:
        app.store.try_writing(datetime.now(UTC))
        replica = filter(None, [app.store.find_replica_fault()])
        return replace(seen, queue=app.store.updates.waiting(), warnings=(*seen.warnings, *replica, *warnings()))
    except StoreError as error:
        return replace(seen, database_fault=str(error))


def watch_bot(look: Callable[[], Probed], reception: Reception) -> Watch:
    """Watch what is looked at and whether Telegram is heard; within a running event loop."""

    def judge_now(seen: Probed) -> Health:
        now = reception.clock()
        return judge(seen, now=now, heard_at=reception.heard_at, is_failing=reception.is_failing)

    return Watch(look, judge_now, began=reception.clock())
