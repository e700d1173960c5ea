"""What is derived from articles, into the store: one place for whoever derives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.article import Article
from data.facts import Reading
from data.store import CutChunk, Store
from retrieval.ingest.cutting import cutting_version, hash_embedded
from retrieval.people.keeping import link_articles
from retrieval.people.tallying import tally_articles

if TYPE_CHECKING:
    from retrieval.index.encoder import Encoder


def put_readings(store: Store, articles: Sequence[Article], readings: Mapping[str, Reading], *, now: datetime) -> None:
    """Keep what was read from articles, whom it is about, and what is counted of it; inside a transaction."""
    kept = store.readings.put(list(readings.values()), now=now)
    link_articles(store, articles, kept)
    tally_articles(store, kept)


def put_chunks(store: Store, cut: Mapping[str, Sequence[CutChunk]], encoder: Encoder) -> None:
    """Replace the chunks of articles by those that were cut for this encoder."""
    store.chunks.put(cut, chunker=cutting_version(encoder))


def embed_chunks(store: Store, chunk_ids: Sequence[int], encoder: Encoder) -> None:
    """Embed stored chunks, in one transaction; no text twice."""
    texts = texts_of(store, chunk_ids)
    vectors = encoder.encode_passages(list(texts.values()))
    store.embeddings.put(dict(zip(texts, vectors, strict=True)), encoder.fingerprint())


def texts_of(store: Store, chunk_ids: Sequence[int]) -> dict[str, str]:
    """What is embedded for these chunks, by its hash."""
    from retrieval.index.chunker import embedding_text

    return {hash_embedded(chunk): embedding_text(chunk) for chunk in store.chunks.get_many(chunk_ids).values()}


def is_searched_alike(one: Reading | None, other: Reading | None) -> bool:
    """Whether two readings say the same of what decides how their article is searched."""
    return _searched(one) == _searched(other)


def _searched(reading: Reading | None) -> tuple[tuple[str, ...], bool] | None:
    """Its regions, and whether it reports a meeting."""
    return (reading.regions, bool(reading.meetings)) if reading else None
