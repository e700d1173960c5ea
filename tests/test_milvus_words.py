"""Our own terms go to Milvus and come back whole, and rank as they do locally."""

from __future__ import annotations

import pytest
from milvus_archive import Archive

from data.article import Chunk
from retrieval.index.lexical import FIELDS, LexicalIndex, LexicalWriter
from retrieval.index.milvus.bm25 import round_length
from retrieval.index.milvus.counting import HELD, TermCounts, mean_lengths, terms_of
from retrieval.index.milvus.words import Words, list_words

STRANGE = Chunk(
    1,
    "aneh",
    0,
    99,
    "Rp 1.465,6 juta; se-Kabupaten Covid-19, 27/4/2021, Rifa'i M.Si. menghadiri مجلس الشورى dan 会议 di İstanbul ÀÉ "
    "ß 🎉 x1y2",
    context="JUDUL Dihadiri\nKominfo",
)


def count(chunks):
    """The words of some chunks, and each chunk's vector."""
    counts = TermCounts(mean_lengths(chunks))
    vectors = {chunk.id: counts.add(chunk) for chunk in chunks}
    return Words(counts.lists(), chunks=len(chunks)), vectors


def score(words, vectors, question, also=()):
    """The product of a question and its other wordings with every chunk that shares a term with them."""
    terms = words.weigh(question, also)
    products = {key: sum(worth * held.get(term, 0.0) for term, worth in terms.items()) for key, held in vectors.items()}
    return {key: product for key, product in products.items() if product}


def test_every_term_stays_whole():
    """Digits, hyphens, stems, Arabic and Chinese: each term of each field is counted as itself, and nothing else is."""
    words, vectors = count([STRANGE])
    stems, forms = terms_of(STRANGE)
    assert {"465", "19", "2021", "rifai", "مجلس", "会议", "x1y2", "se", "ss"} <= set(forms)
    assert [words.frequency(form) for form in forms] == [1] * len(forms)
    assert [words.stem_frequency(stem) for stem in stems] == [1] * len(stems)
    assert len(vectors[1]) == 1 + 2 * len(set(stems)) + len(set(forms))


def test_what_no_chunk_holds_is_unknown():
    """A part of a term, a stem that is only a form, and a term in capitals are other terms."""
    words, _ = count([STRANGE])
    assert [words.frequency(term) for term in ("menghadir", "Kominfo", "会", "")] == [0, 0, 0, 0]
    assert (words.stem_frequency("menghadiri"), words.stem_frequency("hadir")) == (0, 1)


def test_scores_are_those_of_the_local_index(tmp_path):
    """Short chunks and long ones, common words and rare ones: the products are tantivy's BM25."""
    chunks = list(Archive().chunks.values())
    chunks += [Chunk(n, "p", 0, 9, "rapat camat " * n + "bupati " * (n % 7) + "aula " * 3) for n in range(1, 90)]
    writer = LexicalWriter(tmp_path)
    for chunk in chunks:
        writer.add(chunk)
    writer.close()
    local, (words, vectors) = LexicalIndex(tmp_path), count(chunks)
    for question in ("rapat camat", "siapa bupati yang menghadiri panen", "AULA, aula dan Seruni!", "xyzzy", ""):
        ids, scores = local.search(question, also=["hadir", "camat"], limit=1000)
        assert score(words, vectors, question, ["hadir", "camat"]) == pytest.approx(
            dict(zip(ids.tolist(), scores, strict=True)), rel=1e-5
        )


def test_lengths_are_rounded_as_tantivy_rounds_them(tmp_path):
    """For every length up to 300, the score of a chunk that holds one term so often is tantivy's."""
    chunks = [Chunk(n, "a", 0, 9, "camat " * n) for n in range(1, 300)]
    writer = LexicalWriter(tmp_path)
    for chunk in chunks:
        writer.add(chunk)
    writer.close()
    ids, scores = LexicalIndex(tmp_path).search("camat", limit=1000)
    assert score(*count(chunks), "camat") == pytest.approx(dict(zip(ids.tolist(), scores, strict=True)), rel=1e-4)
    assert [round_length(n) for n in (0, 24, 40, 41, 42, 167, 168)] == [0, 24, 40, 40, 42, 152, 168]


def test_words_that_begin_alike_come_commonest_first():
    """Prefixes are of whole letters, and the limit keeps the commonest."""
    words = list_words({"camat": (1, 2), "cabai": (2, 5), "cabang": (3, 1), "éc": (4, 9), "cé": (5, 3), "c": (6, 4)})
    assert words.starting_with("ca", limit=2) == ["cabai", "camat"]
    assert words.starting_with("c", limit=9) == ["cabai", "c", "cé", "camat", "cabang"]
    assert (words.starting_with("é", limit=9), words.starting_with("d", limit=9)) == (["éc"], [])
    assert sorted(words.starting_with("", limit=9)) == ["c", "cabai", "cabang", "camat", "cé", "éc"]


def test_a_chunk_without_a_term_has_a_vector():
    """Milvus takes no empty vector; what every chunk has is searched by nobody."""
    words, vectors = count([Chunk(1, "a", 0, 3, "…!?"), Chunk(2, "b", 0, 5, "camat")])
    assert vectors[1] == {0: 1.0}
    assert set(score(words, vectors, "camat …!?")) == {2}


def test_removed_chunks_count_no_more():
    """Counting on from an earlier generation, and less what was taken out, is counting what is there."""
    chunks = list(Archive().chunks.values())
    earlier = TermCounts(mean_lengths(chunks))
    vectors = [earlier.add(chunk) for chunk in chunks[:-1]]
    counts = TermCounts(mean_lengths(chunks), earlier.lists())
    counts.remove(vectors[0])
    counts.add(chunks[-1])
    fresh = TermCounts(mean_lengths(chunks))
    for chunk in chunks[1:]:
        fresh.add(chunk)
    told = [[(term, holding) for term, _, holding in words.items()] for words in counts.lists()]
    assert told == [[(term, holding) for term, _, holding in words.items()] for words in fresh.lists()]


def test_held_stems_are_no_terms():
    """Numbers that say that a stem is held lie beyond those of terms, and inside what Milvus takes."""
    _, vectors = count(list(Archive().chunks.values()))
    numbers = {number for vector in vectors.values() for number in vector}
    assert max(number for number in numbers if number < HELD) < HELD < max(numbers) < 2**32 - 1


def test_fields_are_those_of_the_local_index():
    """Stems and surface forms, in this order: what is counted for one field is looked up in it."""
    assert [field.name for field in FIELDS] == ["stems", "words"]
