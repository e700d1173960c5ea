"""Whom the tagger and the judge add to what the tables say, and whom they leave out."""

import pytest
from tagged import tag

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.cast import read_cast
from retrieval.facts.page import open_page
from retrieval.facts.roster import read_roster
from retrieval.reading.attendance import RULE, find_participants
from retrieval.reading.judge import Judge, measure
from retrieval.reading.mentions import find_mentions
from retrieval.reading.participants import gather


class Lenient(Judge):
    """Takes everybody for a participant."""

    def chance(self, features):
        return 1.0


LENIENT = Lenient({}, 0.0, 0.5, 0.5)


def find(text, named, told=(), elsewhere=(), judge=LENIENT):
    return find_participants(open_page(text), tag(text, {"named": named}), told, judge, elsewhere=elsewhere)


def a_fact(text, phrase, **fields):
    start = text.index(phrase)
    return Fact(
        FactKind.ATTENDANCE,
        phrase,
        0,
        len(text),
        "attendance.hadir",
        value_start=start,
        value_end=start + len(phrase),
        capacity=Capacity.PRESENT,
        **fields,
    )


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Tampak Camat Melati, Wibisono Hartadi, sejak pagi.", "Camat Melati"),
        ("Tampak Wibisono Hartadi selaku Camat Melati sejak pagi.", "Camat Melati"),
        ("Tampak Wibisono Hartadi sejak pagi. Camat Melati menyusul.", None),
    ],
)
def test_an_office_beside_a_name_is_held_by_it(text, role):
    """Signs, titles and "selaku" join; a sentence parts."""
    tags = tag(text, {"named": {"Wibisono Hartadi": "PERSON", "Camat Melati": "OFFICE"}})
    people = gather(text, find_mentions(read_cast(text), tags), read_roster(text))
    assert [one.role for one in people if one.name == "Wibisono Hartadi"] == [role]


def test_a_short_form_is_the_same_person():
    """One participant, under the fullest name, however often it is mentioned."""
    text = "Wibisono Hartadi datang lebih awal. Wibisono duduk di depan."
    tags = tag(text, {"named": {"Wibisono Hartadi": "PERSON"}})
    (person,) = find(text, {"Wibisono Hartadi": "PERSON"})
    assert (person.person, person.rule) == ("Wibisono Hartadi", RULE)
    assert text[person.value_start : person.value_end] == person.value
    assert len(tags.offsets) == len(text.replace(".", " .").split())


@pytest.mark.parametrize("place", ["told", "elsewhere"])
def test_whom_facts_are_about_is_not_told_again(place):
    """Neither who is known to be here, nor who was at another event."""
    text = "Wibisono Hartadi datang lebih awal."
    known = a_fact(text, "Wibisono Hartadi", person="Wibisono Hartadi")
    assert find(text, {"Wibisono Hartadi": "PERSON"}, **{place: [known]}) == []


def test_a_group_of_what_is_told_says_no_more():
    """ "para lurah dan bidan" names nobody whom two facts do not."""
    text = "Hadir para lurah dan bidan sejak pagi."
    assert find(text, {"para lurah dan bidan": "GROUP"}, [a_fact(text, "bidan")]) == []
    assert [fact.value for fact in find(text, {"para lurah dan bidan": "GROUP"})] == ["para lurah dan bidan"]


def test_the_judge_decides():
    """Below its threshold nobody is told; each kind has its own."""
    text = "Wibisono Hartadi datang bersama para lurah desa."
    named = {"Wibisono Hartadi": "PERSON", "para lurah desa": "GROUP"}
    features = measure(
        gather(text, find_mentions(read_cast(text), tag(text, {"named": named})), read_roster(text))[0],
        text=text,
        told=(),
    )
    even = dict.fromkeys(features, 0.0)
    assert find(text, named, judge=Judge(even, 0.0, 0.6, 0.6)) == []
    assert [fact.value for fact in find(text, named, judge=Judge(even, 0.0, 0.4, 0.6))] == ["Wibisono Hartadi"]
