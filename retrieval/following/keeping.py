"""Which sources are followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.errors import NotulaError, ReadError
from data.following.recognising import find_source
from data.following.visiting import Visitor
from data.readers import Failure
from data.source import ItemState, Source, SourceKind
from data.store import Store
from data.wording import following as wording


@dataclass(frozen=True, slots=True)
class Followed:
    """A source that a person named; `entries` is how many articles it lists, None where it was not fetched again."""

    kind: SourceKind
    url: str
    title: str
    is_new: bool
    entries: int | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source with how many of its items are where."""

    source: Source
    taken: int
    gone: int
    failed: int
    waiting: int


def follow_source(store: Store, given: str, visitor: Visitor, *, now: datetime) -> Followed:
    """Find out what a source is, by fetching it, and follow it; ReadError with a reason if it is none."""
    if known := store.sources.find([given]):
        return Followed(known[0].kind, known[0].url, known[0].title, is_new=False)
    found = find_source(given, visitor.visit())
    is_new = store.sources.put(found, now=now)
    return Followed(found.kind, found.url, found.title, is_new, found.entries)


def follow_all(
    store: Store, given: Sequence[str], visitor: Visitor, *, now: datetime
) -> tuple[list[Followed], list[Failure]]:
    """Follow each of these, and say of the others why not."""
    followed, failures = [], []
    for source in dict.fromkeys(given):
        try:
            followed.append(follow_source(store, source, visitor, now=now))
        except ReadError as error:
            failures.append(Failure(source, str(error)))
    return followed, failures


def unfollow_sources(store: Store, named: Sequence[str]) -> list[Source]:
    """Follow these no more, all or none: NotulaError names those that are not followed."""
    found = {name: store.sources.find([name, str(Path(name).absolute())]) for name in named}
    if unknown := [name for name, sources in found.items() if not sources]:
        raise NotulaError(wording.not_followed(unknown))
    removed = {source.id: source for sources in found.values() for source in sources}
    with store.transaction():
        for source_id in removed:
            store.sources.remove(source_id)
    return list(removed.values())


def describe_sources(store: Store) -> list[SourceState]:
    """Every source with its counts."""
    counts = store.source_items.counts()
    return [_state(source, counts.get(source.id, {})) for source in store.sources.all()]


def _state(source: Source, counts: dict[ItemState, int]) -> SourceState:
    waiting = counts.get(ItemState.WAITING, 0) + counts.get(ItemState.READ, 0)
    taken, gone, failed = (counts.get(state, 0) for state in (ItemState.TAKEN, ItemState.GONE, ItemState.FAILED))
    return SourceState(source, taken, gone, failed, waiting)
