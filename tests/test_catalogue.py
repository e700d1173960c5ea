"""The catalogue says where each chunk stands, from files that are mapped, and what an index lacks."""

from __future__ import annotations

import numpy as np
import pytest

from data.article import Chunk
from retrieval.index.catalogue import CatalogueWriter, Difference, compare, read_catalogue
from retrieval.index.catalogue.names import Names

NAMES = ["a", "b\ud800", "desa-ñ", "z/1", "𝐳"]


def row(chunk_id, article_id, start=0, *, stamp="s", is_embedded=True):
    return Chunk(chunk_id, article_id, start, start + 10, "x"), stamp, is_embedded


def write(folder, *rows, earlier=None, without=()):
    writer = CatalogueWriter()
    writer.add(rows)
    writer.join(earlier, without=without).write(folder)
    return read_catalogue(folder)


@pytest.fixture
def catalogue(tmp_path):
    return write(tmp_path / "first", row(9, "b", 50), row(3, "a"), row(7, "b", 0, is_embedded=False), row(5, "c"))


def test_says_where_chunks_stand(catalogue):
    """Article and span by chunk id, in the order asked."""
    assert catalogue.places(np.array([9, 3])) == [("b", 50, 60), ("a", 0, 10)]
    assert catalogue.articles_of(np.array([7, 9, 5])) == {"b", "c"}
    assert catalogue.embedded.tolist() == [True, True, False, True]
    with pytest.raises(KeyError):
        catalogue.rows(np.array([4]))


def test_knows_the_first_chunk_of_each_article(catalogue):
    """By where it starts, not by its id."""
    assert catalogue.ids[catalogue.leads].tolist() == [3, 7, 5]


def test_joins_an_earlier_one(catalogue, tmp_path):
    """Removed chunks and articles without any are gone, new ones are in their places."""
    joined = write(tmp_path / "next", row(4, "aa"), row(8, "c", 90), earlier=catalogue, without=[7, 9])
    assert (joined.ids.tolist(), list(joined.article_ids)) == ([3, 4, 5, 8], ["a", "aa", "c"])
    assert joined.places(joined.ids) == [("a", 0, 10), ("aa", 0, 10), ("c", 0, 10), ("c", 90, 100)]
    assert joined.ids[joined.leads].tolist() == [3, 4, 5]


def test_an_empty_one_is_written_and_read(tmp_path):
    """An archive without chunks has a catalogue as well."""
    empty = write(tmp_path / "empty")
    assert (len(empty), len(empty.article_ids), empty.places(np.array([], dtype=np.int64))) == (0, 0, [])


def test_compares_with_what_is_wanted(catalogue):
    """Missing, surplus and changed chunks are told apart."""
    wanted = {3: "s", 5: "other", 7: "s", 11: "s"}
    assert compare(catalogue, wanted) == Difference(frozenset({11}), frozenset({9}), frozenset({5}))
    assert compare(None, wanted).counts() == (4, 0, 0)


def test_compares_what_is_wanted_of_some_articles(catalogue):
    """What other articles have is not looked at; an article that is not there lacks everything."""
    assert compare(catalogue, {7: "s", 12: "s"}, articles=["b", "new"]).counts() == (1, 1, 0)
    assert not compare(catalogue, {}, articles=["unknown"])


def test_names_are_found_among_sorted_ones():
    """Whatever letters they have, lone surrogates among them."""
    names = Names.of(NAMES)
    assert (list(names), list(names[1:3])) == (NAMES, NAMES[1:3])
    assert names.at(np.array([4, 0, 1])) == [NAMES[4], NAMES[0], NAMES[1]]
    assert [names.find(name) for name in [*NAMES, "", "c"]] == [0, 1, 2, 3, 4, None, None]
