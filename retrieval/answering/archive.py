"""What an answer needs of the archive, read once and kept while it is fresh: articles, readings, words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from data.article import Article
from data.facts import Reading
from data.store import Store
from retrieval.answering.ranking.presence import Words, article_words

# Articles whose words are kept: about 20 MB at the usual length (docs/performance.md).
_KEPT_ARTICLES = 1024


@lru_cache(maxsize=_KEPT_ARTICLES)
def _words(article_id: str, content_hash: str, article: Article) -> Words:
    return article_words(article)


def words_of(article: Article) -> Words:
    """The stems of an article, remembered until its content changes."""
    return _words(article.id, article.content_hash, article)


def load(store: Store, article_ids: Sequence[str]) -> tuple[dict[str, Article], dict[str, Reading]]:
    """The articles and what was read from them, without those that shall not answer."""
    hidden = store.corrections.hidden(article_ids)
    asked = [article_id for article_id in article_ids if article_id not in hidden]
    return store.articles.get_many(asked), store.readings.get_many(asked)
