"""Records into the archive: decided, read, cut and stored a batch at a time; whole articles in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from data.article import Article
from data.readers import Failure, Record
from data.store import Store, hash_text
from retrieval.ingest.cutting import cut_articles
from retrieval.ingest.decisions import Decided, Decision, Known, decide, refuse, to_write
from retrieval.ingest.readers import Begun, Readers
from retrieval.ingest.storing import put_chunks, put_readings
from retrieval.ingest.summary import Progress, Summary
from retrieval.ingest.versions import find_versions, foresee_versions, link_versions

if TYPE_CHECKING:
    from retrieval.index.encoder import Encoder

BATCH = 32  # articles of one transaction: a kill costs the reading of these and of the few batches under way

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Adding:
    """One run of adding. `encoder` gives what articles are cut for; it is asked when the first one is to be read.

    With `dry_run` nothing is written. With `later` new articles are only stored, for workers to read; what has changed
    is read at once all the same: no answer shall quote a new text by the places of the old one.
    """

    store: Store
    readers: Readers
    encoder: Callable[[], Encoder]
    clock: Callable[[], datetime]
    progress: Progress
    dry_run: bool = False
    later: bool = False

    def add(self, items: Iterable[Record | Failure]) -> Summary:
        """Store what is new or changed; what became of each record."""
        summary = Summary()
        judged = (item if isinstance(item, Failure) else refuse(item) or item for item in items)
        for batch, begun in self.readers.begin((batch, self._find_readable(batch)) for batch in batches(judged, BATCH)):
            self._add_batch(batch, begun, summary)
            self.progress("read", summary.read + len(summary.failures), None)
        return summary

    def _add_batch(self, batch: Sequence[Record | Failure], begun: Begun, summary: Summary) -> None:
        summary.failures += [item for item in batch if isinstance(item, Failure)]
        decided = self._decide(batch)
        failed = {} if self.dry_run else self._write(decided, begun)
        find = foresee_versions if self.dry_run else find_versions
        summary.version += find(self.store, _articles_of(to_write(decided))).items()
        summary.failures += failed.values()
        for item in decided:
            if item.record.article.id not in failed:
                summary.count(item)

    def _find_readable(self, items: Sequence[Record | Failure]) -> list[Article]:
        """What looks as if it had to be read while the batches before are not stored yet; decided when they are."""
        return [] if self.dry_run else _articles_of(self._part(self._decide(items))[0])

    def _decide(self, items: Sequence[Record | Failure]) -> list[Decided]:
        records = [item for item in items if isinstance(item, Record)]
        known = Known(
            self.store.articles.hashes([record.article.id for record in records]),
            self.store.articles.duplicates([hash_text(record.article.text) for record in records]),
        )
        return decide(records, known)

    def _part(self, decided: Sequence[Decided]) -> tuple[dict[str, Record], dict[str, Record]]:
        """The records to read and store, and those that are only stored; by article id."""
        records = to_write(decided)
        if not self.later:
            return records, {}
        new = {item.record.article.id for item in decided if item.decision is Decision.NEW}
        put_off = {article_id: record for article_id, record in records.items() if article_id in new}
        return {article_id: record for article_id, record in records.items() if article_id not in new}, put_off

    def _write(self, decided: Sequence[Decided], begun: Begun) -> dict[str, Failure]:
        """Store one batch: everything derived from it first, then one transaction; what failed, by article id."""
        to_read, put_off = self._part(decided)
        failed = self._write_whole(to_read, begun) if to_read else {}
        if put_off:
            with self.store.transaction():
                self._put(_articles_of(put_off), put_off)
        return failed

    def _write_whole(self, records: Mapping[str, Record], begun: Begun) -> dict[str, Failure]:
        encoder = self.encoder()
        readings, reasons = self.readers.read(_articles_of(records), begun)
        articles = [article for article in _articles_of(records) if article.id in readings]
        cut = cut_articles(articles, readings, encoder)
        with self.store.transaction():
            self._put(articles, records)
            put_readings(self.store, articles, readings, now=self.clock())
            put_chunks(self.store, cut, encoder)
            link_versions(self.store, articles)
        return {article_id: Failure(records[article_id].origin, reason) for article_id, reason in reasons.items()}

    def _put(self, articles: Sequence[Article], records: Mapping[str, Record]) -> None:
        """Store the articles alone; inside a transaction, and first in it: a worker may hold one that changes."""
        sources = {article.id: records[article.id].origin for article in articles}
        self.store.articles.put(articles, sources=sources, now=self.clock())
        change = self.store.waiting.put if self.later else self.store.waiting.drop
        change(sources)


def batches(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """Values in lists of so many."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def _articles_of(records: Mapping[str, Record]) -> list[Article]:
    return [record.article for record in records.values()]
