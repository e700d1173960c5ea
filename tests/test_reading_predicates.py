"""Predicates, the people round them, and what is measured of the two."""

import pytest
from companies import company, scenes

from retrieval.language.words import read_text_words
from retrieval.reading.deeds.arguments import find_pairs
from retrieval.reading.deeds.roles import BIAS, Roles, chance, tell
from retrieval.reading.predicates import find_predicates, is_event_word

BUDI, SITI = "Wibisono Hartadi", "Rahmawati Lestari"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Camat membuka musyawarah desa.", [("opened", "active")]),
        ("Musyawarah dibuka dan dipimpin Camat.", [("opened", "passive"), ("led", "passive")]),
        ("Sekda di wakili asistennya.", [("stands_in", "passive")]),
        ("Lurah tidak dapat hadir.", [("absent", "active")]),
        ("Warga tertawa lama sekali.", []),
        ("Panen raya itu disaksikan kepala desa, tegasnya.", [("present", "passive"), ("said", "active")]),
    ],
)
def test_the_longest_predicate_is_found(text, roles):
    """Phrases before their words; verbs of speaking come from their own table."""
    assert [(one.role, one.voice) for one in find_predicates(read_text_words(text))] == roles


def test_an_event_may_carry_an_ending():
    """ "rapatnya" is a meeting, "rapatan" is not in the table."""
    assert is_event_word("rapatnya")
    assert not is_event_word("sepatu")


def measures(text, named, role):
    """{who: measures} of the pairs of one role in a text."""
    everyone = company(text, named)
    words = {
        pair.unit.number: pair.measures
        for scene in everyone.scenes
        for pair in find_pairs(scene)
        if pair.predicate.role == role
    }
    return {everyone.parts[number].participant.name: found for number, found in words.items()}


def test_who_stands_next_to_a_predicate():
    """The nearest touches it, the next one of a list stands behind the nearest."""
    text = f"Musyawarah dibuka oleh {BUDI}, {SITI} pagi itu."
    found = measures(text, {BUDI: "PERSON", SITI: "PERSON"}, "opened")
    assert found[BUDI]["passive.behind.touches"] == found[BUDI]["by.passive.behind"] == 1.0
    assert found[SITI]["passive.behind.listed"] == 1.0
    assert "passive.behind.next" not in found[SITI]


def test_an_office_and_its_name_are_one():
    """Nobody stands between a predicate and a name for the office before the name."""
    text = f"Musyawarah dibuka Camat Melati, {BUDI}, pagi itu."
    assert measures(text, {BUDI: "PERSON", "Camat Melati": "OFFICE"}, "opened")[BUDI]["passive.behind.touches"] == 1.0


def test_what_is_only_planned_is_measured():
    """ "akan membuka" opened nothing yet."""
    named = {BUDI: "PERSON"}
    assert "active.before.unreal" in measures(f"{BUDI} akan membuka musyawarah.", named, "opened")[BUDI]
    assert "active.before.unreal" not in measures(f"{BUDI} membuka musyawarah.", named, "opened")[BUDI]


def test_a_pronoun_points_to_the_sentence_before():
    """Only where nobody else is named before the predicate."""
    named = {BUDI: "PERSON"}
    text = f"Warga diminta hemat, kata {BUDI}. Hal itu disampaikannya saat membuka musyawarah."
    assert measures(text, named, "opened")[BUDI]["earlier.next"] == 1.0
    assert measures(f"Warga diminta hemat, kata {BUDI}. Panitia lalu membuka musyawarah.", named, "opened") == {}


def test_weights_make_a_chance():
    """Log-odds; what no weight is known of counts nothing."""
    assert chance({BIAS: 0.0}, {"unknown": 3.0}) == pytest.approx(0.5)
    assert chance({BIAS: 0.0, "next": 2.0}, {"next": 1.0}) == pytest.approx(0.8808, abs=1e-4)


def test_a_predicate_has_one_doer():
    """The likelier of two is told, and nobody below the least chance."""
    text = f"{SITI} mendampingi {BUDI} membuka musyawarah."
    everyone = company(text, {BUDI: "PERSON", SITI: "PERSON"})
    near = Roles({BIAS: 0.0}, {BIAS: -1.0, "active.before.next": 4.0}, {BIAS: 0.0}, 0.5)
    told = {
        part.participant.name: one.deed
        for part, one in zip(everyone.parts, tell(scenes(everyone), near, 2), strict=True)
    }
    assert told[SITI] is None
    assert str(told[BUDI].capacity) == "opened"
    careful = Roles(near.took_part, near.deed, near.said, 0.99)
    assert all(one.deed is None for one in tell(scenes(everyone), careful, 2))
