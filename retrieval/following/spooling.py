"""A record as JSON: read from a page, and not in the archive yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data.article import Article
from data.readers import Record


def to_spool(record: Record) -> dict[str, Any]:
    """The record as JSON holds it."""
    article = record.article
    return {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "origin": record.origin,
    }


def from_spool(kept: Mapping[str, Any]) -> Record:
    """The record that `to_spool` gave."""
    fields = {name: kept[name] for name in ("id", "text", "title", "publisher", "url")}
    published = datetime.fromisoformat(kept["published"]) if kept["published"] else None
    return Record(Article(**fields, published=published), kept["origin"])
