"""The people whom a question describes: what an article says of each, and which of them are meant."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest
from builders import KnownWords, a_candidate, a_fact, an_article, present

from data.facts import Capacity, FactKind
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.understanding import understand
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import rank_sentences
from retrieval.answering.evidence.sentences import read_sentences
from retrieval.answering.ranking.thresholds import load_thresholds
from retrieval.answering.slots.sought import answer_sought
from retrieval.answering.telling import tell
from retrieval.answering.who import ranking
from retrieval.answering.who.features import FEATURES, measure
from retrieval.answering.who.profiles import read_profiles
from retrieval.answering.who.ranking import rank_people
from retrieval.answering.who.seeking import Role, asked_deeds, roles, seek, voice
from retrieval.evaluation.sentences.gold import Gold, named_by
from retrieval.evaluation.sentences.rankers import PEOPLE, SENTENCES, examine_people

LEXICON = Lexicon(KnownWords().stem_frequency, 10)
PANEN = "\n".join(
    [
        "Pesta panen digelar di lapangan desa, Sabtu (4/5/2024).",
        "Kepala Dinas Pertanian, Surya Mahendra, mengatakan hasil padi naik.",
        "Juara tanam dilantik oleh Camat Sukamaju, Larasati Wening, didampingi istrinya.",
        "Menurut Larasati, lumbung desa akan dibuka bulan depan.",
        "Ketua Kelompok Tani Mekar, Galih Prakosa, membacakan ikrar petani.",
        "Kepala Balai Benih, Budi Hartono, membagikan bibit jagung.",
        "Kadis berharap petani menanam kedelai.",
    ]
)


def understood(question):
    return understand(question, vocabulary=KnownWords())


def a_panen(*facts, text=PANEN):
    return a_candidate(*facts, article=an_article(text))


def profiles(text=PANEN, *facts):
    return {p.name: p for p in read_profiles(a_panen(*facts, text=text), read_sentences(text))}


def sought(question, candidate=None):
    candidate, query = candidate or a_panen(), understood(question)
    return seek(query, candidate, LEXICON, rank_sentences(query, candidate, LEXICON))


def measured(name, question, *facts):
    """Person -> figure of one feature; None where it is not asked for."""
    candidate = a_panen(*facts)
    people = list(profiles(PANEN, *facts).values())
    column = measure(sought(question, candidate), people)[:, list(FEATURES).index(name)]
    return {p.name: None if math.isnan(f) else round(float(f), 3) for p, f in zip(people, column, strict=True)}


def told(question, *facts, text=PANEN):
    """The first line of what is said, or None."""
    query = understood(question)
    found = tell(query.kind, query, a_panen(*facts, text=text), lexicon=LEXICON, thresholds=load_thresholds())
    return found.text.split("\n")[0] if found else None


def meant(question, *facts):
    """The first line of what is said of those sought, sentences left aside; or None."""
    candidate, query = a_panen(*facts), understood(question)
    ranked = rank_sentences(query, candidate, LEXICON)
    found = answer_sought(query, candidate, kind=Kind.OPENER_OR_LEADER, lexicon=LEXICON, ranked=ranked, least=0.0)
    return found.text.split("\n")[0] if found else None


# The people of an article


def test_a_person_has_all_mentions():
    """The full name, the short one, and the office alone that nobody else holds; the label is office and name."""
    people = profiles()
    assert list(people) == ["Surya Mahendra", "Larasati Wening", "Galih Prakosa", "Budi Hartono"]
    named = [(PANEN[m.label.start : m.label.end], m.names) for m in people["Surya Mahendra"].mentions]
    assert named == [("Kepala Dinas Pertanian, Surya Mahendra", True), ("Kadis", False)]
    assert [m.number for m in people["Larasati Wening"].mentions] == [2, 3]


def test_words_beside_a_name_end_at_the_next_person():
    """What is said of another person is not said of this one."""
    text = "Ketua Wira Pratama membuka pameran, lalu Bendahara Larasati Wening menutup lomba."
    wira, larasati = profiles(text).values()
    assert "tutup" not in wira.mentions[0].after.all
    assert "buka" in larasati.mentions[0].before.all
    assert wira.mentions[0].right[:2] == ("membuka", "pameran")


def test_an_office_after_a_name_is_the_next_of_a_list():
    """Where the name has one before; else it is the person's own."""
    listed = "Hadir Camat Sukamaju Wira Pratama, Kapolsek Sukamaju, dan warga."
    (wira,) = profiles(listed).values()
    assert [office.office for office in wira.mentions[0].offices] == ["camat"]
    (own,) = profiles("Hadir Wira Pratama, Camat Sukamaju.").values()
    assert [office.office for office in own.mentions[0].offices] == ["camat"]


# What is sought


@pytest.mark.parametrize(
    ("word", "expected"),
    [("melantik", Role.DOES), ("dilantik", Role.UNDERGOES), ("terpilih", Role.UNDERGOES), ("dinas", None),
     ("padi", None), ("berpesan", Role.DOES)],
)  # fmt: skip
def test_the_prefix_of_a_verb_says_its_subject(word, expected):
    """Who does it or to whom it is done; nouns that begin alike say neither."""
    assert voice(word) is expected


@pytest.mark.parametrize(
    ("question", "deeds", "role"),
    [
        ("siapa yang melantik juara tanam", {"lantik"}, Role.DOES),
        ("juara tanam dilantik siapa", {"lantik"}, Role.DOES),
        ("siapa yang dilantik di pesta panen", {"lantik"}, Role.UNDERGOES),
        ("siapa yang menghadiri pesta panen", set(), Role.DOES),
    ],
)
def test_a_question_asks_for_one_side_of_a_verb(question, deeds, role):
    """Being there is no deed of its own."""
    assert asked_deeds(question) == deeds
    assert sought(question).role is role


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("", "melantik pengurus", {Role.DOES}),
        ("pengurus dilantik oleh", "", {Role.DOES}),
        ("bupati melantik", "", {Role.UNDERGOES}),
        ("", "dilantik bupati", {Role.UNDERGOES}),
        ("warga", "pulang", set()),
    ],
)
def test_a_place_beside_a_verb_is_a_role(left, right, expected):
    """Before an active verb or after a passive one somebody does it."""
    assert roles(sought("siapa yang melantik"), left=left.split(), right=right.split()) == expected


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("siapa yang mendampingi camat di pesta panen", ["camat"]),
        ("pidato bupati dibacakan siapa", ["bupati"]),
        ("siapa camat yang hadir di pesta panen", []),
    ],
)
def test_offices_beside_those_sought_are_known(question, others):
    """Their holders are not asked for."""
    assert [office.office for office in sought(question).others] == others


# What is measured


@pytest.mark.parametrize(
    ("name", "question", "expected"),
    [
        ("office", "siapa camat yang hadir", {"Larasati Wening": 1.0}),
        ("office_words", "siapa kepala dinas pertanian yang bicara", {"Surya Mahendra": 1.0}),
        ("another_office", "siapa yang mendampingi camat", {"Larasati Wening": 1.0}),
        ("role", "siapa yang melantik juara tanam", {"Larasati Wening": 1.0}),
        ("agent", "siapa yang melantik juara tanam", {"Larasati Wening": 1.0}),
        ("named", "siapa yang menemani Hartono", {"Budi Hartono": 1.0}),
        ("sign_deputy", "siapa yang membacakan ikrar", {"Galih Prakosa": 1.0}),
    ],
)
def test_what_a_person_has_and_others_have_not(name, question, expected):
    """One figure a person."""
    figures = measured(name, question)
    assert {person: figure for person, figure in figures.items() if figure} == expected


def test_what_is_not_asked_is_not_measured():
    """Neither an office nor a verb."""
    assert set(measured("office", "siapa yang hadir").values()) == {None}
    assert set(measured("role", "siapa yang hadir").values()) == {None}


def test_facts_of_a_person_count():
    """What was read of a capacity, and of words."""
    facts = [
        present("Budi Hartono", person="Budi Hartono", capacity=Capacity.ACCOMPANIED),
        a_fact(FactKind.STATEMENT, "Menanam itu mudah.", person="Galih Prakosa"),
    ]
    assert measured("capacity", "siapa yang mendampingi camat", *facts)["Budi Hartono"] == 1.0
    assert measured("speaks", "siapa narasumber pesta panen", *facts)["Galih Prakosa"] == 1.0


# Whom is told


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa ketua kelompok tani yang membacakan ikrar di pesta panen", "Ketua Kelompok Tani Mekar, Galih Prakosa."),
        ("siapa kepala balai benih yang membagikan bibit di pesta panen", "Kepala Balai Benih, Budi Hartono."),
        ("siapa yang melantik juara tanam di pesta panen", "Camat Sukamaju, Larasati Wening."),
        ("siapa kapolres yang hadir di pesta panen", None),
        ("siapa bupati yang membacakan ikrar di pesta panen", None),
    ],
)
def test_the_person_described_is_named(question, expected):
    """By office or deed; an office that nobody of the article holds has no name."""
    assert told(question) == expected


def test_a_long_office_is_cut_and_its_holder_is_not():
    """However long an office is, the name stands after it."""
    office = "Asisten Deputi Bidang " + "Partisipasi Lembaga Profesi dan " * 5 + "Dunia Usaha"
    text = f"Pesta panen digelar di lapangan desa.\n{office}, Wening Larasati, membagikan bibit jagung."
    said = told("siapa asisten deputi yang membagikan bibit?", text=text)
    assert "… Wening Larasati" in said


def test_a_holder_of_whom_nothing_is_told_is_only_named():
    """The article has the name; that the person was there stands nowhere."""
    text = "Pesta panen digelar di lapangan desa.\nPadi milik Camat Sukamaju, Larasati Wening.\nWarga pulang."
    assert told("siapa camat yang hadir di pesta panen", text=text) == (
        "Camat Sukamaju, Larasati Wening (disebut dalam artikel; kehadirannya tidak dinyatakan)."
    )


def test_nobody_named_or_absent_is_told():
    """Those whom the question names are known; who stayed away did not come."""
    absent = present("Larasati Wening", person="Larasati Wening", capacity=Capacity.ABSENT)
    assert meant("siapa yang melantik juara tanam") == "Camat Sukamaju, Larasati Wening."
    assert meant("siapa yang melantik juara tanam bersama Larasati") is None
    assert meant("siapa yang melantik juara tanam", absent) is None


def test_an_article_without_people_has_none():
    """Nobody is ranked."""
    candidate, query = a_panen(text="Pasar ramai."), understood("siapa yang hadir")
    assert rank_people(query, candidate, LEXICON, ranked=rank_sentences(query, candidate, LEXICON)) == []


# How it is fitted


def test_the_weights_are_those_of_the_features():
    """Each feature has its three weights, and no other has any."""
    with Path(ranking.__file__).with_name("weights.toml").open("rb") as file:
        weights = tomllib.load(file)
    assert all(list(weights[part]) == list(FEATURES) for part in ("ranking", "having", "lacking"))


def a_gold(question, *must, kind="attendees"):
    return Gold(question, kind, (), frozenset({"rakor-pangan"}), must=must, any_of=(), day=None)


def test_names_are_found_in_answers():
    """Short forms and titles do not count."""
    names = ["Surya Mahendra", "Larasati Wening", "Galih Prakosa"]
    assert named_by(a_gold("siapa?", "Mahendra", "Hj. Larasati Wening"), names) == [1.0, 1.0, 0.0]


def test_each_person_meant_is_an_example_of_its_own():
    """Without the others that are meant, so that each has to beat those that are not."""
    question = "siapa saja yang hadir di pesta panen"
    gold = a_gold(question, "Surya Mahendra", "Budi Hartono")
    examples = examine_people("gold.jsonl", gold, understood(question), a_panen(), LEXICON)
    assert [example.held.tolist() for example in examples] == [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    assert all(example.measures.shape == (3, len(FEATURES)) for example in examples)


@pytest.mark.parametrize(
    ("question", "kind", "number"),
    [("di mana pesta panen", "where", 0), ("siapa yang hadir", "attendees", 0), ("siapa bupatinya", "unanswerable", 1)],
)
def test_questions_that_no_person_answers_are_left_out(question, kind, number):
    """What nothing answers stays, with nobody meant."""
    examples = examine_people("gold.jsonl", a_gold(question, kind=kind), understood(question), a_panen(), LEXICON)
    assert [example.held.any() for example in examples] == [np.False_] * number


def test_both_rankings_have_their_own_weights():
    """And their own features."""
    assert {PEOPLE.weights.parent.name, SENTENCES.weights.parent.name} == {"who", "evidence"}
    assert PEOPLE.features == tuple(FEATURES)
