"""The pipeline: records in, an archive with a fitting index out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from data.article import Article
from data.errors import GenerationError
from data.readers import Failure, Record
from data.store import GenerationRecord, Store
from data.wording import archive as wording
from retrieval.ingest.adding import BATCH, Adding, batches
from retrieval.ingest.cutting import cut_articles, cutting_version
from retrieval.ingest.readers import Begun, Readers
from retrieval.ingest.storing import embed_chunks, is_searched_alike, put_chunks, put_readings
from retrieval.ingest.summary import Progress, Summary, keep_quiet
from retrieval.ingest.versions import compare_stored, remove_articles, uncompared
from retrieval.people.keeping import link_articles
from retrieval.people.linking import LINKING_VERSION
from retrieval.people.tallying import TALLYING_VERSION, tally_articles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from data.article import Chunk
    from retrieval.index.encoder import Encoder
    from retrieval.index.engines import ArchiveIndex

_LINKED_AT_ONCE = 400  # articles of one transaction where people alone are linked

EMBEDDED_AT_ONCE = 128
"""Chunks of one transaction, some five seconds of a core; so few are embedded before the index is built."""

MOST_RENEWED = 5_000
"""Articles that may have changed for the next index to be made by them alone; with more all is compared."""

BEHIND = -1
"""The revision of a generation that was built before its vectors: it never is the store's."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Pipeline:
    """The store, the generations of the index and the model, working together. One writer at a time.

    `load` gives the encoder of a model's name; it is called when something must be cut or indexed, and not before.
    """

    store: Store
    generations: ArchiveIndex
    model: str
    load: Callable[[str], Encoder]
    progress: Progress = keep_quiet
    clock: Callable[[], datetime] = _now
    readers: Readers = field(default_factory=Readers)

    @cached_property
    def encoder(self) -> Encoder:
        """The model, loaded when it is first needed."""
        return self.load(self.model)

    def add(self, items: Iterable[Record | Failure], *, dry_run: bool = False, later: bool = False) -> Summary:
        """Store what is new or changed and bring the index up to date; with `dry_run` only say what would be done.

        `later`: leave reading, embedding and the index to workers. GenerationError where the index was built by
        another model than the settings name.
        """
        adding = Adding(
            self.store, self.readers, self._fitting_encoder, self.clock, self.progress, dry_run=dry_run, later=later
        )
        summary = adding.add(items)
        summary.generation = self.generations.current() if dry_run or later else self.refresh()
        return summary

    def remove(self, article_ids: Sequence[str]) -> int:
        """Remove articles from archive and index; how many there were."""
        removed = remove_articles(self.store, article_ids, now=self.clock())
        self.refresh()
        return removed

    def reread(self, *, everything: bool = False) -> int:
        """Read again what an older version of the reader read (or everything), without embedding; how many."""
        from retrieval.reading.reader import READER_VERSION

        if everything:
            article_ids = sorted(self.store.articles.hashes().keys() - self.store.waiting.ids())
        else:
            article_ids = self.store.readings.unread(READER_VERSION)
        for done, articles, begun in self._articles(article_ids):
            self._reread(articles, begun)
            self.progress("reread", done, len(article_ids))
        self.settle()
        return len(article_ids)

    def settle(self) -> str | None:
        """Link, tally and compare what others read, and bring the index up to date with it; the generation's name."""
        for portion in batches(self.store.people.unlinked(LINKING_VERSION), _LINKED_AT_ONCE):
            articles = list(self.store.articles.get_many(portion).values())
            link_articles(self.store, articles, self.store.readings.get_many(portion), anew=True)
        for portion in batches(self.store.tallies.untallied(TALLYING_VERSION), _LINKED_AT_ONCE):
            tally_articles(self.store, self.store.readings.get_many(portion))
        self.compare()
        return self.refresh()

    def rebuild(self) -> str | None:
        """Cut and embed what is missing and build a whole new generation; its name."""
        name = self.refresh(full=True)
        kept = {record.fingerprint for record in self.store.generations.latest(limit=2)}
        self.store.embeddings.prune(kept | {self.encoder.fingerprint()})
        return name

    def refresh(self, *, full: bool = False) -> str | None:
        """Bring the index up to date with the store; the name of the generation in use, None where nothing is stored.

        Where much is to be embedded, an index that finds the new articles by words and facts is built first, and the
        vectors follow. Whatever an interrupted run left is done here. `full` builds everything anew, for whatever model
        is named: the old index answers until the vectors are there.
        """
        if not full and self.is_up_to_date():
            return self.generations.current()
        if not full:
            self.check_model()
        self.cut(self.store.chunks.uncut(cutting_version(self.encoder)))
        self.compare()
        missing = self.store.embeddings.missing_chunks(self.encoder.fingerprint(), None if full else self.changed())
        if len(missing) > EMBEDDED_AT_ONCE and not full:
            self._build(is_whole=False)
            self._embed(missing, stage="follow")
        else:
            self._embed(missing, stage="embed")
        return self._build(full=full)

    def is_up_to_date(self) -> bool:
        """Whether the index in use was built from the store as it is, by the model named; the model is not loaded."""
        current = self.generations.current()
        if current is None:
            return self.store.articles.count() == 0
        record = self.store.generations.get(current)
        return record is not None and (record.model, record.revision) == (self.model, self.store.revision())

    def changed(self) -> set[str] | None:
        """The articles that changed since the index in use was built; None where it is not known, or there are many."""
        current = self.generations.current()
        record = self.store.generations.get(current) if current else None
        if record is None or record.fingerprint != self.encoder.fingerprint():
            return None
        return self.store.changes.since(record.revision, limit=MOST_RENEWED)

    def check_model(self) -> None:
        """GenerationError where the generation in use was built by another model; `rebuild` mends that."""
        current = self.generations.current()
        record = self.store.generations.get(current) if current else None
        if record is None or record.fingerprint == self.encoder.fingerprint():
            return
        # Another processor may round otherwise: then the probes decide.
        from retrieval.index.encoder import is_same_model, probe

        if not is_same_model(self.generations.manifest().probe_vectors, probe(self.encoder)):
            raise GenerationError(wording.other_model(record.model, self.model))

    def cut(self, article_ids: Sequence[str]) -> None:
        """Read and cut stored articles anew, as if they had just come in."""
        for done, articles, begun in self._articles(article_ids):
            readings, _ = self.readers.read(articles, begun)
            told = [article for article in articles if article.id in readings]
            with self.store.transaction():
                put_readings(self.store, told, readings, now=self.clock())
                put_chunks(self.store, cut_articles(told, readings, self.encoder), self.encoder)
            self.progress("cut", done, len(article_ids))

    def compare(self, article_ids: Sequence[str] = ()) -> None:
        """Find anew what articles are versions of: these, and those that no such rules have compared."""
        compare_stored(self.store, [*article_ids, *uncompared(self.store)], progress=self.progress)

    def _fitting_encoder(self) -> Encoder:
        self.check_model()
        return self.encoder

    def _reread(self, articles: Sequence[Article], begun: Begun) -> None:
        before = self.store.readings.get_many(article.id for article in articles)
        readings, _ = self.readers.read(articles, begun)
        articles = [article for article in articles if article.id in readings]
        # Chunks are written again only where something changed that decides how they are searched.
        moved = [article for article in articles if not is_searched_alike(before.get(article.id), readings[article.id])]
        with self.store.transaction():
            put_readings(self.store, articles, readings, now=self.clock())
            if moved:
                put_chunks(self.store, cut_articles(moved, readings, self.encoder), self.encoder)

    def _embed(self, chunk_ids: Sequence[int], *, stage: str) -> None:
        """Embed these chunks, a portion at a time: a kill costs at most one of them."""
        for number, portion in enumerate(batches(chunk_ids, EMBEDDED_AT_ONCE)):
            self.progress(stage, number * EMBEDDED_AT_ONCE, len(chunk_ids))
            embed_chunks(self.store, portion, self.encoder)
        self.progress(stage, len(chunk_ids), len(chunk_ids))

    def _build(self, *, full: bool = False, is_whole: bool = True) -> str | None:
        """Index what is stored; one that is not `is_whole` lacks vectors, and is noted as behind the store."""
        revision = self.store.revision()
        name = (None if full else self._renew()) or self._build_from_all(full=full)
        if name is None:
            return None
        count, chunks, now = self.store.articles.count(), self.generations.manifest(name).chunks, self.clock()
        revision = revision if is_whole else BEHIND
        record = GenerationRecord(name, self.model, self.encoder.fingerprint(), count, chunks, revision, now)
        self.store.generations.put(record)
        return name

    def _renew(self) -> str | None:
        """Index what changed since the index in use was built; None where that cannot be done by what changed alone."""
        changed = self.changed()
        if changed is None:
            return None
        wanted = self.store.chunks.wanted(self.encoder.fingerprint(), article_ids=changed)
        told = self._tell_index
        return self.generations.renew(changed, wanted, self._load_chunks, encoder=self.encoder, progress=told)

    def _build_from_all(self, *, full: bool) -> str | None:
        wanted = self.store.chunks.wanted(self.encoder.fingerprint())
        if not wanted and self.generations.current() is None:
            return None
        told = self._tell_index
        return self.generations.build(wanted, self._load_chunks, encoder=self.encoder, full=full, progress=told)

    def _load_chunks(self, chunk_ids: Sequence[int]) -> Iterator[tuple[Chunk, NDArray[np.float16] | None]]:
        return self.store.embeddings.load(chunk_ids, self.encoder.fingerprint())

    def _tell_index(self, done: int, total: int) -> None:
        self.progress("index", done, total)

    def _articles(self, article_ids: Sequence[str]) -> Iterator[tuple[int, list[Article], Begun]]:
        """Stored articles, a batch at a time, their reading begun, with how many ids are done after it."""
        found = (list(self.store.articles.get_many(portion).values()) for portion in batches(article_ids, BATCH))
        for number, (articles, begun) in enumerate(self.readers.begin((batch, batch) for batch in found), start=1):
            yield min(number * BATCH, len(article_ids)), articles, begun
