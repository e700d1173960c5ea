"""What articles say that one person did, and people whose names resemble one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from store_builders import a_meeting, a_reading, an_article, an_attendance
from test_people_links import keep, news

from data.facts import Capacity, Fact, FactKind
from data.store import How, Mention, PersonLink
from retrieval.people.deeds import DeedKind, deeds_of, find_deeds
from retrieval.people.resembling import find_resembling

MEETING = a_meeting(date=date(2024, 3, 4))


def a_link(name="surya mahendra", office="Bupati Demak", *, article="rakor-tani", how=How.READ):
    return PersonLink(1, 1, Mention(article, name.title(), name, office, "bupati|", "3321", None, 0, 20), how)


def told(*facts, links=(), meetings=(MEETING,)):
    """The deeds of Surya Mahendra by these facts, as their kinds and texts."""
    found = deeds_of(
        links or [a_link()],
        {"rakor-tani": an_article()},
        {"rakor-tani": a_reading(meetings=meetings, facts=facts)},
    )
    return [(deed.kind.value, deed.text) for deed in found]


def test_meetings_and_whom_somebody_stood_in_for():
    """A meeting once, whatever is said of it; who was invited or absent did nothing."""
    own = an_attendance("Surya Mahendra", meeting=0, capacity=Capacity.PRESENT)
    assert told(own, replace(own, capacity=Capacity.LED, represents="Gubernur")) == [
        ("meeting", "Rakor Pangan"),
        ("stood_in", "Gubernur"),
    ]
    for capacity in (Capacity.ABSENT, Capacity.INVITED):
        assert told(replace(own, capacity=capacity)) == []


@pytest.mark.parametrize("represented", ["Bupati Demak", "Bupati", "H. Surya Mahendra", "Bupati Demak Surya Mahendra"])
def test_who_stood_in_for_somebody(represented):
    """By the name or the office of who was represented."""
    deputy = an_attendance("Rifai Halim", meeting=0, role="Asisten II", represents=represented)
    assert told(deputy) == [("deputy", "Asisten II Rifai Halim")]


@pytest.mark.parametrize("represented", ["Wakil Bupati Demak", "Gubernur Jawa Tengah", "Kapolres", "Surya Wicaksana"])
def test_who_stood_in_for_others(represented):
    """Another office, or another name."""
    assert told(an_attendance("Rifai Halim", meeting=0, represents=represented)) == []


def test_statements():
    """Those that are surely theirs."""
    said = Fact(FactKind.STATEMENT, "Stok\naman.", 0, 9, "statement.quote", person="Surya Mahendra")
    assert told(said, replace(said, certain=False, value="Lain."), replace(said, person="Rifai Halim")) == [
        ("statement", "Stok aman.")
    ]


def test_deeds_are_told_newest_first_and_marked(store):
    """Each with its evidence; those of an office that was inferred are marked."""
    keep(store, news(1, "Wakil Bupati Demak", "Surya Mahendra", year=2018), news(2, "Bupati Demak", "Surya Mahendra"))
    links = store.people.of_people([1])[1]
    deeds = find_deeds(store, links)
    assert [(deed.kind, str(deed.day), deed.capacity, deed.is_inferred) for deed in deeds] == [
        (DeedKind.MEETING, "2021-03-15", Capacity.OPENED, True),
        (DeedKind.MEETING, "2018-03-15", Capacity.OPENED, False),
    ]
    assert deeds[0].article.text[deeds[0].start : deeds[0].end].endswith("Bupati Demak, Surya Mahendra.")


def test_who_stood_in_for_an_office_that_names_nobody(store):
    """While somebody held it, it is inferred that it was for them; before and after, and elsewhere, it is not."""
    keep(store, *(news(year, "Bupati Demak", "Surya Mahendra", year=year) for year in (2019, 2022)))
    for number, (year, region) in enumerate([(2021, "Demak"), (2023, "Demak"), (2021, "Rembang")]):
        text = (
            f"{region.upper()} - Rapat koordinasi pangan digelar di Pendopo Kabupaten {region}, (15/3/{year}).\n"
            f"Bupati {region} diwakili oleh Asisten II Setda {region}, H. Rifai Halim, S.Sos.\n"
        )
        keep(store, an_article(f"b{number}", text=text))
    deeds = find_deeds(store, store.people.of_people([1])[1])
    told = [(deed.text, str(deed.day), deed.is_inferred) for deed in deeds if deed.kind is DeedKind.DEPUTY]
    assert told == [("Asisten II Setda Demak H. Rifai Halim, S.Sos.", "2021-03-15", True)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Surja Mahendro", ["Surya Mahendra"]),
        ("mahandra", ["Surya Mahendra"]),
        ("Muhamat Suria Mahendar", ["Surya Mahendra"]),
        ("Surya Gunawan", []),
        ("Tirta", []),
        ("M.", []),
        ("", []),
    ],
)
def test_names_that_resemble(store, typed, names):
    """A slip for each three letters, never a name of which a word is like nobody's."""
    keep(store, news(1, "Bupati Demak", "Surya Mahendra"), news(2, "Kapolres Demak", "Larasati Wening"))
    assert [profile.name for profile in find_resembling(store, typed.split())] == names
