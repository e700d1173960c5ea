"""Cutting articles: what is derived from their text before anything is embedded."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from data.article import Article, Chunk
from data.facts import Reading
from data.store import CutChunk

if TYPE_CHECKING:
    from retrieval.index.encoder import Encoder


def cut_articles(
    articles: Iterable[Article], readings: Mapping[str, Reading], encoder: Encoder
) -> dict[str, list[CutChunk]]:
    """The chunks of each article, none longer than the encoder's window, its regions in their context."""
    from retrieval.index.chunker import chunk_article

    return {
        article.id: _choose_embedded(
            chunk_article(article, regions=_names(readings[article.id].regions), fits=encoder.fits),
            everything=bool(readings[article.id].meetings),
        )
        for article in articles
    }


def _choose_embedded(chunks: Sequence[Chunk], *, everything: bool) -> list[CutChunk]:
    """All chunks of an article on a meeting are embedded; of another the first, with title and lead, says enough.

    Nine of ten texts of a news site report no meeting, and to embed them whole would take most of the time: on 258
    questions about meetings among such texts it changed no figure.
    """
    return [
        CutChunk(chunk, hash_embedded(chunk) if everything or number == 0 else None)
        for number, chunk in enumerate(chunks)
    ]


def cutting_version(encoder: Encoder) -> str:
    """What decides how articles are cut: the chunker's version and, where the model has a window, the model."""
    from retrieval.index.chunker import CHUNKER

    return CHUNKER if encoder.max_tokens == sys.maxsize else f"{CHUNKER} {encoder.fingerprint()}"


def hash_embedded(chunk: Chunk) -> str:
    """A hash (32 hexadecimal digits) of what is embedded for a chunk."""
    from retrieval.index.chunker import embedding_text

    return hashlib.blake2b(embedding_text(chunk).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _names(codes: Sequence[str]) -> list[str]:
    from retrieval.language.regions import region

    return [found.name for code in codes if (found := region(code))]
