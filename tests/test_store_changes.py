"""The store knows which articles changed after a revision."""

from __future__ import annotations

import pytest
from store_builders import an_article, cut, put


@pytest.fixture
def articles(store):
    """Two articles, cut into one chunk each."""
    made = [an_article(name) for name in ("a", "b")]
    put(store, *made)
    pieces = {article.id: cut(article, (0, 12)) for article in made}
    store.chunks.put(pieces, chunker="1")
    return pieces


def test_chunks_vectors_and_removal_are_changes(store, articles):
    """Each of them changes the articles it is about, and no others."""
    before = store.revision()
    assert store.changes.since(before, limit=9) == set()
    store.embeddings.put({articles["a"][0].text_hash: [1.0]}, "model")
    assert store.changes.since(before, limit=9) == {"a"}
    between = store.revision()
    store.articles.remove(["b"])
    assert store.changes.since(between, limit=9) == {"b"}
    assert store.changes.since(before, limit=9) == {"a", "b"}


@pytest.mark.parametrize(("behind", "limit"), [(1, 1), (10, 9)])
def test_what_is_not_known_is_not_told(store, articles, behind, limit):
    """Nothing is said where more changed than was asked for, or of times before changes were noted."""
    assert store.changes.since(store.revision() - behind, limit=limit) is None
