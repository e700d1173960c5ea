"""The dense index is FAISS by stable ids: exact when small, an inverted file when large, alike to use."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.index.dense import DenseIndex, DenseWriter, part

DIMENSION = 24
COUNT = 1500


def unit(count, *, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


VECTORS = unit(COUNT)
IDS = np.random.default_rng(1).integers(2**40, 2**62, COUNT)


def write(path, ids, vectors, *, earlier=None, without=()):
    path.mkdir()
    with DenseWriter(DIMENSION, earlier=earlier) as writer:
        writer.remove(without)
        writer.add(list(ids), vectors)
        writer.write(path)
    return DenseIndex(path)


@pytest.fixture(params=["exact", "inverted"])
def index(request, tmp_path, monkeypatch):
    """The same vectors in both kinds of index; every list of the inverted one is searched."""
    if request.param == "inverted":
        monkeypatch.setattr(part, "EXACT_CHUNKS", 100)
        monkeypatch.setattr(part, "LISTS_SEARCHED", 1.0)
    return write(tmp_path / "first", IDS, VECTORS)


def test_finds_the_nearest_first_with_their_cosines(index):
    """Ids and cosines are those of a plain matrix product, to half precision."""
    question = unit(1, seed=2)[0]
    cosines = VECTORS @ question
    best = np.argsort(-cosines)[:10]
    ids, scores = index.search(question, limit=10)
    assert ids.tolist() == IDS[best].tolist()
    np.testing.assert_allclose(scores, cosines[best], atol=2e-3)


def test_scores_given_chunks(index):
    """Chunks that the other side found get the cosine that a search would have given them."""
    question = unit(1, seed=3)[0]
    np.testing.assert_allclose(index.score(question, IDS[5:9]), VECTORS[5:9] @ question, atol=2e-3)
    assert index.score(question, IDS[:0]).tolist() == []


def test_gives_a_vector_back(index):
    """What was put in comes out, to half precision; an unknown id is an error."""
    np.testing.assert_allclose(index.vector(int(IDS[3])), VECTORS[3], atol=2e-3)
    with pytest.raises(KeyError):
        index.vector(7)


def test_more_asked_than_there_is(index):
    """A limit beyond the number of chunks gives all of them."""
    assert len(index.search(VECTORS[0], limit=10 * COUNT)[0]) == len(index) == COUNT


def test_an_earlier_file_is_the_start_of_the_next(index, tmp_path):
    """Removed chunks are gone, added ones are there, and the others are where they were."""
    added = unit(30, seed=4)
    later = write(tmp_path / "next", range(30), added, earlier=tmp_path / "first", without=IDS[:200].tolist())
    assert len(later) == COUNT - 200 + 30
    assert later.search(added[7], limit=1)[0].tolist() == [7]
    assert later.search(VECTORS[700], limit=1)[0].tolist() == [IDS[700]]
    assert int(IDS[0]) not in later.search(VECTORS[0], limit=COUNT)[0]


def test_few_changes_leave_the_first_file_as_it_is(index, tmp_path):
    """It gets a second name; a chunk that came again is found by its new vector, and may be removed later."""
    again = int(IDS[3])
    later = write(tmp_path / "next", [again, 7], unit(2, seed=4), earlier=tmp_path / "first", without=[again])
    assert (tmp_path / "next" / "dense.faiss").samefile(tmp_path / "first" / "dense.faiss")
    assert len(later) == COUNT + 1
    np.testing.assert_allclose(later.vector(again), unit(2, seed=4)[0], atol=2e-3)
    assert later.search(unit(2, seed=4)[1], limit=2)[0].tolist()[0] == 7
    scores = later.score(VECTORS[5], np.array([7, IDS[5], again]))
    np.testing.assert_allclose(
        scores, np.stack([unit(2, seed=4)[1], VECTORS[5], unit(2, seed=4)[0]]) @ VECTORS[5], atol=2e-3
    )
    last = write(tmp_path / "last", [], VECTORS[:0], earlier=tmp_path / "next", without=[again])
    assert len(last) == COUNT
    with pytest.raises(KeyError):
        last.vector(again)


def test_an_empty_index_finds_nothing(tmp_path):
    """An archive without articles is searched without an error."""
    index = write(tmp_path / "empty", [], VECTORS[:0])
    assert (len(index), index.dimension) == (0, DIMENSION)
    assert index.search(VECTORS[0], limit=5)[0].tolist() == []


def test_an_inverted_file_finds_most_of_the_nearest(tmp_path, monkeypatch):
    """Looking into an eighth of the lists finds the one nearest chunk of clustered vectors."""
    monkeypatch.setattr(part, "EXACT_CHUNKS", 100)
    centres = unit(20, seed=5)
    vectors = np.repeat(centres, 100, axis=0) + 0.1 * unit(2000, seed=6)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = write(tmp_path / "clustered", range(2000), vectors)
    found = [index.search(vectors[row], limit=1)[0].tolist() == [row] for row in range(0, 2000, 100)]
    assert all(found)
