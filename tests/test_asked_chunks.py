"""Questions on articles as pairs that the encoder learns from, and what counts as a wrong passage of theirs."""

from __future__ import annotations

from data.article import Article
from retrieval.index.chunker import chunk_article, embedding_text
from retrieval.training.asked import Asked
from retrieval.training.asked_chunks import pair_with_chunks
from retrieval.training.negatives import Examples
from retrieval.training.sources import Pair

SENTENCE = "Camat membuka musyawarah desa dan warga membahas saluran air yang rusak sejak musim hujan tahun lalu."
TEXT = " ".join([SENTENCE] * 12) + " Doa dibacakan Ustaz Karim."
ARTICLE = Article(id="a", text=TEXT, title="Musyawarah Saluran Air")
CHUNKS = [embedding_text(chunk) for chunk in chunk_article(ARTICLE)]


def asked(question, at=None, history=()):
    """A question that the article answers at a word, or does not."""
    start = TEXT.find(at) if at else None
    return Asked("a", question, "statement", history, None if start is None else ((start, start + len(at)),))


def test_a_question_comes_with_what_answers_it_or_with_what_opens_its_article():
    """Each as often; where the article does not say, always with the latter."""
    question = "siapa yang baca doa di musyawarah saluran air?"
    drawn = [pair.passage for pair in pair_with_chunks([asked(question, "Ustaz Karim")] * 200, {"a": ARTICLE})]
    assert len(CHUNKS) > 1
    assert set(drawn) == {CHUNKS[0], CHUNKS[-1]}
    assert 70 < drawn.count(CHUNKS[0]) < 130
    unsaid = pair_with_chunks([asked("berapa anggaran saluran air di musyawarah itu?")] * 20, {"a": ARTICLE})
    assert {(pair.passage, pair.source) for pair in unsaid} == {(CHUNKS[0], "a")}


def test_a_question_that_names_no_meeting_is_left_out():
    """A short one, a follow-up, and one on an article that is not given."""
    left_out = [
        asked("siapa baca doa?", "Ustaz Karim"),
        asked("terus siapa yang baca doa di sana?", "Ustaz Karim", ("kapan musyawarah saluran air?",)),
        Asked("b", "siapa yang baca doa di musyawarah desa?", "statement", (), None),
    ]
    assert not list(pair_with_chunks(left_out, {"a": ARTICLE}))


def test_passages_of_one_article_are_not_each_others_negatives():
    """Neither what another question of the batch is answered by, nor a hard one; those of other articles are."""
    pairs = [
        Pair("siapa membuka musyawarah?", "Camat membuka musyawarah.", source="a"),
        Pair("siapa baca doa musyawarah?", "Doa dibacakan Ustaz Karim.", source="a"),
        Pair("kapan rapat irigasi?", "Rapat irigasi digelar Senin.", source="b"),
        Pair("di mana panen raya?", "Panen raya di Karangjati."),
    ]
    asked_for, shown, repeated = Examples(pairs, mined=4, seed=1).choose(0, size=4, negatives=1)
    passages = sorted(pair.passage for pair in pairs)
    source = {pair.passage: pair.source or pair.passage for pair in pairs}
    for row, pair in enumerate(asked_for):
        own = source[pairs[pair].passage]
        alike = [source[passages[number]] == own and column != row for column, number in enumerate(shown)]
        assert repeated[row].tolist() == alike
    assert repeated.any()
