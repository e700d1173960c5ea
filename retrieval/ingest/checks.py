"""What does not fit together between articles, chunks, vectors, readings and index, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from data.article import Article, Chunk, chunk_id
from data.facts import Reading
from data.store import Store
from data.wording import archive as wording
from retrieval.ingest.cutting import cutting_version
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.versions import uncompared
from retrieval.people.tallying import TALLYING_VERSION

LOOKED_AT, _STRETCH = 1_000, 50
"""Articles that an everyday check reads, a few at a time; an archive of no more is looked over in full."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that does not fit together; article ids, a number of chunks, and sentences about the index."""

    is_sound: bool = True
    altered: tuple[str, ...] = ()
    uncut: tuple[str, ...] = ()
    miscut: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    misread: tuple[str, ...] = ()
    untallied: tuple[str, ...] = ()
    uncompared: tuple[str, ...] = ()
    unembedded: int = 0
    waiting: int = 0
    index: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """One for each kind of finding; empty where all is well."""
        said = [] if self.is_sound else [wording.UNSOUND_DATABASE]
        for found, what in (
            (self.altered, wording.ALTERED_TEXT),
            (self.uncut, wording.UNCUT),
            (self.miscut, wording.WRONG_CHUNKS),
            (self.unread, wording.UNREAD),
            (self.misread, wording.WRONG_FACTS),
            (self.untallied, wording.UNTALLIED),
            (self.uncompared, wording.UNCOMPARED),
        ):
            if found:
                said.append(wording.problem_count(len(found), what))
        if self.unembedded:
            said.append(wording.missing_vectors(self.unembedded))
        if self.waiting:
            said.append(wording.problem_count(self.waiting, wording.WAITING))
        return said + list(self.index)


def check_archive(pipeline: Pipeline) -> Findings:
    """Look everything over; reads all articles, and every file of the index."""
    store, fingerprint = pipeline.store, pipeline.encoder.fingerprint()
    looked_at = _look_at(pipeline, store.articles.iterate())
    wanted = store.chunks.wanted(fingerprint)
    return replace(
        looked_at,
        is_sound=store.is_sound(),
        unembedded=len(store.embeddings.missing_chunks(fingerprint)),
        waiting=store.waiting.queue().waiting,
        index=tuple(pipeline.generations.check(wanted, encoder=pipeline.encoder)),
    )


def check_some(pipeline: Pipeline, chance: Random) -> Findings:
    """Look over what takes a moment however large the archive is: `LOOKED_AT` articles, here and there by chance, what
    changed since the index was built, and the index without reading all of it."""
    store, fingerprint = pipeline.store, pipeline.encoder.fingerprint()
    last = max(0, store.articles.count() - _STRETCH)
    stretches = (store.articles.stretch(chance.randint(0, last), _STRETCH) for _ in range(LOOKED_AT // _STRETCH))
    looked_at = _look_at(pipeline, stretches)
    wanted = None if pipeline.is_up_to_date() else store.chunks.wanted(fingerprint)
    return replace(
        looked_at,
        unembedded=len(store.embeddings.missing_chunks(fingerprint, pipeline.changed())),
        waiting=store.waiting.queue().waiting,
        index=tuple(pipeline.generations.check(wanted, encoder=pipeline.encoder, is_deep=False)),
    )


def mend(pipeline: Pipeline, findings: Findings) -> None:
    """Make everything that is derived from the articles anew where it does not fit, the index last."""
    _take_as_they_are(pipeline, findings.altered)
    pipeline.cut(sorted({*findings.altered, *findings.uncut, *findings.miscut, *findings.misread}))
    if findings.unread or findings.untallied:
        pipeline.reread()
    pipeline.compare(findings.altered)
    pipeline.refresh(full=bool(findings.index))


def is_cut_well(article: Article, chunks: Sequence[Chunk]) -> bool:
    """Whether every chunk is the stretch of the article that its id was made from, with nothing but space between."""
    text, end = article.text, 0
    for chunk in chunks:
        if text[end : chunk.start].strip() or not end <= chunk.start < chunk.end <= len(text):
            return False
        if chunk.id != chunk_id(article.id, chunk.start, chunk.end, text[chunk.start : chunk.end]):
            return False
        end = chunk.end
    return not text[end:].strip()


def is_read_well(article: Article, reading: Reading) -> bool:
    """Whether every meeting and fact points into the article's text."""
    spans = [(meeting.start, meeting.end) for meeting in reading.meetings]
    spans += [(fact.start, fact.end) for fact in reading.facts]
    return all(0 <= start < end <= len(article.text) for start, end in spans)


def _look_at(pipeline: Pipeline, batches: Iterable[Sequence[Article]]) -> Findings:
    """What is wrong with these articles, and which of all were not cut, read or compared as they should be."""
    store = pipeline.store
    uncut = tuple(store.chunks.uncut(cutting_version(pipeline.encoder)))
    skipped = {*uncut, *store.waiting.ids()}
    altered, miscut, misread = set(), set(), set()
    for article, content_hash, chunks, reading in _with_what_is_derived(store, batches):
        if article.content_hash != content_hash:
            altered.add(article.id)
        if article.id not in skipped and not is_cut_well(article, chunks):
            miscut.add(article.id)
        if reading and not is_read_well(article, reading):
            misread.add(article.id)
    return Findings(
        altered=tuple(sorted(altered)),
        uncut=uncut,
        miscut=tuple(sorted(miscut)),
        unread=tuple(store.readings.unread(pipeline.readers.version)),
        untallied=tuple(store.tallies.untallied(TALLYING_VERSION)),
        misread=tuple(sorted(misread)),
        uncompared=tuple(uncompared(store)),
    )


def _with_what_is_derived(
    store: Store, batches: Iterable[Sequence[Article]]
) -> Iterator[tuple[Article, str, list[Chunk], Reading | None]]:
    """Each article with its content's hash, its chunks and its reading as they are stored."""
    for articles in batches:
        article_ids = [article.id for article in articles]
        hashes = store.articles.hashes(article_ids)
        chunks, readings = store.chunks.of_articles(article_ids), store.readings.get_many(article_ids)
        for article in articles:
            # An article may have been removed in between.
            if article.id in hashes:
                yield article, hashes[article.id], chunks.get(article.id, []), readings.get(article.id)


def _take_as_they_are(pipeline: Pipeline, article_ids: Sequence[str]) -> None:
    """Take a text that was altered for what it is now, so that adding its source again counts as a change."""
    for article_id in article_ids:
        article, record = pipeline.store.articles.get(article_id), pipeline.store.articles.record(article_id)
        if article and record:
            pipeline.store.articles.put([article], sources={article_id: record.source}, now=pipeline.clock())
