"""Which followed sources have failed for so long that whoever watches the bot should hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.telegram.views.sources import name_source
from data.source import Source
from data.wording import health as wording

LONGEST = timedelta(days=1)


def say_failing(sources: Sequence[Source], *, now: datetime) -> list[str]:
    """A sentence for each source whose visits fail, the last success (or the day it was added) a day or more ago."""
    return [
        wording.source_failing(name_source(source), source.reason.rstrip("."))
        for source in sources
        if source.failures and now - (source.succeeded_at or source.added_at) >= LONGEST
    ]
