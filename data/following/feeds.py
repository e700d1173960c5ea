"""RSS and Atom: a feed's title and entries."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

import feedparser

from data.source import Entry


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; an entry's mark is a hash of what the feed says of it."""

    title: str
    entries: list[Entry]


def parse_feed(data: bytes, *, url: str, content_type: str = "") -> Feed | None:
    """The feed, also a broken one as far as it can be read; None if it is none.

    `url` is where it was fetched: links are relative to it.
    """
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    # As a stream: bytes that look like a path or an address would be opened.
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    if not parsed.get("version"):
        return None
    entries = [Entry(str(item["link"]), _mark(item)) for item in parsed.entries if item.get("link")]
    return Feed(str(parsed.feed.get("title", "")).strip(), entries)


def _mark(item: dict[str, object]) -> str:
    # Not item.get: it answers with the one date where the other is missing.
    said = [dict.get(item, name) for name in ("updated", "published", "title", "summary", "content")]
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()
