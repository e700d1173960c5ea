"""What administrators sent and have not confirmed yet: JSON lines in the store, one text for each draft."""

from __future__ import annotations

import json
import re
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from data.article import Article
from data.readers import Failure, Record, read_sources
from data.readers.files import SUFFIXES
from data.settings import Settings
from data.store import Store, hash_text
from retrieval.ingest import Decided, Known, decide

MAX_UPLOAD_MEGABYTES = 20
_SAFE = re.compile(r"[^\w.() -]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """Records that wait for a yes, and how many could not be read, with the first reasons."""

    name: str
    records: tuple[Record, ...]
    failures: tuple[str, ...] = ()


class Drafts:
    """The drafts of one archive."""

    def __init__(self, store: Store) -> None:
        self._kept = store.drafts

    def put(self, draft: Draft) -> None:
        """Keep a draft, or its corrected self; old ones go."""
        lines = [json.dumps({"failures": draft.failures}), *map(_to_line, draft.records)]
        self._kept.put(draft.name, "\n".join(lines), now=datetime.now(UTC))

    def get(self, name: str) -> Draft | None:
        """A draft, or None where there is none any more."""
        content = self._kept.get(name)
        if content is None:
            return None
        head, *lines = content.split("\n")
        return Draft(name, tuple(map(_from_line, lines)), tuple(json.loads(head)["failures"]))

    def drop(self, name: str) -> None:
        """Forget a draft."""
        self._kept.drop(name)


def new_name() -> str:
    """A name that nobody guesses."""
    return secrets.token_hex(6)


def read_upload(data: bytes, name: str, *, settings: Settings, store: Store) -> Draft:
    """A draft of an uploaded file; its name is only ever used within a folder of its own."""
    safe = _SAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).lstrip(".")[-100:] or "berkas.txt"
    origin = f"telegram:{safe}"

    def find_origin(article_id: str) -> str | None:
        # The same file sent again is the same article, wherever it lay meanwhile.
        stored = store.articles.source(article_id)
        return None if stored == origin else stored

    with tempfile.TemporaryDirectory(prefix="notula-") as folder:
        path = Path(folder) / safe
        path.write_bytes(data)
        items = list(read_sources([str(path)], max_characters=settings.max_article_characters, origin_of=find_origin))
    records = [replace(item, origin=origin) for item in items if isinstance(item, Record)]
    failures = [f"{_line_of(item.source, safe)}: {item.reason}" for item in items if isinstance(item, Failure)]
    return Draft(new_name(), tuple(records), tuple(failures))


def read_url(url: str, *, settings: Settings) -> Draft:
    """A draft of a page."""
    items = list(read_sources([url], max_characters=settings.max_article_characters))
    records = tuple(item for item in items if isinstance(item, Record))
    return Draft(new_name(), records, tuple(item.reason for item in items if isinstance(item, Failure)))


def read_forwarded(text: str, *, publisher: str, written: str, url: str | None) -> Draft:
    """A draft of a forwarded article: its first line is the title."""
    title = text.strip().partition("\n")[0].strip()[:200]
    article = Article(
        f"telegram-{hash_text(text)[:12]}",
        text.strip(),
        title=title,
        publisher=publisher,
        url=url,
        published=datetime.fromisoformat(written) if written else None,
    )
    return Draft(new_name(), (Record(article, "telegram:forward"),))


def decide_draft(draft: Draft, store: Store) -> list[Decided]:
    """What each record of a draft is to the archive."""
    articles = [record.article for record in draft.records]
    known = Known(
        store.articles.hashes([article.id for article in articles]),
        store.articles.duplicates([hash_text(article.text) for article in articles]),
    )
    return decide(draft.records, known)


def is_readable(name: str) -> bool:
    """Whether a file's name has an ending that the readers know."""
    return name.casefold().endswith(SUFFIXES)


def correct(draft: Draft, field: str, value: str | datetime) -> Draft:
    """The draft of one article with another title, publisher or date."""
    record = draft.records[0]
    values = {name: getattr(record.article, name) for name in ("id", "text", "title", "publisher", "url", "published")}
    return replace(draft, records=(replace(record, article=Article(**{**values, field: value})),))


def formats() -> str:
    """The endings that the readers know."""
    return " ".join(SUFFIXES)


def _line_of(source: str, name: str) -> str:
    """A failed file or line without the folder it lay in."""
    return name + source.partition(name)[2] if name in source else name


def _to_line(record: Record) -> str:
    article = record.article
    published = article.published.isoformat() if article.published else None
    fields = [article.id, article.text, article.title, article.publisher, article.url, published, record.origin]
    return json.dumps(fields)


def _from_line(line: str) -> Record:
    article_id, text, title, publisher, url, published, origin = json.loads(line)
    moment = datetime.fromisoformat(published) if published else None
    article = Article(article_id, text, title=title, publisher=publisher, url=url, published=moment)
    return Record(article, origin)


def summarise(decided: Sequence[Decided]) -> dict[str, int]:
    """How many records are what."""
    counts: dict[str, int] = {}
    for item in decided:
        counts[item.decision.value] = counts.get(item.decision.value, 0) + 1
    return counts
