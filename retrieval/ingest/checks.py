"""What does not fit together between articles, chunks, vectors, readings and index, and how it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.article import Article, Chunk, chunk_id
from data.facts import Reading
from data.wording import archive as wording
from retrieval.ingest.cutting import cutting_version
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.versions import uncompared


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that does not fit together; article ids, a number of chunks, and sentences about the index."""

    is_sound: bool = True
    altered: tuple[str, ...] = ()
    uncut: tuple[str, ...] = ()
    miscut: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    misread: tuple[str, ...] = ()
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
    from retrieval.reading.reader import READER_VERSION

    store, encoder = pipeline.store, pipeline.encoder
    fingerprint = encoder.fingerprint()
    hashes = store.articles.hashes()
    uncut = tuple(store.chunks.uncut(cutting_version(encoder)))
    skipped = {*uncut, *store.waiting.ids()}
    altered, miscut, misread = [], [], []
    for article, chunks, reading in _everything(pipeline):
        if article.content_hash != hashes[article.id]:
            altered.append(article.id)
        if article.id not in skipped and not is_cut_well(article, chunks):
            miscut.append(article.id)
        if reading and not is_read_well(article, reading):
            misread.append(article.id)
    return Findings(
        is_sound=store.is_sound(),
        altered=tuple(altered),
        uncut=uncut,
        miscut=tuple(miscut),
        unread=tuple(store.readings.unread(READER_VERSION)),
        misread=tuple(misread),
        uncompared=tuple(uncompared(store)),
        unembedded=len(store.embeddings.missing_chunks(fingerprint)),
        waiting=store.waiting.queue().waiting,
        index=tuple(pipeline.generations.check(store.chunks.wanted(fingerprint), encoder=encoder)),
    )


def mend(pipeline: Pipeline, findings: Findings) -> None:
    """Make everything that is derived from the articles anew where it does not fit, the index last."""
    _take_as_they_are(pipeline, findings.altered)
    pipeline.cut(sorted({*findings.altered, *findings.uncut, *findings.miscut, *findings.misread}))
    if findings.unread:
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


def _everything(pipeline: Pipeline) -> Iterator[tuple[Article, list[Chunk], Reading | None]]:
    store = pipeline.store
    for articles in store.articles.iterate():
        article_ids = [article.id for article in articles]
        chunks, readings = store.chunks.of_articles(article_ids), store.readings.get_many(article_ids)
        for article in articles:
            yield article, chunks.get(article.id, []), readings.get(article.id)


def _take_as_they_are(pipeline: Pipeline, article_ids: Sequence[str]) -> None:
    """Take a text that was altered for what it is now, so that adding its source again counts as a change."""
    for article_id in article_ids:
        article, record = pipeline.store.articles.get(article_id), pipeline.store.articles.record(article_id)
        if article and record:
            pipeline.store.articles.put([article], sources={article_id: record.source}, now=pipeline.clock())
