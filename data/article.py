"""What an article and its chunks are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")
_ZONES = tuple(timedelta(hours=hours) for hours in (7, 8, 9))  # western, central and eastern Indonesia


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as given. `text` is stored to the letter: every quote is a slice of it."""

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    url: str | None = None
    published: datetime | None = None

    @property
    def published_on(self) -> date | None:
        """The day of publication as Indonesia counts it."""
        return indonesian_day(self.published) if self.published else None

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) over every field but the id: it changes when anything a reader sees changes."""
        published = self.published.isoformat() if self.published else ""
        parts = (self.title, self.publisher, self.url or "", published, self.text)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def indonesian_day(moment: datetime) -> date:
    """The day of a moment in Indonesia.

    A time of one of its three zones, and one without a zone, means the day that it says; any other zone is that of a
    machine, whose day ends at seven in the morning in Jakarta.
    """
    offset = moment.utcoffset()
    if offset is None or offset in _ZONES or moment.year in {MINYEAR, MAXYEAR}:
        return moment.date()
    return moment.astimezone(WIB).date()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of an article's text: `article.text[start:end] == text`, offsets in characters, half-open.

    `id` is a stable positive 63-bit integer derived from article id, span and text. `context` (title,
    publisher, date, region) is searched together with the text and never quoted.
    """

    id: int
    article_id: str
    start: int
    end: int
    text: str
    context: str = field(default="", compare=False)


def chunk_id(article_id: str, start: int, end: int, text: str) -> int:
    """A stable positive 63-bit id: the same chunk has the same id on every machine and in every rebuild."""
    key = f"{article_id}\x1f{start}\x1f{end}\x1f{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big") >> 1
