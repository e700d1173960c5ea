"""What is followed: a source, what it lists, and what became of each thing listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """How a source lists its articles."""

    FEED = "feed"
    SITEMAP = "sitemap"
    POSTS = "posts"
    PAGE = "page"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The version of a page in its site's own words, ETag and Last-Modified: asked with, it is not sent again."""

    etag: str | None = None
    last_modified: str | None = None


NO_STAMP = Stamp()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a source lists: `url` is a URL or an absolute path.

    `mark` is another one when the source says that it has changed; empty where the source says nothing of it.
    """

    url: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a person's address turned out to be; `entries` is how many articles it lists now."""

    kind: SourceKind
    url: str
    given: str
    title: str
    entries: int


@dataclass(frozen=True, slots=True)
class Source:
    """A source that is followed.

    `given` is what the person typed; `parts` holds what is remembered of its list, by URL: of a sitemap of sitemaps
    each one's lastmod, ETag and Last-Modified, of a page nothing but what it lists. `failures` counts those in a row,
    and `reason` says the last one's.
    """

    id: int
    kind: SourceKind
    url: str
    given: str
    title: str
    added_at: datetime
    is_paused: bool = False
    stamp: Stamp = NO_STAMP
    parts: Mapping[str, list[str | None]] = field(default_factory=dict)
    checked_at: datetime | None = None
    succeeded_at: datetime | None = None
    failures: int = 0
    reason: str = ""
    due_at: datetime | None = None


class ItemState(StrEnum):
    """How far an item is: to be fetched, READ but not in the archive yet, TAKEN into it, or why it is not."""

    WAITING = "waiting"
    READ = "read"
    TAKEN = "taken"
    FAILED = "failed"
    GONE = "gone"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a source listed, and the article that it became."""

    id: int
    source_id: int
    url: str
    mark: str
    stamp: Stamp
    state: ItemState
    reason: str
    failures: int
    article_id: str | None
