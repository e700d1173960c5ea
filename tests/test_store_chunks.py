"""Chunks and vectors: replaced whole, kept by text and model, dropped when nothing uses them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from store_builders import an_article, cut, put

from data.errors import StoreError
from data.store import CutChunk, hash_text
from data.store.chunks import EMBEDDED


def test_chunks_come_back_with_their_text(store):
    """A chunk's text is cut from the article again, its context is kept."""
    article = an_article()
    pieces = cut(article, (0, 20), (20, 41))
    put(store, article)
    store.chunks.put({article.id: pieces}, chunker="1")

    chunks = [piece.chunk for piece in pieces]
    assert store.chunks.of_articles([article.id]) == {article.id: chunks}
    found = store.chunks.get_many([chunks[1].id, 5])
    assert found == {chunks[1].id: chunks[1]}
    assert found[chunks[1].id].context == chunks[1].context


def test_cutting_again_leaves_no_old_chunk(store):
    """The chunks of an article are replaced as a whole, and counted as a change."""
    article = an_article()
    put(store, article)
    store.chunks.put({article.id: cut(article, (0, 20), (20, 41))}, chunker="1")
    before = store.revision()
    store.chunks.put({article.id: cut(article, (0, 41))}, chunker="2")

    assert store.chunks.count() == 1
    assert store.revision() > before


def test_uncut_articles_are_those_of_no_or_another_chunker(store):
    """An article without any chunk counts as cut once the chunker has seen it."""
    put(store, an_article("belum"), an_article("lama"), an_article("sudah"))
    store.chunks.put({"lama": []}, chunker="1")
    store.chunks.put({"sudah": []}, chunker="2")

    assert store.chunks.uncut("2") == ["belum", "lama"]


def test_the_stamp_follows_the_context(store):
    """A new title changes what is searched without changing a chunk's id."""
    article = an_article()
    put(store, article)
    (piece,) = cut(article, (0, 41))
    store.embeddings.put({piece.text_hash: np.ones(4)}, "model")

    def stamp_with(context):
        chunk = replace(piece.chunk, context=context)
        store.chunks.put({article.id: [CutChunk(chunk, piece.text_hash)]}, chunker="1")
        return store.chunks.wanted("model")[chunk.id]

    assert stamp_with("Judul lama") == stamp_with("Judul lama")
    assert stamp_with("Judul lama") != stamp_with("Judul baru")


def test_vectors_are_kept_by_text_and_model(store):
    """Each chunk has the vector of its text by the model asked for, in half precision."""
    article = an_article()
    first, second = cut(article, (0, 20), (20, 41))
    put(store, article)
    store.chunks.put({article.id: [first, second]}, chunker="1")
    store.embeddings.put({first.text_hash: np.array([0.5, -0.25]), second.text_hash: np.array([1.0, 0.0])}, "satu")
    store.embeddings.put({first.text_hash: np.array([9.0, 9.0, 9.0])}, "dua")

    loaded = {chunk.id: vector.tolist() for chunk, vector in store.embeddings.load([first.chunk.id], "satu")}
    assert loaded == {first.chunk.id: [0.5, -0.25]}
    ids, vectors = store.embeddings.matrix("satu")
    assert dict(zip(ids.tolist(), vectors.tolist(), strict=True)) == {
        first.chunk.id: [0.5, -0.25],
        second.chunk.id: [1.0, 0.0],
    }
    assert vectors.dtype == np.float16
    assert store.embeddings.matrix("tiga")[1].shape == (0, 0)
    assert store.embeddings.missing([first.text_hash, second.text_hash], "dua") == {second.text_hash}
    assert store.embeddings.missing_chunks("dua") == [second.chunk.id]
    assert [stamp.endswith(EMBEDDED) for stamp in store.chunks.wanted("dua").values()].count(True) == 1
    assert {chunk.id: vector is None for chunk, vector in store.embeddings.load([second.chunk.id], "dua")} == {
        second.chunk.id: True
    }


def test_a_chunk_that_is_not_embedded_lacks_nothing(store):
    """A chunk without a text hash is searched by words, waits for no vector, and does not keep unused ones."""
    article = an_article()
    first, second = cut(article, (0, 20), (20, 41))
    put(store, article)
    store.chunks.put({article.id: [first, CutChunk(second.chunk, None)]}, chunker="1")
    store.embeddings.put({first.text_hash: np.ones(2), hash_text("yatim"): np.ones(2)}, "satu")

    assert store.embeddings.missing_chunks("satu") == []
    assert store.embeddings.missing_chunks("dua") == [first.chunk.id]
    assert set(store.chunks.wanted("satu")) == {first.chunk.id, second.chunk.id}
    assert store.embeddings.prune(["satu"]) == 1


def test_the_stamp_tells_whether_there_is_a_vector(store):
    """What an index holds of a chunk is out of date when its vector has come."""
    article = an_article()
    (piece,) = cut(article, (0, 20))
    put(store, article)
    store.chunks.put({article.id: [piece]}, chunker="1")
    before = store.chunks.wanted("satu")
    store.embeddings.put({piece.text_hash: np.ones(2)}, "satu")
    assert store.chunks.wanted("satu") != before
    assert store.chunks.wanted("dua") == before


def test_pruning_keeps_what_is_in_use(store):
    """Vectors of texts that no chunk has and of models that are not kept are dropped, and no others."""
    article = an_article()
    (piece,) = cut(article, (0, 20))
    put(store, article)
    store.chunks.put({article.id: [piece]}, chunker="1")
    store.embeddings.put({piece.text_hash: np.ones(2), hash_text("yatim"): np.ones(2)}, "kini")
    store.embeddings.put({piece.text_hash: np.ones(2)}, "dahulu")

    assert store.embeddings.prune(["kini"]) == 2
    assert store.embeddings.fingerprints() == {"kini": 1}


@pytest.mark.parametrize("vector", [[float("nan"), 1.0], [float("inf"), 1.0], [1e6, 0.0], [], [[1.0]]])
def test_unusable_vectors_are_refused(store, vector):
    """A vector that is not finite (in half precision), empty or not flat is not stored."""
    with pytest.raises(StoreError), np.errstate(over="ignore"):
        store.embeddings.put({"a" * 64: np.array(vector)}, "model")
    assert store.embeddings.fingerprints() == {}
