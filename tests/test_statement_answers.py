"""What somebody said, to the letter, and the sentence that answers a free question."""

from __future__ import annotations

import pytest
from builders import KnownWords, a_candidate, a_concept, a_fact, a_query, an_article

from data.facts import FactKind
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.slots.sentences import answer_passage, answer_selected
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


def ask(answer, *words, office=None, facts=STATEMENTS, article=ARTICLE, **fields):
    query = a_query(
        " ".join(words),
        concepts=tuple(a_concept(word) for word in words),
        asked_offices=tuple(find_offices(office)) if office else (),
        **{"kind": Kind.STATEMENT, **fields},
    )
    return answer(query, a_candidate(*facts, article=article), lexicon=LEXICON)


def test_the_words_of_an_office_holder():
    """All of them where no topic is given, in the order of the article, under who said them."""
    found = ask(answer_statement, office="bupati")
    assert found.text.split("\n") == ["Bupati Demak Surya Mahendra:", SENTENCES[1], SENTENCES[2], "Rakor Pangan"]


@pytest.mark.parametrize(("name", "expected"), [("surya", "Bupati Demak Surya Mahendra:"), ("nirmala", "Ketua DPRD")])
def test_the_words_of_somebody_by_name(name, expected):
    """Part of the name is enough."""
    assert ask(answer_statement, name).text.startswith(expected)


def test_each_quote_is_its_evidence():
    """To the letter, at its offsets."""
    found = ask(answer_statement, office="ketua DPRD")
    (evidence,) = found.evidence
    assert evidence.quote == SENTENCES[3] == ARTICLE.text[evidence.start : evidence.end]


def test_words_that_were_not_said_are_not_stated():
    """Nobody else's words are given for them."""
    assert ask(answer_statement, office="kapolres") is None
    assert ask(answer_statement, office="kapolres", facts=[]) is None


@pytest.mark.parametrize(("office", "expected"), [(None, False), ("bupati", True)])
def test_the_words_of_a_stranger_are_not_stated(office, expected):
    """A person of whom the article has no name; an office says well enough who is meant."""
    assert (ask(answer_statement, "Agus Wibowo", "beras", office=office) is not None) is expected


def test_a_long_speech_is_cut_to_what_is_pleasant_to_read():
    """A few hundred characters, nearest to the topic first."""
    sentences = [f"Camat Surya meminta warga nomor {number} {'menjaga kebersihan ' * 8}sungai." for number in range(9)]
    article = an_article("\n".join(sentences))
    facts = [
        a_fact(FactKind.STATEMENT, sentence, person="Surya", role="Camat", end=len(sentence)) for sentence in sentences
    ]
    found = ask(answer_statement, office="camat", facts=facts, article=article)
    assert len(found.text) <= 700


@pytest.mark.parametrize(
    ("words", "quantity", "expected"),
    [
        (["gudang", "baru"], False, SENTENCES[3]),
        (["harga", "cabai"], False, SENTENCES[2]),
        (["bantuan", "beras"], True, SENTENCES[4]),
    ],
)
def test_a_free_question_is_answered_by_one_sentence(words, quantity, expected):
    """The one that says most of what is asked is among them; a question for a number gets one with a number."""
    found = ask(answer_passage, *words, kind=Kind.PASSAGE, is_quantity=quantity)
    assert expected in found.text.splitlines()
    assert expected in [evidence.quote for evidence in found.evidence]


@pytest.mark.parametrize("words", [["gempa"], ["gempa", "tsunami"]])
def test_a_detail_that_no_sentence_has_is_not_stated(words):
    """The sentence that comes nearest is no answer."""
    assert ask(answer_passage, *words, kind=Kind.PASSAGE) is None


def test_where_nothing_particular_is_asked_the_meeting_is_told_of():
    """The sentence that reports it."""
    assert ask(answer_passage, "pangan", kind=Kind.PASSAGE).text == SENTENCES[0]


def test_a_number_that_is_not_given_is_not_stated():
    """Dates and years answer no "berapa"."""
    article = an_article("Stok beras dibahas pada 12 Maret 2024.")
    assert ask(answer_passage, "stok", "beras", kind=Kind.PASSAGE, is_quantity=True, article=article) is None


def test_a_long_sentence_is_cut_between_its_parts():
    """To the part that says most of what is asked; what is shown is quoted."""
    parts = [f"bagian {word} dibahas dengan sangat saksama oleh seluruh peserta rapat" for word in "abcdefgh"]
    text = f"Rapat membahas irigasi, {', '.join(parts)}, serta pembangunan bendungan di hulu."
    found = ask(answer_passage, "bendungan", "hulu", kind=Kind.PASSAGE, article=an_article(text))
    (evidence,) = found.evidence
    assert "pembangunan bendungan di hulu" in found.text
    assert len(found.text) <= 330
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
    """Where the question asks what a speaker hopes, and only there."""
    facts = [planned(PLANS[0]), planned(PLANS[1])]
    hoped = ask(answer_statement, "apa", "harapan", office="bupati", facts=facts, article=PLANNED)
    assert hoped.text.split("\n")[:2] == ["Bupati Demak Surya Mahendra:", PLANS[1]]


def test_a_number_may_stand_in_the_next_sentence_of_the_speaker():
    """Beside the statement that was read, as long as nobody else has spoken."""
    facts = [planned(PLANS[0]), planned(PLANS[1])]
    counted = ask(answer_statement, "berapa", "truk", office="bupati", facts=facts, article=PLANNED, is_quantity=True)
    assert counted.text.split("\n")[0] == PLANS[2]


@pytest.mark.parametrize(
    ("question", "fields", "expected"),
    [
        ("sembako yang dikirim ke kampung berapa banyak", {"kind": Kind.PASSAGE}, SENTENCES[4]),
        ("sembako yang dikirim ke kampung berapa banyak", {"kind": Kind.OPENER_OR_LEADER}, None),
        ("siapa yang minta gudang", {"kind": Kind.ATTENDEES, "office": "kapolres"}, None),
        ("siapa yang minta gudang", {"kind": Kind.ATTENDEES, "office": "ketua DPRD"}, SENTENCES[3]),
        ("berapa biaya sewa tenda", {"kind": Kind.PASSAGE}, None),
    ],
)
def test_a_sentence_that_is_surely_the_answer_has_what_such_an_answer_needs(question, fields, expected):
    """An opener a word of opening, an office its holder; what no sentence says is not shown."""
    found = ask(answer_selected, *question.split(), **fields)
    assert (found.text.splitlines()[0] if found else None) == expected


def test_no_sentence_is_a_theme_in_its_own_words():
    """ "Temanya apa" asks for the theme as it was called."""
    assert ask(answer_selected, "tema", "rakor", "pangan", kind=Kind.TOPIC) is None
