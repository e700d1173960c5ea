"""The lexical index ranks by BM25 over our own terms, and no character of a question has a meaning."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article import Chunk
from retrieval.index.lexical import MOST_TERMS, OTHER_WORDINGS, LexicalIndex, LexicalWriter, question_terms
from retrieval.language.stems import analyse, stems

CHUNKS = [
    Chunk(2**62 + 1, "a", 0, 0, "Bupati menghadiri rapat koordinasi banjir.", "Rakor Banjir\nKominfo Seruni\n\n"),
    Chunk(2, "b", 0, 0, "Panen raya padi di sawah warga.", "Panen Melati\nKominfo Melati\n12 Maret 2020\n"),
    Chunk(3, "c", 0, 0, "Camat membuka musyawarah desa.", "Musyawarah\n\n\nKabupaten Anggrek"),
    Chunk(4, "d", 0, 0, "Jalan desa diperbaiki warga bersama-sama.", "Jalan\n\n\n"),
]


def write(folder, chunks, *, without=()):
    writer = LexicalWriter(folder)
    writer.remove(without)
    for chunk in chunks:
        writer.add(chunk)
    writer.close()
    return LexicalIndex(folder)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return write(tmp_path_factory.mktemp("lexical") / "all", CHUNKS)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("kehadiran bupati", 2**62 + 1),
        ("BUPATI?", 2**62 + 1),
        ("rakor", 2**62 + 1),
        ("kominfo melati", 2),
        ("maret 2020", 2),
        ("anggrek", 3),
        ("perbaikan jalan", 4),
    ],
)
def test_finds_stems_words_and_everything_around_the_text(index, question, expected):
    """Another form of a word, the title, publisher, date and region find a chunk."""
    assert index.search(question, limit=1)[0].tolist() == [expected]


def test_scores_fall(index):
    """The best come first, and only chunks that share a term come at all."""
    ids, scores = index.search("warga desa padi", limit=10)
    assert ids.tolist()[0] == 2
    assert sorted(ids.tolist()) == [2, 3, 4]
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)


def test_another_wording_finds_and_counts_less(index):
    """A stem that only another wording has is worth a share of the question's own; one of both is worth no more."""
    (known,) = stems("bupati")
    (own,), (other,) = index.search("bupati", limit=5)[1], index.search("gubernur", also=[known], limit=5)[1]
    assert 0 < other < OTHER_WORDINGS * own  # surface forms are the question's alone
    assert index.search("bupati", also=[known, "gubernur"], limit=5)[1].tolist() == [own]
    assert len(index.search("", also=[*(f"kata{n}" for n in range(5000)), known], limit=5)[0]) == 0


def test_a_question_of_stop_words_finds_nothing(index):
    """What every text holds says nothing."""
    ids, scores = index.search("yang di dan", limit=10)
    assert (ids.dtype, ids.tolist(), scores.tolist()) == (np.int64, [], [])


@given(st.text() | st.text(st.sampled_from('+-&|!(){}[]^"~*?:\\/ abc')))
def test_no_character_of_a_question_has_a_meaning(index, text):
    """Quotes, brackets and operators are text: a question with them finds what it finds without them."""
    plain = " ".join(analyse(text))
    assert index.search(text, limit=10)[0].tolist() == index.search(plain, limit=10)[0].tolist()


def test_a_pasted_article_is_searched_by_its_first_terms():
    """Terms are distinct, without stop words, and bounded."""
    assert question_terms("rapat yang rapat dihadiri camat", stems) == ["rapat", "hadir", "camat"]
    assert len(question_terms(" ".join(f"kata{n}" for n in range(5000)), analyse)) == MOST_TERMS


def test_more_is_written_into_the_folder_that_is_there(tmp_path):
    """A second writer removes and adds by id; what it left alone stays."""
    write(tmp_path / "i", CHUNKS)
    fresh = Chunk(9, "e", 0, 0, "Bupati melantik camat baru.", "\n\n\n")
    index = write(tmp_path / "i", [fresh], without=[2**62 + 1, 2, 777])
    assert len(index) == 3
    assert index.search("bupati", limit=5)[0].tolist() == [9]
    assert [index.count(chunk_id) for chunk_id in (2, 3, 9)] == [0, 1, 1]


def test_an_empty_index_finds_nothing(tmp_path):
    """An archive without articles is searched without an error."""
    index = write(tmp_path / "i", [])
    assert (len(index), index.search("rapat", limit=5)[0].tolist()) == (0, [])


def test_the_same_chunks_make_the_same_scores(tmp_path, index):
    """Scores do not depend on the order in which chunks came."""
    again = write(tmp_path / "i", CHUNKS[::-1])
    one, other = index.search("camat desa warga", limit=10), again.search("camat desa warga", limit=10)
    assert dict(zip(one[0].tolist(), one[1].tolist(), strict=True)) == dict(
        zip(other[0].tolist(), other[1].tolist(), strict=True)
    )
