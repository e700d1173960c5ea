"""Questions on articles as pairs for the encoder: each with the chunk that answers it, or with its article's first."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

from data.article import Article, Chunk
from retrieval.index.chunker import chunk_article, embedding_text
from retrieval.training.asked import Asked
from retrieval.training.sources import Pair

FEWEST_WORDS = 5
"""Shorter questions name no meeting, and any article might answer them."""


def pair_with_chunks(asked: Iterable[Asked], articles: Mapping[str, Article], *, seed: int = 1) -> Iterator[Pair]:
    """The questions that name their meeting, on articles that are given by the digest of their text.

    An article's cosine is the mean of its nearest chunk's and its first one's: either is drawn as often.
    """
    luck = random.Random(seed)
    chunks = {digest: chunk_article(article) for digest, article in articles.items()}
    for one in asked:
        if one.sha256 in chunks and not one.history and len(one.question.split()) >= FEWEST_WORDS:
            chosen = luck.choice((chunks[one.sha256][0], _answering(one, chunks[one.sha256])))
            yield Pair(one.question, embedding_text(chosen), source=one.sha256)


def _answering(asked: Asked, chunks: list[Chunk]) -> Chunk:
    """The chunk in which the answer begins; the first where the article does not say."""
    start = asked.answers[0][0] if asked.answers else 0
    return next((chunk for chunk in chunks if start < chunk.end), chunks[0])
