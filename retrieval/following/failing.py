"""What failed is left alone for a while, twice as long each time."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.source import Item
from data.store import Store
from retrieval.following.report import SourceReport

_FIRST_PAUSE = timedelta(minutes=15)
_LONGEST_PAUSE = timedelta(days=1)


def pause_after(failures: int) -> timedelta:
    """How long to leave alone what failed again, after so many failures before."""
    times: int = 2 ** min(failures, 10)
    return min(_FIRST_PAUSE * times, _LONGEST_PAUSE)


def fail_source(store: Store, told: SourceReport, reason: str, *, now: datetime) -> None:
    """Note why a source could not be read."""
    source = told.source
    told.fail(source.url, reason)
    store.sources.note_failure(source, reason, now=now, due=now + pause_after(source.failures))


def fail_item(store: Store, told: SourceReport, item: Item, reason: str, *, now: datetime) -> None:
    """Note why an item could not be taken."""
    told.fail(item.url, reason)
    store.source_items.fail(item, reason, now=now, due=now + pause_after(item.failures))
