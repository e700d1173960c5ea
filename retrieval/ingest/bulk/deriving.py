"""What some articles lack, made of them, and stored: nothing is read, cut or embedded again that is as it shall be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from numpy.typing import ArrayLike

from data.article import Article
from data.facts import Reading
from data.store import CutChunk, Store
from retrieval.ingest.cutting import cut_articles, cutting_version
from retrieval.ingest.readers import Readers
from retrieval.ingest.storing import is_searched_alike, put_chunks, texts_of

if TYPE_CHECKING:
    from retrieval.index.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Derived:
    """Made of some articles and not stored yet: readings and chunks by article id, vectors by the hash of their text;
    and why articles could not be read, by id."""

    readings: Mapping[str, Reading]
    cut: Mapping[str, Sequence[CutChunk]]
    vectors: Mapping[str, ArrayLike]
    reasons: Mapping[str, str]


def derive(store: Store, encoder: Encoder, articles: Sequence[Article], readers: Readers) -> Derived:
    """Read, cut and embed what is not; ModelError where what does so is missing or damaged."""
    before = store.readings.get_many(article.id for article in articles)
    old = [one for one in articles if one.id not in before or not _is_current(before[one.id], readers)]
    readings, reasons = readers.read(old)
    well_cut = store.chunks.cut_by(cutting_version(encoder), [article.id for article in articles])
    told = {**before, **readings}
    stale = [
        article
        for article in articles
        if article.id not in reasons
        and not (article.id in well_cut and is_searched_alike(before.get(article.id), told[article.id]))
    ]
    cut = cut_articles(stale, told, encoder)
    kept = [article.id for article in articles if article.id not in cut and article.id not in reasons]
    texts = _texts_in(cut.values()) | texts_of(store, store.embeddings.missing_chunks(encoder.fingerprint(), kept))
    return Derived(readings, cut, _embed(store, encoder, texts), reasons)


def put_derived(store: Store, derived: Derived, encoder: Encoder, *, now: datetime) -> None:
    """Store it; inside a transaction.

    Nothing was written before this: from the first vector on, other workers wait for the end of this transaction.
    """
    if derived.vectors:
        store.embeddings.put(derived.vectors, encoder.fingerprint())
    if derived.cut:
        put_chunks(store, derived.cut, encoder)
    store.readings.put(list(derived.readings.values()), now=now)
    store.people.relink(derived.readings)
    store.waiting.give_up(derived.reasons)


def _is_current(reading: Reading, readers: Readers) -> bool:
    return reading.version == readers.version or reading.version.startswith(f"{readers.version}+")


def _texts_in(cut: Iterable[Sequence[CutChunk]]) -> dict[str, str]:
    from retrieval.index.chunker import embedding_text

    return {
        piece.text_hash: embedding_text(piece.chunk)
        for pieces in cut
        for piece in pieces
        if piece.text_hash is not None
    }


def _embed(store: Store, encoder: Encoder, texts: Mapping[str, str]) -> dict[str, ArrayLike]:
    missing = sorted(store.embeddings.missing(texts, encoder.fingerprint()))
    vectors = encoder.encode_passages([texts[text_hash] for text_hash in missing]) if missing else ()
    return dict(zip(missing, vectors, strict=True))
