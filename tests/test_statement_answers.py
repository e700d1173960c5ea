"""What somebody said, to the letter, and the sentences that are shown."""

from __future__ import annotations

import pytest
from builders import KnownWords, a_candidate, a_concept, a_fact, a_query, an_article

from data.facts import FactKind
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import rank_sentences
from retrieval.answering.slots.sentences import answer_sentences, opening
from retrieval.answering.slots.statements import answer_statement
from retrieval.language.offices import find_offices

SENTENCES = [
    "Rapat koordinasi pangan digelar di aula.",
    "Bupati Demak Surya Mahendra mengatakan stok beras cukup.",
    'Menurut Surya, "harga cabai turun bulan depan."',
    "Ketua DPRD Demak Nirmala Hapsari meminta gudang baru dibangun.",
    "Bantuan 25 ton beras disalurkan ke sembilan desa pada 12 Maret 2024.",
]
ARTICLE = an_article("\n".join(SENTENCES), title="Rakor Pangan")
LEXICON = Lexicon(KnownWords().stem_frequency, 10)


def said(sentence, person, role):
    start = ARTICLE.text.index(sentence)
    return a_fact(
        FactKind.STATEMENT, sentence, person=person, role=role, start=start, end=start + len(sentence), meeting=None
    )


STATEMENTS = [
    said(SENTENCES[1], "Surya Mahendra", "Bupati Demak"),
    said(SENTENCES[2], "Surya Mahendra", "Bupati Demak"),
    said(SENTENCES[3], "Nirmala Hapsari", "Ketua DPRD Demak"),
]


def put(*words, office=None, facts=STATEMENTS, article=ARTICLE, **fields):
    """A question, the candidate, and the sentences of its article, the best first."""
    query = a_query(
        " ".join(words),
        concepts=tuple(a_concept(word) for word in words),
        asked_offices=tuple(find_offices(office)) if office else (),
        **{"kind": Kind.STATEMENT, **fields},
    )
    candidate = a_candidate(*facts, article=article)
    return query, candidate, rank_sentences(query, candidate, LEXICON)


def ask(*words, **fields):
    """What the speaker asked for said."""
    return answer_statement(*put(*words, **fields))


def show(*words, **fields):
    """The best sentences as they are shown."""
    query, candidate, ranked = put(*words, **{"kind": Kind.PASSAGE, **fields})
    return answer_sentences(query, candidate, ranked)


def test_the_words_of_an_office_holder():
    """All of them where no topic is given, in the order of the article, under who said them."""
    found = ask(office="bupati")
    assert found.text.split("\n") == ["Bupati Demak Surya Mahendra:", SENTENCES[1], SENTENCES[2], "Rakor Pangan"]


@pytest.mark.parametrize(("name", "expected"), [("surya", "Bupati Demak Surya Mahendra:"), ("nirmala", "Ketua DPRD")])
def test_the_words_of_somebody_by_name(name, expected):
    """Part of the name is enough."""
    assert ask(name).text.startswith(expected)


def test_each_quote_is_its_evidence():
    """To the letter, at its offsets."""
    found = ask(office="ketua DPRD")
    (evidence,) = found.evidence
    assert evidence.quote == SENTENCES[3] == ARTICLE.text[evidence.start : evidence.end]


def test_words_that_were_not_said_are_not_stated():
    """Nobody else's words are given for them."""
    assert ask(office="kapolres") is None
    assert ask(office="kapolres", facts=[]) is None


@pytest.mark.parametrize(("office", "expected"), [(None, False), ("bupati", True)])
def test_the_words_of_a_stranger_are_not_stated(office, expected):
    """A person of whom the article has no name; an office says well enough who is meant."""
    assert (ask("Agus Wibowo", "beras", office=office) is not None) is expected


def test_a_long_speech_is_cut_to_what_is_pleasant_to_read():
    """A few hundred characters, nearest to the topic first."""
    sentences = [f"Camat Surya meminta warga nomor {number} {'menjaga kebersihan ' * 8}sungai." for number in range(9)]
    article = an_article("\n".join(sentences))
    facts = [
        a_fact(FactKind.STATEMENT, sentence, person="Surya", role="Camat", end=len(sentence)) for sentence in sentences
    ]
    found = ask(office="camat", facts=facts, article=article)
    assert len(found.text) <= 700


@pytest.mark.parametrize(
    ("words", "quantity", "expected"),
    [
        (["gudang", "baru"], False, SENTENCES[3]),
        (["harga", "cabai"], False, SENTENCES[2]),
        (["bantuan", "beras"], True, SENTENCES[4]),
    ],
)
def test_the_best_sentences_are_shown(words, quantity, expected):
    """The one that says most of what is asked is among them, and is evidence."""
    found = show(*words, is_quantity=quantity)
    assert expected in found.text.splitlines()
    assert expected in [evidence.quote for evidence in found.evidence]


def test_the_opening_tells_of_the_meeting():
    """The sentence that reports it."""
    span = opening(a_candidate(article=ARTICLE))
    assert ARTICLE.text[span.start : span.end] == SENTENCES[0]
    assert opening(a_candidate(article=an_article(""))) is None


def test_a_long_sentence_is_cut_between_its_parts():
    """To the part that says most of what is asked; what is shown is quoted."""
    parts = [f"bagian {word} dibahas dengan sangat saksama oleh seluruh peserta rapat" for word in "abcdefgh"]
    text = f"Rapat membahas irigasi, {', '.join(parts)}, serta pembangunan bendungan di hulu."
    found = show("bendungan", "hulu", article=an_article(text))
    (evidence,) = found.evidence
    assert "pembangunan bendungan di hulu" in found.text
    assert len(found.text) <= 500
    assert evidence.quote == text[evidence.start : evidence.end]


PLANS = [
    "Bupati Demak Surya Mahendra mengatakan panen raya jatuh di bulan Mei.",
    "Surya berharap gudang pangan selesai sebelum panen.",
    "Untuk itu disiapkan 40 truk beras.",
]
PLANNED = an_article("\n".join(PLANS), title="Rakor Pangan")


def planned(sentence):
    start = PLANNED.text.index(sentence)
    end = start + len(sentence)
    return a_fact(FactKind.STATEMENT, sentence, person="Surya Mahendra", role="Bupati Demak", start=start, end=end)


def test_a_wish_is_answered_by_the_words_that_wish():
    """Where the question asks what a speaker hopes, those statements come first."""
    facts = [planned(PLANS[0]), planned(PLANS[1])]
    hoped = ask("apa", "harapan", office="bupati", facts=facts, article=PLANNED)
    assert PLANS[1] in hoped.text.split("\n")
