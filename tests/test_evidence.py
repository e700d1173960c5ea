"""What is measured of a sentence with regard to a question, and which sentence answers it best."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest
from builders import KnownWords, a_candidate, a_concept, a_fact, a_query, an_article, present
from hypothesis import given
from hypothesis import strategies as st

from data.facts import FactKind
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.understanding import understand
from retrieval.answering.evidence import ranking
from retrieval.answering.evidence.asking import counted, particular_concepts, put_question
from retrieval.answering.evidence.features import FEATURES, measure
from retrieval.answering.evidence.lexicon import Lexicon, overlap, stems_of, weigh
from retrieval.answering.evidence.ranking import MEASURES, Ranked, load_weights, rank_sentences
from retrieval.answering.evidence.requirements import may_answer
from retrieval.answering.evidence.selector import Word
from retrieval.answering.evidence.sentences import read_sentences
from retrieval.answering.evidence.signs import has_date, has_list, has_number, sign
from retrieval.answering.evidence.speakers import names_asked
from retrieval.answering.weighing import Weights
from retrieval.language.offices import find_offices
from retrieval.reading.reader import read_article

LEXICON = Lexicon(KnownWords().stem_frequency, 10)
NAN = float("nan")


def measured(name, query, *sentences, facts=()):
    """The figures of one feature, a sentence each; None where it is not asked for."""
    article = an_article("\n".join(sentences))
    asked = put_question(query, a_candidate(*facts, article=article), LEXICON)
    column = measure(asked, read_sentences(article.text))[:, list(FEATURES).index(name)]
    return [None if math.isnan(figure) else round(float(figure), 3) for figure in column]


def about(*words, formal=None, **fields):
    return a_query(formal or " ".join(words), concepts=tuple(map(a_concept, words)), **fields)


def asks_for(office, **fields):
    return about(asked_offices=tuple(find_offices(office)), **fields)


def fact_on(sentence, sentences, kind=FactKind.STATEMENT, **fields):
    start = "\n".join(sentences).index(sentence)
    return a_fact(kind, sentence, start=start, end=start + len(sentence), **fields)


# What a sentence has and another has not


@pytest.mark.parametrize(
    ("name", "query", "has", "lacks"),
    [
        ("date", about(kind=Kind.WHEN), "Acara itu pada 12 Maret 2024.", "Acara itu di aula."),
        ("place", about(kind=Kind.WHERE), "Acara itu digelar di aula.", "Acara itu dimulai pagi."),
        ("purpose", about(kind=Kind.PURPOSE), "Acara itu bertujuan menata pasar.", "Pasar ramai."),
        ("theme", about(kind=Kind.TOPIC), "Acara itu mengusung tema pasar.", "Pasar ramai."),
        ("organiser", about(kind=Kind.ORGANISER), "Dinas Pasar menggelar acara.", "Pasar ramai."),
        ("opener", about(kind=Kind.OPENER_OR_LEADER), "Acara dibuka camat.", "Camat pulang."),
        ("deputy", about(kind=Kind.REPRESENTING), "Camat diwakili lurah.", "Camat pulang."),
        ("money", about(formal="anggaran pasar"), "Biayanya Rp 5 juta.", "Biayanya besar."),
        ("result", about(formal="apa hasil rapat"), "Peserta menyepakati tarif.", "Peserta pulang."),
        ("reason", about(formal="kenapa pasar tutup"), "Pasar tutup karena banjir.", "Pasar tutup."),
        ("hope", about(formal="apa harapan camat"), "Camat berharap pasar ramai.", "Camat pulang."),
        ("request", about(formal="camat minta apa"), "Warga diimbau pulang.", "Warga sudah pulang."),
        ("enumeration", about(formal="apa saja"), "Ada tiga azas, yaitu jujur, hemat dan adil.", "Pasar ramai."),
        ("number", about(formal="berapa kios", is_quantity=True), "Ada 40 kios.", "Ada kios."),
        ("person", about(formal="siapa penjaga pasar"), "Camat Surya Mahendra pulang.", "Pasar ramai."),
        ("office", about(formal="siapa penjaga pasar"), "Camat Surya Mahendra pulang.", "Pasar ramai."),
        ("speaker", asks_for("camat"), "Camat Surya Mahendra pulang.", "Pasar ramai."),
    ],
)
def test_a_sentence_has_what_is_asked_or_lacks_it(name, query, has, lacks):
    """1 and 0; nothing is measured where the question asks for something else."""
    assert measured(name, query, has, lacks) == [1.0, 0.0]
    assert measured(name, about(formal="pasar ramai", kind=Kind.PASSAGE), has, lacks) == [None, None]


FACTS = ["Acara dibuka camat.", "Aula Praja penuh."]
PLACE = fact_on(FACTS[1], FACTS, FactKind.PLACE)
PRESENT = fact_on(FACTS[0], FACTS, FactKind.ATTENDANCE)


@pytest.mark.parametrize(
    ("name", "query", "facts", "expected"),
    [
        ("fact", about(kind=Kind.WHERE), [PLACE], [0.0, 1.0]),
        ("fact", about(kind=Kind.WHERE), [PRESENT], [None, None]),
        ("fact", about("gempa", kind=Kind.WHERE), [PLACE], [None, None]),
        ("fact_in_question", about("gempa", kind=Kind.WHERE), [PLACE], [0.0, 1.0]),
        ("fact_in_question", about(kind=Kind.WHERE), [PLACE], [None, None]),
        ("fact_in_question", about("gempa"), [PRESENT], [None, None]),
        ("presence", about("gempa"), [PRESENT], [1.0, 0.0]),
        ("presence", about(), [PRESENT], [None, None]),
        ("presence", about("gempa", kind=Kind.WHERE), [PLACE], [None, None]),
    ],
)
def test_where_a_read_fact_stands(name, query, facts, expected):
    """Apart for questions that ask for it alone, for something particular besides, and for particular people."""
    assert measured(name, query, *FACTS, facts=facts) == expected


SPEECH = ["Bupati Surya Mahendra tiba pagi.", "Menurut Mahendra, pasar aman.", "Warga pulang."]
SAID = [
    fact_on(SPEECH[1], SPEECH, person="Surya Mahendra", role="Bupati Demak"),
    fact_on(SPEECH[0], SPEECH, FactKind.ATTENDANCE, person="Surya Mahendra", role="Bupati Demak"),
]


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("words_of_speaker", asks_for("bupati"), [0.0, 1.0, 0.0]),
        ("words_of_speaker", about("mahendra"), [0.0, 1.0, 0.0]),
        ("words_of_speaker", asks_for("kapolres"), [None] * 3),
        ("speaker_by_name", asks_for("bupati"), [1.0, 1.0, 0.0]),
        ("speaker_by_name", asks_for("kapolres"), [None] * 3),
    ],
)
def test_a_speaker_is_known_by_office_and_by_name(name, query, expected):
    """Whoever holds the office asked for, as the article gives it."""
    assert measured(name, query, *SPEECH, facts=SAID) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Bupati Demak tiba.", True), ("Bupati tiba.", True), ("Bupati Jepara tiba.", False), ("Camat tiba.", False)],
)
def test_an_office_of_another_region_is_not_the_one_asked_for(text, expected):
    """One without a region may be."""
    assert names_asked(asks_for("bupati demak", office_words=("bupati demak",)), text) is expected


# How much of it a sentence has


WORDS = ["Pasar dibuka.", "Kios pasar dan gudang baru.", "Warga pulang."]


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("particular", about("kios", "gudang", "gempa", "tsunami"), [0.0, 0.5, 0.0]),
        ("particular", about(), [None] * 3),
        ("meeting", about("pangan", "pasar", kinds=("rakor",)), [0.5, 0.5, 0.0]),
        ("meeting", about("gempa"), [None] * 3),
        ("before", about("kios"), [0.0, 0.0, 1.0]),
        ("after", about("kios"), [1.0, 0.0, 0.0]),
        ("words", about("kios", "gudang"), [0.0, 1.0, 0.0]),
        ("words", about(formal="yang di mana"), [0.0, 0.0, 0.0]),
        ("place_in_text", about(), [0.0, 0.333, 0.667]),
        ("length", about(), [0.022, 0.045, 0.022]),
    ],
)
def test_the_words_of_a_question_in_a_sentence_and_beside_it(name, query, expected):
    """Shares of the question's words by their weight; length and place in the article are always measured."""
    assert measured(name, query, *WORDS) == expected


@pytest.mark.parametrize(
    ("name", "query", "sentence", "expected"),
    [
        ("number", about("kios", formal="berapa kios", is_quantity=True), "Ada 40 gudang.", 0.5),
        ("number", about("kios", formal="berapa kios", is_quantity=True), "Ada empat puluh kios.", 1.0),
        ("number", about("kios", formal="berapa kios", is_quantity=True), "Pada 12 Maret 2024 ada kios.", 0.0),
        ("listing", about(formal="apa saja"), "Padi, jagung, dan kedelai.", 0.4),
        ("listing", about(formal="apa"), "Padi, jagung, dan kedelai.", None),
        ("listing", about(formal="apa saja"), "a, b, c, d, e, f, g, h.", 1.0),
        ("people", about(formal="siapa saja"), "Camat Surya Mahendra dan Lurah Larasati Wening hadir.", 0.4),
        ("people", about(formal="siapa"), "Camat Surya Mahendra hadir.", None),
        ("particular_people", about("kios"), "Camat Surya Mahendra melihat kios.", 1.0),
        ("particular_people", about("kios"), "Kios itu baru.", 0.0),
        ("particular_people", about("kios", kind=Kind.PASSAGE), "Kios itu baru.", None),
    ],
)
def test_how_much_of_it_a_sentence_has(name, query, sentence, expected):
    """A number of something else counts half; commas and people up to five."""
    assert measured(name, query, sentence) == [expected]


@given(st.text(alphabet='abc 12.,\n"“()/-', max_size=60), st.sampled_from(list(Kind)))
def test_every_figure_lies_between_none_and_all(text, kind):
    """Whatever the article and the kind of question."""
    asked = put_question(
        about("abc", "ba", kind=kind, is_quantity=True), a_candidate(article=an_article(text)), LEXICON
    )
    sentences = read_sentences(text)
    figures = measure(asked, sentences)
    assert figures.size == len(sentences) * len(FEATURES)
    assert all(math.isnan(figure) or 0.0 <= figure <= 1.0 for figure in figures.flat)


# The parts that are measured


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ada 40 kios", True),
        ("sembilan truk", True),
        ("pada 2024", False),
        ("Selasa (14/5)", False),
        ("12 Maret 2024", False),
        ("1. Pembukaan", False),
        ("kios baru", False),
    ],
)
def test_a_number_is_no_date(text, expected):
    """In figures or words; days, years and the numbers of a list do not count."""
    assert has_number(text) is expected


@pytest.mark.parametrize(("text", "expected"), [("pada 12 Maret", True), ("tahun 2024", True), ("40 kios", False)])
def test_a_date_is_a_day_month_or_year(text, expected):
    """A plain number is none."""
    assert has_date(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Layanan itu meliputi gizi, imunisasi, dan air bersih.", True),
        ("Azasnya tiga: jujur, hemat, dan adil.", True),
        ("Empat T (terlalu muda, terlalu tua, terlalu dekat dan terlalu sering).", True),
        ("Camat, lurah, dan warga pulang.", False),
        ("Layanan itu meliputi gizi.", False),
    ],
)
def test_a_list_is_led_in_and_has_three_parts(text, expected):
    """By a word, a colon or a bracket."""
    assert has_list(text) is expected


def test_a_turn_goes_on_until_somebody_else_speaks():
    """Sentences after the speaker's statement are the speaker's where no statement of another lies between."""
    sentences = ("Camat menyebut pasar ramai.", "Kios penuh.", "Lurah menyebut jalan rusak.", "Hujan turun.")
    own = fact_on(sentences[0], sentences, person="Surya Mahendra", role="Camat Sukamaju")
    other = fact_on(sentences[2], sentences, person="Larasati Wening", role="Lurah")
    assert measured("turn", asks_for("camat"), *sentences, facts=(own, other)) == [1.0, 1.0, 0.0, 0.0]


def test_signs_are_whole_words():
    """ "Tema" is no part of "temannya"."""
    assert sign("theme").search("mengusung tema pasar")
    assert not sign("theme").search("bersama temannya")


@pytest.mark.parametrize(
    ("formal", "expected"),
    [
        ("berapa desa yang banjir", ["desa"]),
        ("banjir itu melanda berapa desa", ["desa"]),
        ("berapa jumlah desa yang banjir", ["desa"]),
        ("desa yang banjir", []),
        ("berapa", []),
    ],
)
def test_what_is_counted_stands_after_the_question_word(formal, expected):
    """The first thing after "berapa"."""
    query = about("desa", "banjir", formal=formal)
    assert [concept.text for concept in counted(query)] == expected


def test_what_is_particular_does_not_name_the_meeting():
    """By the question's own structure where it names a kind, by the article's title otherwise."""
    named = about("pangan", "gudang", kinds=("rakor",), asked_concepts=(a_concept("gudang"),))
    free = about("pangan", "gudang")
    assert [concept.text for concept in particular_concepts(named, a_candidate())] == ["gudang"]
    assert [concept.text for concept in particular_concepts(free, a_candidate())] == ["gudang"]


def test_a_rare_word_weighs_more():
    """Of two words, one in every chunk and one in a single chunk."""
    lexicon = Lexicon(KnownWords("pasar pasar pasar pasar kios").stem_frequency, 4)
    weighed = weigh([a_concept("pasar"), a_concept("kios")], lexicon)
    assert overlap(stems_of("kios"), weighed) == pytest.approx(0.651, abs=0.001)
    assert overlap(stems_of("pasar"), weighed) == pytest.approx(0.349, abs=0.001)
    assert overlap(stems_of("kios"), ()) == 0.0


def test_a_sentence_knows_the_people_and_offices_it_names():
    """And where it stands."""
    first, second = read_sentences("Pasar ramai. Camat Surya Mahendra pulang.")
    assert (first.number, first.people, first.offices) == (0, (), ())
    assert (second.number, second.span.start, second.text) == (1, 13, "Camat Surya Mahendra pulang.")
    assert [person.name for person in second.people] == ["Surya Mahendra"]
    assert [office.office for office in second.offices] == ["camat"]


# Which sentence answers


SENTENCES = [
    "KOLAKA - Pemerintah Kabupaten Kolaka menggelar Rapat Koordinasi Pengelolaan Sampah di Aula Sasana Praja, Selasa "
    "(14/5/2024).",
    "Rapat dibuka Sekretaris Daerah Kolaka Haris Wirabuana yang mewakili Bupati Kolaka.",
    "Hadir Kepala Dinas Lingkungan Hidup Kolaka Melati Puspasari, Kapolres Kolaka yang diwakili Kasat Binmas AKP Jaka "
    "Perdana, serta para camat.",
    "Rapat bertujuan menyepakati jadwal pengangkutan sebelum musim hujan.",
    "Melati Puspasari mengatakan timbunan sampah mencapai 60 ton setiap hari.",
    '"Armada pengangkut hanya tersisa sembilan truk karena empat lainnya rusak," ujar Melati.',
    "Haris Wirabuana meminta setiap desa membangun bank sampah.",
    "Peserta menyepakati pembangunan tempat pengolahan di Kecamatan Latambaga.",
    "Anggaran tempat pengolahan itu sebesar Rp 4,2 miliar.",
    "Kader PKK Sulastri Ningrum menerima penghargaan penggerak lingkungan terbaik.",
]
ARTICLE = an_article("\n".join(SENTENCES), id="rakor-sampah", title="Pemkab Kolaka Rakor Pengelolaan Sampah")
READING = read_article(ARTICLE)
CANDIDATE = a_candidate(article=ARTICLE, meeting=READING.meetings[0], reading=READING)
VOCABULARY = KnownWords(ARTICLE.text.casefold().replace(",", " ").replace(".", " "))


def ranked(question, **fields):
    return rank_sentences(understand(question, vocabulary=VOCABULARY), CANDIDATE, LEXICON, **fields)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("kapan rakor pengelolaan sampah Kolaka?", 0),
        ("rakor sampah Kolaka digelar di mana", 0),
        ("siapa yang membuka rakor sampah Kolaka?", 1),
        ("siapa saja yang hadir di rakor sampah Kolaka", 2),
        ("siapa yang mewakili kapolres di rakor sampah Kolaka", 2),
        ("apa tujuan rakor sampah Kolaka?", 3),
        ("berapa ton timbunan sampah setiap hari di Kolaka", 4),
        ("tinggal berapa truk pengangkut sampah di Kolaka", 5),
        ("apa kata sekda Kolaka soal bank sampah", 6),
        ("di rakor sampah Kolaka tempat pengolahan disepakati dibangun di kecamatan mana", 7),
        ("berapa anggaran tempat pengolahan sampah Kolaka", 8),
        ("siapa kader yang menerima penghargaan di rakor sampah Kolaka", 9),
    ],
)
def test_the_best_sentence_answers(question, expected):
    """Questions of each kind to one article."""
    assert ranked(question)[0].sentence.text == SENTENCES[expected]


def test_every_sentence_is_ranked_once():
    """Scores fall."""
    everything = ranked("siapa yang membuka rakor sampah Kolaka?")
    scores = [one.score for one in everything]
    assert scores == sorted(scores, reverse=True)
    assert sorted(one.sentence.number for one in everything) == list(range(len(SENTENCES)))


def test_an_empty_article_has_no_sentences():
    """Nothing is ranked."""
    assert rank_sentences(a_query(), a_candidate(article=an_article("")), LEXICON) == []


# How sure it is


def certainty(question):
    return load_weights().certainty(ranked(question)[0].measures)


@pytest.mark.parametrize(
    ("answered", "lacking"),
    [
        ("berapa ton timbunan sampah setiap hari di Kolaka", "berapa ekor sapi vaksinasi setiap hari di Kolaka"),
        (
            "siapa yang menerima penghargaan di rakor sampah Kolaka",
            "siapa yang menerima beasiswa di rakor sampah Kolaka",
        ),
        ("berapa anggaran tempat pengolahan sampah Kolaka", "berapa anggaran jembatan gantung di rakor sampah Kolaka"),
        ("apa kata sekda Kolaka soal bank sampah", "apa kata sekda Kolaka soal vaksinasi sapi"),
    ],
)
def test_certainty_falls_where_what_is_asked_is_lacking(answered, lacking):
    """The same question for something that the article does not tell of."""
    assert certainty(lacking) < certainty(answered)


WEIGHTS = Weights(ranking={}, having={"fact": 2.0, "date": 1.0}, lacking={"fact": -2.0, "date": 0.0}, bias=0.5)


@pytest.mark.parametrize(
    ("measures", "total"),
    [
        ({"fact": 1.0, "date": 1.0}, 3.5),
        ({"fact": 0.0, "date": 1.0}, -0.5),
        ({"fact": 0.5, "date": NAN}, 0.5),
        ({"fact": NAN, "date": NAN}, 0.5),
    ],
)
def test_certainty_weighs_what_is_had_and_what_is_lacking(measures, total):
    """The logistic function of both and the bias; what is not asked counts neither way."""
    assert WEIGHTS.certainty(measures) == pytest.approx(1.0 / (1.0 + math.exp(-total)))


def test_the_weights_are_those_of_the_features():
    """Each feature has its three weights, and no other has any."""
    with Path(ranking.__file__).with_name("weights.toml").open("rb") as file:
        weights = tomllib.load(file)
    assert set(weights) == {"bias", "lead", "least", "sure", "ranking", "having", "lacking"}
    assert all(list(weights[part]) == list(MEASURES) for part in ("ranking", "having", "lacking"))


def test_attendance_is_where_those_present_are_named():
    """The span of the name, not of the whole sentence, says where a fact stands."""
    sentences = ["Acara itu ramai.", "Hadir Camat Surya Mahendra."]
    at = "\n".join(sentences).index("Surya")
    there = present("Surya Mahendra", start=0, end=44, value_start=at, value_end=at + 14)
    assert measured("fact", about(), *sentences, facts=[there]) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("kind", "fields", "likely", "expected"),
    [
        (Kind.WHERE, {}, "aula", True),
        (Kind.WHERE, {}, None, False),
        (Kind.WHEN, {}, "12", True),
        (Kind.WHEN, {}, None, False),
        (Kind.OPENER_OR_LEADER, {}, "Camat", True),
        (Kind.OPENER_OR_LEADER, {}, "aula", False),
        (Kind.PASSAGE, {"is_quantity": True}, "aula", False),
        (Kind.ATTENDEES, {"asked_offices": tuple(find_offices("camat"))}, None, True),
        (Kind.ATTENDEES, {"asked_offices": tuple(find_offices("lurah"))}, "Surya", False),
    ],
)
def test_a_sentence_answers_by_a_likely_word_of_the_kind(kind, fields, likely, expected):
    """A name where one is asked for, a date or a number; of an office asked for the holder."""
    text = "Camat Demak Surya Mahendra membuka rapat di aula, 12 Maret 2024."
    at = text.index(likely) if likely else 0
    (sentence,) = read_sentences(text)
    one = Ranked(sentence, 1.0, {}, (Word(at, at + len(likely), 0.5),) if likely else ())
    assert may_answer(kind, about(kind=kind, **fields), one) is expected
