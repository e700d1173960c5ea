"""Searching joins both sides into one ranking of hits that know their place."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import WordEncoder

from data.article import Article
from retrieval.index.chunker import chunk_article, embedding_text
from retrieval.index.fusion import Calibration, write_calibration
from retrieval.index.generation import Generations

ARTICLES = [
    Article("banjir", "Bupati Seruni memimpin rapat koordinasi banjir di aula.\n" * 3, title="Rakor Banjir Seruni"),
    Article("panen", "Camat Melati membuka panen raya padi bersama warga.\n" * 3, title="Panen Raya Melati"),
    Article("pemilu", "Ketua KPU Anggrek menjelaskan tahapan pemilu kepada camat.\n" * 3, title="Sosialisasi Pemilu"),
]


class Synonyms(WordEncoder):
    """An encoder for which "bah" and "banjir" are one word, as they are not for BM25."""

    def _vector(self, text):
        return super()._vector(text.replace("bah", "banjir"))


ENCODER = Synonyms()


def open_index(home, encoder=ENCODER, embedded=lambda chunk: True):
    """An index in which only chunks that are `embedded` (a test, or so many of the first) have vectors."""
    chunks = {chunk.id: chunk for article in ARTICLES for chunk in chunk_article(article, max_words=10)}
    if isinstance(embedded, int):
        chosen = set(list(chunks)[:embedded])
        return open_index(home, encoder, lambda chunk: chunk.id in chosen)

    def fetch(ids):
        for number in ids:
            vector = encoder.encode_passages([embedding_text(chunks[number])])[0]
            yield chunks[number], vector if embedded(chunks[number]) else None

    generations = Generations(home)
    generations.build(dict.fromkeys(chunks, ""), fetch, encoder=encoder)
    return generations.open_current(encoder)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return open_index(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [("siapa memimpin rakor banjir?", "banjir"), ("panen di melati", "panen"), ("ketua kpu", "pemilu")],
)
def test_the_best_hit_comes_first(index, question, expected):
    """The article that both sides like best leads, and scores fall."""
    hits = index.search(question)
    assert hits[0].article_id == expected
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_knows_its_place(index):
    """Article, offsets and id are those of the chunk that was indexed."""
    hit = index.search("panen raya padi", limit=1)[0]
    (article,) = (article for article in ARTICLES if article.id == hit.article_id)
    chunk = next(chunk for chunk in chunk_article(article, max_words=10) if chunk.id == hit.chunk_id)
    assert (hit.start, hit.end, article.text[hit.start : hit.end]) == (chunk.start, chunk.end, chunk.text)


def test_both_scores_are_true_ones(index):
    """A chunk that BM25 found carries its cosine, one that only the model found has no BM25 score."""
    hits = {hit.article_id: hit for hit in index.search("pemilu banjir", limit=50)}
    assert hits["banjir"].lexical > 0
    assert hits["banjir"].dense > hits["panen"].dense
    assert hits["panen"].lexical == 0


def test_the_model_finds_what_bm25_cannot(index):
    """A word that no text holds still finds its meaning."""
    hits = index.search("bah")
    assert (hits[0].article_id, hits[0].lexical) == ("banjir", 0)


def test_the_model_is_asked_what_was_typed(index):
    """BM25 looks for one text, the model embeds the other: a question is more than the words to look for."""
    typed = index.search("rapat camat", asked="bah")
    assert (typed[0].article_id, typed[0].lexical > 0) == ("banjir", True)
    assert {hit.chunk_id: hit.lexical for hit in typed if hit.lexical} == {
        hit.chunk_id: hit.lexical for hit in index.search("rapat camat") if hit.lexical
    }


def test_the_limit_holds(index):
    """No more hits than asked for."""
    assert [len(index.search("rapat camat bupati", limit=limit)) for limit in (1, 2)] == [1, 2]


@pytest.mark.parametrize(
    ("wordings", "expected"),
    [
        ([("camat",)], {"panen", "pemilu"}),
        ([("rapat", "koordinasi"), ("kpu",)], {"banjir", "pemilu"}),
        ([("rapat", "panen")], set()),
        ([], set()),
    ],
)
def test_every_article_with_a_wording_is_found(index, wordings, expected):
    """All stems of one wording, in one chunk."""
    assert index.articles_with(wordings) == expected


@pytest.mark.parametrize(
    "question", ["", " \n\t", "\x00", "🎉🎉🎉", "会议在哪里", "<b>&amp;</b>", "x\ud800", "rapat " * 2000]
)
def test_any_question_is_searched_without_an_error(index, question):
    """Empty, strange and endless questions give a list."""
    assert isinstance(index.search(question), list)


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_no_question_raises(index, question):
    """Whatever is typed, hits are distinct and their scores are shares."""
    hits = index.search(question)
    assert len({hit.chunk_id for hit in hits}) == len(hits)
    assert all(-1e-9 <= hit.score <= 1 + 1e-9 for hit in hits)


def test_a_question_the_model_does_not_know_is_answered_by_bm25(tmp_path):
    """A zero vector has no say, and the dense index is not asked."""

    class Deaf(WordEncoder):
        def encode_query(self, text):
            return super().encode_query(text) * (0 if "kpu" in text else 1)

    hits = open_index(tmp_path, Deaf()).search("ketua kpu anggrek")
    assert {(hit.article_id, hit.dense) for hit in hits} == {("pemilu", 0.0)}


def test_the_calibration_in_the_home_sets_the_weight(tmp_path):
    """A weight measured for this model is used as soon as the index is opened."""
    write_calibration(tmp_path / "fusion.json", Calibration(ENCODER.fingerprint(), 0.25))
    assert open_index(tmp_path).dense_weight == 0.25


def test_an_article_without_vectors_is_found_by_its_words(tmp_path):
    """Words alone decide where vectors are still to come, for one article and for all."""
    some, none = (open_index(tmp_path / str(count), embedded=count) for count in (4, 0))
    for index in (some, none):
        hits = index.search("ketua kpu anggrek menjelaskan tahapan")
        assert (hits[0].article_id, hits[0].dense) == ("pemilu", 0.0)


def test_the_first_chunk_speaks_for_its_article(tmp_path):
    """Where only an article's first chunk has a vector, a word of its title's meaning still finds the article."""
    index = open_index(tmp_path, embedded=lambda chunk: chunk.start == 0)
    assert index.search("bah")[0].article_id == "banjir"


def test_many_may_ask_at_once(index):
    """Threads get the answers that each would have got alone."""
    questions = ["rakor banjir", "panen melati", "pemilu kpu"] * 8
    alone = [index.search(question) for question in questions]
    together = {}
    threads = [
        threading.Thread(target=lambda n=n: together.update({n: index.search(questions[n])}))
        for n in range(len(questions))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[n] for n in range(len(questions))] == alone
