"""The words of a question that say what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts import Capacity
from retrieval.answering.asking.cues import Cue, asked_capacity, decide_kinds, find_cues, is_asking, question_words
from retrieval.answering.asking.query import Kind

ONE_KIND = [
    ("kapan rapat itu", Kind.WHEN),
    ("hari apa rakor digelar", Kind.WHEN),
    ("di mana musrenbang", Kind.WHERE),
    ("hotel apa", Kind.WHERE),
    ("apa tema rapat itu", Kind.TOPIC),
    ("rapat itu membahas apa", Kind.TOPIC),
    ("apa tujuan rakor", Kind.PURPOSE),
    ("untuk apa rapat itu", Kind.PURPOSE),
    ("siapa penyelenggara rakor", Kind.ORGANISER),
    ("siapa yang mengadakan rakor", Kind.ORGANISER),
    ("siapa yang membuka rapat", Kind.OPENER_OR_LEADER),
    ("siapa yang memimpin rapat", Kind.OPENER_OR_LEADER),
    ("siapa yang hadir", Kind.ATTENDEES),
    ("siapa narasumber bimtek", Kind.ATTENDEES),
    ("camat hadir tidak", Kind.ATTENDEES),
    ("siapa mewakili siapa", Kind.REPRESENTING),
    ("bupati diwakili siapa", Kind.REPRESENTING),
    ("apa kata bupati soal banjir", Kind.STATEMENT),
    ("apa pesan kapolres", Kind.STATEMENT),
    ("rapat apa saja di demak", Kind.LIST),
    ("kegiatan bupati apa saja", Kind.LIST),
    ("ada berapa rakor", Kind.COUNT),
    ("berapa kali rapat digelar", Kind.COUNT),
    ("surya mahendra itu siapa", Kind.PERSON),
]


@pytest.mark.parametrize(("question", "expected"), ONE_KIND)
def test_a_question_asks_for_one_kind(question, expected):
    """Each way of asking has its kind of answer."""
    words = question.split()
    assert decide_kinds(find_cues(words), words) == (expected,)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa yang hadir dan di mana", (Kind.ATTENDEES, Kind.WHERE)),
        ("di mana dan kapan rakor", (Kind.WHERE, Kind.WHEN)),
        ("kapan rakor dan siapa yang membuka", (Kind.WHEN, Kind.OPENER_OR_LEADER)),
    ],
)
def test_two_questions_in_one_ask_for_two_kinds(question, expected):
    """In the order of asking; each needs a question word of its own."""
    words = question.split()
    assert decide_kinds(find_cues(words), words) == expected


@pytest.mark.parametrize("question", ["rakor banjir demak", "", "siapa ketua bawaslu yang bicara"])
def test_without_a_cue_nothing_is_decided(question):
    """Words of speaking after "siapa" name a person and ask for no words."""
    words = question.split()
    assert decide_kinds(find_cues(words), words) == ()


def test_opened_by_somebody_on_some_day_asks_for_the_day():
    """ "Dibuka bupati tanggal berapa" knows the opener."""
    words = ["rapat", "dibuka", "bupati", "tanggal", "berapa"]
    assert decide_kinds(find_cues(words), words) == (Kind.WHEN,)


def test_the_longest_cue_wins():
    """ "Tanggal berapa" is one cue, not two."""
    assert find_cues(["tanggal", "berapa", "rakor"]) == [Cue(0, 2, Kind.WHEN, 9)]


def test_a_cue_may_stand_in_two_parts():
    """ "Kegiatan ... apa saja" with anything between; the cue covers its second part."""
    assert find_cues(["kegiatan", "bupati", "apa", "saja"]) == [Cue(2, 4, Kind.LIST, 5)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa pembuka acara", Capacity.OPENED),
        ("rapat dipimpin siapa", Capacity.LED),
        ("siapa yang menutup", Capacity.CLOSED),
        ("siapa pematerinya", Capacity.SPOKE),
        ("bupati didampingi siapa", Capacity.ACCOMPANIED),
        ("siapa yang hadir", None),
    ],
)
def test_the_capacity_asked_for(question, expected):
    """Opened, led, closed, spoke or accompanied: none where the question says none of them."""
    assert asked_capacity(question.split()) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa yang hadir dan di mana", {"siapa", "mana"}),
        ("kapan dan tanggal berapa", {"kapan"}),
        ("berapa peserta", {"berapa"}),
        ("rakor demak", set()),
    ],
)
def test_question_words(question, expected):
    """ "Kapan" and "tanggal berapa" ask one thing."""
    assert question_words(question.split()) == expected


@pytest.mark.parametrize(("word", "expected"), [("siapa", True), ("yang", True), ("tanggal", True), ("banjir", False)])
def test_words_of_asking_are_no_typing_errors(word, expected):
    """They belong to how questions are put."""
    assert is_asking(word) is expected


WORDS = st.lists(st.sampled_from(sorted({word for question, _ in ONE_KIND for word in question.split()})), max_size=9)


@given(WORDS)
def test_cues_lie_in_the_question_and_at_most_two_kinds_come_out(words):
    """Whatever the order of the words."""
    cues = find_cues(words)
    assert all(0 <= cue.start < cue.end <= len(words) and 1 <= cue.strength <= 9 for cue in cues)
    assert len(decide_kinds(cues, words)) <= 2


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("peserta rapat dibuka siapa", Kind.OPENER_OR_LEADER),
        ("rapat yang dibuka bupati kemarin siapa saja peserta", Kind.ATTENDEES),
    ],
)
def test_a_cue_beside_the_question_word_is_what_is_asked(question, expected):
    """The other one describes the meeting."""
    words = question.split()
    assert decide_kinds(find_cues(words), words)[0] is expected
