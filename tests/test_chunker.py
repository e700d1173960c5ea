"""Chunks follow sentences and paragraphs, know their offsets and lose nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article import Article, chunk_id
from retrieval.index.chunker import CHARACTERS_PER_WORD, SHORTEST_CUT, chunk_article, embedding_text

TEXT = (
    "Bupati Seruni membuka rapat koordinasi di aula. Rapat dihadiri para camat.\n"
    "Camat Melati menyampaikan kesiapan desa. Rapat ditutup dengan doa."
)


def cut(text, **options):
    return [chunk.text for chunk in chunk_article(Article("a", text), **options)]


@pytest.mark.parametrize(
    ("max_words", "expected"),
    [
        (100, [TEXT]),
        (16, [TEXT[:74], TEXT[75:]]),
        (7, [TEXT[:47], TEXT[48:74], TEXT[75:115], TEXT[116:]]),
    ],
)
def test_sentences_are_grouped_up_to_the_limit(max_words, expected):
    """Whole sentences are joined while the words fit; a half-full chunk ends with its paragraph."""
    assert cut(TEXT, max_words=max_words) == expected


def test_a_short_paragraph_joins_the_next():
    """A headline repeated as the first line is no chunk of its own."""
    text = "Rapat Camat Melati\n" + "Rapat itu membahas panen raya di desa. " * 3
    assert len(cut(text, max_words=30)) == 1


def test_a_long_sentence_is_cut_at_spaces():
    """A sentence over the limit gives pieces of at most so many words."""
    words = [f"kata{number}" for number in range(25)]
    assert cut(" ".join(words), max_words=10) == [" ".join(words[at : at + 10]) for at in (0, 10, 20)]


def test_a_word_without_end_is_cut_anywhere():
    """A line without spaces cannot make a chunk of any size."""
    pieces = cut("x" * 1000, max_words=10)
    assert "".join(pieces) == "x" * 1000
    assert max(map(len, pieces)) == 10 * CHARACTERS_PER_WORD


@pytest.mark.parametrize("text", ["", "  \n\n ", "\t"])
def test_blank_texts_have_no_chunks(text):
    """Nothing to say is nothing to index."""
    assert cut(text) == []


def test_no_chunk_exceeds_the_models_window():
    """What does not fit is halved at spaces until title and text fit together."""
    article = Article("a", TEXT, title="Rapat")
    chunks = chunk_article(article, fits=lambda text: len(text) <= 60)
    assert max(len(embedding_text(chunk)) for chunk in chunks) <= 60
    assert [word for chunk in chunks for word in chunk.text.split()] == TEXT.split()


def test_a_window_too_small_for_anything_does_not_shred_the_text():
    """Halving ends at pieces that are short already."""
    assert min(map(len, cut(TEXT, fits=lambda _: False))) > SHORTEST_CUT // 4


def test_the_context_tells_title_publisher_date_and_regions():
    """Context is four lines, in words that a question would use."""
    article = Article(
        "a",
        TEXT,
        title="Rapat  Camat\nMelati",
        publisher="Kominfo Seruni",
        published=datetime(2021, 4, 27, 9, 0, tzinfo=UTC),
    )
    (chunk,) = chunk_article(article, regions=["Kabupaten Seruni", "Provinsi Anggrek"])
    assert chunk.context == "Rapat Camat Melati\nKominfo Seruni\n27 April 2021\nKabupaten Seruni, Provinsi Anggrek"


def test_an_article_without_metadata_has_an_empty_context():
    """What is not known is an empty line."""
    (chunk,) = chunk_article(Article("a", "Rapat selesai."))
    assert (chunk.context, embedding_text(chunk)) == ("\n\n\n", "Rapat selesai.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Bupati hadir.", "Rapat Desa\nBupati hadir."), ("Rapat Desa\nBupati hadir.", "Rapat Desa\nBupati hadir.")],
)
def test_the_title_is_embedded_once(text, expected):
    """The title goes before the text, unless the text begins with it."""
    (chunk,) = chunk_article(Article("a", text, title="Rapat Desa"))
    assert embedding_text(chunk) == expected


def test_the_publisher_is_embedded_first():
    """Who publishes tells the region where the text does not name it."""
    (chunk,) = chunk_article(Article("a", "Bupati hadir.", title="Rapat Desa", publisher="Kominfo Seruni"))
    assert embedding_text(chunk) == "Kominfo Seruni. Rapat Desa\nBupati hadir."


def test_ids_are_stable_and_belong_to_article_span_and_text():
    """The same article gives the same ids in every run; the title plays no part in them."""
    first, renamed = (chunk_article(Article("a", TEXT, title=title)) for title in ("", "Lain"))
    assert [chunk.id for chunk in first] == [chunk.id for chunk in renamed]
    assert first[0].id == chunk_id("a", 0, len(TEXT), TEXT) == 6861595162057687587


texts = st.text(st.sampled_from('ab .,!?\n\t"“”1é🎉') | st.characters(), max_size=400)


@given(texts, st.integers(1, 30), st.integers(1, 200))
def test_chunks_cover_the_article_in_order_and_lose_nothing(text, max_words, window):
    """Chunks are slices in order, without overlap, and only white space stands between them."""
    chunks = chunk_article(Article("a", text), max_words=max_words, fits=lambda piece: len(piece) <= window)
    assert all(text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    assert all(len(chunk.text.split()) <= max_words for chunk in chunks)
    edges = [0, *(edge for chunk in chunks for edge in (chunk.start, chunk.end)), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert len({chunk.id for chunk in chunks}) == len(chunks)
