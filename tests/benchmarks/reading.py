"""What reading takes: CPU seconds of the reader for articles, those with meetings and others."""

from __future__ import annotations

from collections.abc import Sequence

from data.article import Article
from tests.benchmarks.measuring import timed_cpu


def read_all(articles: Sequence[Article]) -> float:
    """Articles per CPU second, once the tables are in memory."""
    from retrieval.reading.reader import read_article

    for article in articles[:20]:
        read_article(article)
    seconds, _ = timed_cpu(lambda: [read_article(article) for article in articles])
    return len(articles) / seconds
