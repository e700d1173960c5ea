"""What kind of answer a question wants, as learnt from questions."""

from __future__ import annotations

import json
import math

import pytest
from builders import KnownWords

from retrieval.answering.asking.kind_model import KindModel, features, read_kinds, shipped_kinds
from retrieval.answering.asking.parsed import parse
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.understanding import understand
from retrieval.training.asked import KEPT, UNSEEN, Asked, read_asked
from retrieval.training.kinds import KINDS, collect, count, fit, shares_right, write

VOCABULARY = KnownWords("rakor banjir demak bupati hadir pejabat pasukan jalan kampung pelari")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Siapa saja pejabat yang terlihat di rakor banjir Demak bulan Mei 2024?", Kind.ATTENDEES),
        ("siapa yang melantik kepala desa baru di demak mei 2024", Kind.OPENER_OR_LEADER),
        ("siapa yang menjadi utusan bupati demak di rakor banjir mei 2024", Kind.ATTENDEES),
        ("Who accompanied the Demak regent at the flood meeting in May 2024?", Kind.ATTENDEES),
        ("kapan rakor banjir demak digelar", Kind.WHEN),
        ("berapa pasukan yang dikirim ke demak waktu banjir", Kind.PASSAGE),
    ],
)
def test_the_model_knows_what_no_cue_tells(question, expected):
    """Cues alone take the second for a question for all who came."""
    assert understand(question, vocabulary=VOCABULARY).kind is expected


@pytest.mark.parametrize(
    "question", ["siapa itu Larasati Wening?", "FGD apa saja di Demak tahun 2024 yang diadakan bupati?"]
)
def test_a_name_alone_and_lists_are_left_to_the_cues(question):
    """Nothing of the kind was among the questions that the model learnt from."""
    assert understand(question, vocabulary=VOCABULARY).kind in {Kind.PERSON, Kind.LIST}


@pytest.mark.parametrize(
    "question",
    [
        "rembuk stunting di demak udah pernah digelar kapan aja ya min?",
        "apel bulan mei 2024 di kabupaten demak digelar di mana aja",
        "tolong daftar berita musrenbang tingkat kecamatan di demak tahun 2024",
        "daerah mana aja yang sudah ngadain rakor banjir tahun 2024?",
        "which plenary sessions were held in Demak in 2024?",
        "list the articles on focus group discussions by the public works office in Demak",
    ],
)
def test_several_meetings_are_asked_for_in_many_ways(question):
    """No cue tells it of these."""
    assert understand(question, vocabulary=VOCABULARY).kind is Kind.LIST


@pytest.mark.parametrize(
    "question",
    [
        "siapa aja yang ikut rakor banjir demak mei 2024?",
        "poin apa saja yang dibahas di rakor banjir demak mei 2024",
        "rakor banjir demak mei 2024 hasilnya apa aja sih",
    ],
)
def test_several_things_of_one_meeting_are_no_list_of_meetings(question):
    """Who was there, what was spoken of and what came of it."""
    assert understand(question, vocabulary=VOCABULARY).kind is not Kind.LIST


def test_chances_sum_to_one_and_follow_the_weights():
    """A feature without weights says nothing."""
    model = KindModel((Kind.WHEN, Kind.WHERE), (0.0, 0.0), {"kapan": (2.0, -2.0)})
    chances = model.chances(frozenset({"kapan", "acaranya"}))
    assert math.isclose(sum(chances.values()), 1.0)
    assert chances[Kind.WHEN] > 0.9
    assert model.chances(frozenset({"acaranya"}))[Kind.WHEN] == 0.5


def test_features_are_words_neighbours_and_the_cues_kind():
    """What tables and grammar know also stands as one sign, so that other names and years count alike."""
    asked = "kapan rakor di Demak Mei 2024"
    found = features(parse(asked), Kind.WHEN)
    assert {"kapan", "rakor", "kapan rakor", "=when", "<kind>", "<period>"} <= found
    assert {"^ kapan", "kapan <kind>", "<kind> di", "<region> <period>", "<period> $"} <= found
    assert "2024" not in found


def test_the_shipped_model_tells_the_kinds_it_was_fitted_for():
    """No other kind comes out of it."""
    assert shipped_kinds().kinds == KINDS


def test_kept_questions_carry_no_word_of_their_articles():
    """Answers are characters; an article's text is known by its digest."""
    asked = list(read_asked())
    assert len(asked) > 10_000
    assert any(one.answers is None for one in asked)
    assert all(start < end for one in asked for start, end in one.answers or ())
    assert set(json.loads(KEPT.read_text(encoding="utf-8").splitlines()[0])) == {"id", "sha256", "questions"}


def test_what_measures_is_apart_from_what_is_learnt():
    """No article has questions of both."""
    learnt, unseen = ({one.sha256 for one in read_asked(path)} for path in (KEPT, UNSEEN))
    assert unseen
    assert learnt.isdisjoint(unseen)


WORDS = {"when": "kapan", "where": "di mana", "attendees": "siapa saja yang hadir"}


def examples():
    """Questions of three kinds on a dozen meetings, with types that are not learnt among them."""
    themes = ("banjir", "stunting", "pasar", "jalan", "desa", "sawah", "sungai", "hutan", "kota", "laut")
    meetings = [f"rakor {theme}" for theme in themes]
    asked = [Asked(name, f"{words} {name}", kind, (), ()) for name in meetings for kind, words in WORDS.items()]
    return [*asked, Asked("x", "lain-lain saja", "other", (), ())]


def test_fitted_weights_are_written_and_read_again(tmp_path):
    """What is learnt of questions on some articles tells the kinds of questions on others."""
    cases = collect(examples())
    assert len(cases) == 30
    cued, learnt = shares_right(cases)
    assert learnt >= cued > 0.9
    number = write(tmp_path / "kinds.json", fit(cases), count(cases)[1])
    model = read_kinds(tmp_path / "kinds.json")
    assert number == len(model.weights) > 0
    chances = model.chances(features(parse("kapan rakor jembatan"), Kind.WHEN))
    assert max(chances, key=chances.get) is Kind.WHEN
