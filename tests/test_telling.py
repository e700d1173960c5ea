"""One thing asked of one article: what was read of it, or the sentence that says better what is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import KnownWords, a_candidate, a_concept, a_fact, a_meeting, a_query, an_article, present

from data.facts import Capacity, FactKind
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.telling import tell
from retrieval.language.offices import find_offices

LEXICON = Lexicon(KnownWords().stem_frequency, 10)
# A certainty of its own: what is tested here does not hang on how the shipped one is tuned.


def told(query, *sentences, facts=(), meeting=None, kind=None):
    """The first line of what is said, or None."""
    candidate = a_candidate(*facts, article=an_article("\n".join(sentences)), meeting=meeting)
    found = tell(kind or query.kind, query, candidate, lexicon=LEXICON)
    return found.text.split("\n")[0] if found else None


def about(formal, *words, office=None, **fields):
    concepts = tuple(map(a_concept, words))
    offices = tuple(find_offices(office)) if office else ()
    return a_query(formal, concepts=concepts, asked_offices=offices, office_words=(office,) if office else (), **fields)


def on(kind, sentence, sentences, **fields):
    """A fact that stands on one of the sentences."""
    start = "\n".join(sentences).index(sentence)
    return a_fact(kind, fields.pop("value", sentence), start=start, end=start + len(sentence), **fields)


# A read fact


OPENING = "Rapat koordinasi pangan digelar di aula kecamatan."
GUESTS = "Hadir Camat Sukamaju Surya Mahendra dan Lurah Larasati Wening."
STUDENTS = "Dua siswa, Tirta Sanjaya dan Galih Prakosa, membacakan puisi dalam lomba."
ARTICLE = (OPENING, GUESTS, STUDENTS, "Warga pulang sore hari.")
PLACE = on(FactKind.PLACE, OPENING, ARTICLE, value="aula kecamatan")
PRESENT = [
    on(
        FactKind.ATTENDANCE,
        GUESTS,
        ARTICLE,
        value="Surya Mahendra",
        person="Surya Mahendra",
        role="Camat Sukamaju",
        capacity=Capacity.PRESENT,
    ),
    on(
        FactKind.ATTENDANCE,
        GUESTS,
        ARTICLE,
        value="Larasati Wening",
        person="Larasati Wening",
        role="Lurah",
        capacity=Capacity.PRESENT,
    ),
]


def test_a_read_fact_answers():
    """Where nothing particular is asked besides."""
    assert told(about("di mana rapat", kind=Kind.WHERE), *ARTICLE, facts=[PLACE]) == "Aula kecamatan."
    assert told(about("siapa yang hadir"), *ARTICLE, facts=PRESENT) == "Yang disebut hadir di Rakor Pangan:"


def test_a_particular_question_beats_the_read_fact():
    """The sentence that has what is asked, where those of the fact have nothing of it."""
    query = about("siapa siswa yang membacakan puisi", "siswa", "puisi")
    assert told(query, *ARTICLE, facts=PRESENT) == STUDENTS


@pytest.mark.parametrize(
    ("last", "answer"),
    [
        ("Camat Sukamaju Surya Mahendra menutup rapat sore hari.",) * 2,
        ("Rapat ditutup Camat Sukamaju Surya Mahendra.",) * 2,
        ("Camat Sukamaju Surya Mahendra membuka rapat pagi hari.", None),
        ("Camat Sukamaju Surya Mahendra memimpin rapat sampai sore hari.", None),
    ],
)
def test_who_closed_is_told_by_words_for_closing_alone(last, answer):
    """Whoever opened or led did not close, however near the sentence is."""
    query = about("siapa yang menutup rapat", kind=Kind.OPENER_OR_LEADER, capacity=Capacity.CLOSED)
    assert told(query, OPENING, last) == answer


def test_a_read_fact_stays_where_no_sentence_is_better():
    """A word of the question that the article lacks does not take the fact away."""
    query = about("di mana rapat tsunami", "tsunami", kind=Kind.WHERE)
    assert told(query, *ARTICLE, facts=[PLACE]) == "Aula kecamatan."


def test_a_read_fact_is_not_told_of_a_meeting_that_is_hardly_the_one_meant():
    """However surely the article says it."""
    query, meant = about("di mana rapat", kind=Kind.WHERE), a_candidate(PLACE, article=an_article("\n".join(ARTICLE)))
    assert tell(Kind.WHERE, query, meant, lexicon=LEXICON) is not None
    assert tell(Kind.WHERE, query, replace(meant, certainty=0.01), lexicon=LEXICON) is None


def test_yes_or_no_rests_on_what_was_read():
    """No sentence is quoted for it."""
    query = about("apakah camat hadir soal puisi", "puisi", office="camat", is_yes_no=True)
    assert told(query, *ARTICLE, facts=PRESENT) == "Ya, disebut hadir: Camat Sukamaju Surya Mahendra."
    assert told(query, *ARTICLE) is None


@pytest.mark.parametrize("kind", [Kind.WHEN, Kind.TOPIC, Kind.PURPOSE, Kind.REPRESENTING, Kind.STATEMENT])
def test_nothing_is_told_where_nothing_fits(kind):
    """Neither a fact nor a sentence about it."""
    assert told(about("gempa dan tsunami", "gempa", "tsunami", kind=kind), "Pasar ramai.", "Warga pulang.") is None


# Sentences that stand in for facts


@pytest.mark.parametrize(
    ("kind", "formal", "has", "lacks"),
    [
        (Kind.WHEN, "kapan lomba puisi", "Lomba puisi dimulai pada 12 Maret 2024.", "Lomba puisi dimulai pagi."),
        (Kind.OPENER_OR_LEADER, "siapa membuka lomba puisi", "Lomba puisi dibuka Camat Sukamaju.",
         "Lomba puisi dikunjungi Camat Sukamaju."),
    ],
)  # fmt: skip
def test_a_sentence_needs_what_is_asked(kind, formal, has, lacks):
    """A date for "kapan", a name for "siapa yang membuka"; without it nothing is told."""
    query = about(formal, "lomba", "puisi", kind=kind)
    assert told(query, "Pasar ramai.", has) == has
    assert told(query, "Pasar ramai.", lacks) is None


@pytest.mark.parametrize(
    ("formal", "kind", "expected"),
    [
        ("rapat itu membahas apa", Kind.TOPIC, "Artikel menulis:"),
        ("apa tujuan rapat itu", Kind.PURPOSE, "Artikel menulis:"),
        ("apa tema rapat itu", Kind.TOPIC, None),
    ],
)
def test_what_the_article_writes_answers_where_no_such_fact_was_read(formal, kind, expected):
    """A theme is wanted in its own words."""
    assert told(about(formal, kind=kind), *ARTICLE) == expected


def test_where_is_told_by_the_sentence_with_the_place():
    """Of two about the same thing."""
    query = about("di mana lomba puisi digelar", "lomba", "puisi", kind=Kind.WHERE)
    place = "Lomba puisi digelar di aula kecamatan."
    assert told(query, "Lomba puisi ramai.", "Pasar ramai.", place).startswith(place)


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Hadir pula Kepala Dinas Sosial Ratih Kusumadewi.", True),
        ("Hadir pula Ratih Kusumadewi, Kepala Dinas Sosial.", True),
        ("Kepala Dinas Sosial hadir bersama Camat Sukamaju Surya Mahendra.", False),
        ("Kepala Dinas Sosial hadir. Warga menyambut Ratih Kusumadewi.", False),
    ],
)
def test_people_stand_near_their_office(sentence, is_told):
    """With no other office and no other clause between."""
    query = about("siapa kepala dinas sosial yang hadir", office="kepala dinas sosial")
    assert (told(query, "Pasar ramai.", sentence) is not None) is is_told


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Bupati diwakili Asisten II Galih Prakosa.", True),
        ("Asisten II Galih Prakosa mewakili Bupati.", True),
        ("Mewakili Bupati Demak, Galih Prakosa membuka acara.", True),
        ("Bupati diwakili asistennya.", False),
    ],
)
def test_a_deputy_is_linked_with_the_office_he_stood_in_for(sentence, is_told):
    """By a sentence with the name, however it is put."""
    query = about("siapa yang mewakili bupati", office="bupati", kind=Kind.REPRESENTING)
    assert (told(query, "Pasar ramai.", sentence) is not None) is is_told


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Materi gizi disampaikan Kepala Puskesmas Ratih Kusumadewi.", True),
        ("Materi gizi disampaikan panitia.", False),
    ],
)
def test_who_spoke_is_told_by_a_sentence_with_a_speaker(sentence, is_told):
    """And a name."""
    query = about("siapa narasumber gizi", "gizi", capacity=Capacity.SPOKE)
    assert (told(query, "Pasar ramai.", sentence) is not None) is is_told


# Other kinds


def test_a_free_question_is_told_by_a_sentence():
    """And a statement too, where nobody's words are asked for."""
    sentence = "Bantuan gabah disalurkan ke sembilan desa."
    for kind in (Kind.PASSAGE, Kind.STATEMENT):
        assert told(about("bantuan gabah", "gabah", kind=kind), "Pasar ramai.", sentence) == sentence


def test_the_kind_asked_is_told_of_each_thing_apart():
    """Two questions in one have one answer each."""
    query = a_query("di mana rapat dan siapa yang membuka", kind=Kind.WHERE)
    opened = present("Surya Mahendra", role="Camat", capacity=Capacity.OPENED)
    assert told(query, *ARTICLE, facts=[PLACE, opened], meeting=a_meeting()) == "Aula kecamatan."
    told_opener = told(query, *ARTICLE, facts=[PLACE, opened], kind=Kind.OPENER_OR_LEADER)
    assert told_opener == "Camat Surya Mahendra (membuka acara)."
