"""Tallies are found, counted and ranked by the database, whatever kind it is."""

from __future__ import annotations

from datetime import date

import pytest
from store_builders import LATER, NOW, a_meeting, a_reading, an_article, put

from data.store import How, MeetingFilter, Mention, Part, PersonLink, Tally, TallyFilter

SURYA, RATIH = "surya mahendra", "ratih kusumadewi"


def tally(article_id, fact, part, *, meeting=0, office="bupati", unit="", place="3321", folded=""):
    return Tally(article_id, fact, part, meeting, office, unit, place, folded)


def link(person, article_id, folded, *, active=True):
    mention = Mention(article_id, folded.title(), folded, "", "", "3321", None, 0, 5)
    return PersonLink(None, person, mention, How.READ, active)


@pytest.fixture
def archive(store):
    """Three articles on meetings in Demak (3321) and Jepara (3320); one of a has two meetings."""
    put(store, *map(an_article, "abc"))
    in_demak = a_meeting(0, date=date(2021, 5, 3), regions=("3321", "33"))
    also = a_meeting(1, kind="fgd", date=date(2021, 7, 1), regions=("3321", "33"))
    in_jepara = a_meeting(0, date=date(2022, 1, 9), regions=("3320", "33"))
    of_district = a_meeting(0, date=date(2020, 1, 9), regions=("3321010", "3321", "33"))
    readings = {"a": (in_demak, also), "b": (in_jepara,), "c": (of_district,)}
    store.readings.put([a_reading(name, meetings=held) for name, held in readings.items()], now=NOW)
    tallies = [
        tally("a", 0, Part.OPENED, folded=SURYA),
        tally("a", 1, Part.PRESENT, meeting=1, folded=SURYA),
        tally("a", 2, Part.PRESENT, meeting=1, office="kepala", unit="dinas sosial", folded=RATIH),
        tally("b", 0, Part.REPRESENTED, place="3320"),
        tally("b", 1, Part.PRESENT, office="", place="3320", folded=RATIH),
        tally("c", 0, Part.PRESENT, folded=SURYA),
    ]
    store.tallies.put(tallies, article_ids="abc", version="1")
    links = [link(-1, "a", SURYA), link(-2, "a", RATIH), link(-2, "b", RATIH), link(-1, "c", SURYA, active=False)]
    store.people.put(links, words={})
    return store


def found(store, *parts, **fields):
    wanted = TallyFilter(parts, **fields)
    return [(one.found.article_id, one.fact) for one in store.tallies.find(wanted, limit=9)]


def test_the_newest_meeting_comes_first(archive):
    assert found(archive, Part.PRESENT, Part.OPENED) == [("b", 1), ("a", 1), ("a", 2), ("a", 0), ("c", 0)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"offices": ["bupati"]}, [("a", 1), ("a", 0), ("c", 0)]),
        ({"offices": ["bupati"], "places": ["3320"]}, []),
        ({"places": ["3320", "3321"], "offices": ["kepala"]}, [("a", 2)]),
        ({"places": ["33"]}, [("b", 1), ("a", 1), ("a", 2), ("a", 0), ("c", 0)]),
        ({"meetings": MeetingFilter(kinds=["fgd"])}, [("a", 1), ("a", 2)]),
        ({"meetings": MeetingFilter(regions=["3320"])}, [("b", 1)]),
        ({"meetings": MeetingFilter(since=date(2021, 1, 1), until=date(2021, 6, 30))}, [("a", 0)]),
    ],
)
def test_what_narrows(archive, fields, expected):
    """Office, its region or what lies in it, and whatever narrows meetings."""
    assert found(archive, Part.PRESENT, Part.OPENED, **fields) == expected


def test_people_are_found_by_active_links_alone(archive):
    """An administrator took c away from the first person."""
    [first] = {one.person for one in archive.people.of_articles("c")}
    wanted = TallyFilter([Part.PRESENT, Part.OPENED], people=[first])
    assert {(one.found.article_id, one.fact, one.person) for one in archive.tallies.find(wanted, limit=9)} == {
        ("a", 0, first),
        ("a", 1, first),
    }


def test_people_are_ranked_by_meetings(archive):
    """Each meeting of each article once; of one part, or at some meetings."""
    [first, second] = sorted({one.person for one in archive.people.of_articles("abc")})
    ranked = archive.tallies.rank_people
    assert ranked(TallyFilter([Part.PRESENT, Part.OPENED]), limit=9) == [(first, 2), (second, 2)]
    assert ranked(TallyFilter([Part.PRESENT]), limit=9) == [(second, 2), (first, 1)]
    assert ranked(TallyFilter([Part.PRESENT]), limit=1) == [(second, 2)]
    in_jepara = MeetingFilter(regions=["3320"])
    assert ranked(TallyFilter([Part.PRESENT], in_jepara), limit=9) == [(second, 1)]


def test_offices_are_ranked_by_their_region(archive):
    ranked = archive.tallies.rank_offices
    assert ranked(TallyFilter([Part.PRESENT, Part.OPENED, Part.REPRESENTED]), limit=9) == [
        (("bupati", "3321"), 3),
        (("bupati", "3320"), 1),
        (("kepala", "3321"), 1),
    ]


def test_regions_are_ranked_by_level(archive):
    """A meeting in a district is of its regency and province; only regions within the one asked for are ranked."""
    ranked = archive.readings.rank_regions
    assert ranked(MeetingFilter(), length=4, limit=9) == [("3321", 3), ("3320", 1)]
    assert ranked(MeetingFilter(), length=2, limit=9) == [("33", 4)]
    assert ranked(MeetingFilter(), length=7, limit=9) == [("3321010", 1)]
    assert ranked(MeetingFilter(regions=["3320"]), length=4, limit=9) == [("3320", 1)]
    assert ranked(MeetingFilter(kinds=["fgd"]), length=4, limit=1) == [("3321", 1)]


def test_tallying_again_leaves_nothing_of_the_old(archive):
    """An article's tallies go with what replaces them, and with the article."""
    archive.tallies.put([tally("a", 0, Part.LED)], article_ids=["a"], version="2")
    assert found(archive, Part.PRESENT, Part.OPENED, Part.LED) == [("b", 1), ("a", 0), ("c", 0)]
    archive.articles.remove(["a"])
    assert found(archive, Part.LED) == []


def test_what_was_not_tallied(archive):
    """Articles that were read after, or by an older version; one without anybody was looked at, too."""
    put(archive, an_article("d"), an_article("e"), now=LATER)
    archive.readings.put([a_reading("d")], now=LATER)
    archive.tallies.put([], article_ids=["b"], version="2")
    assert archive.tallies.untallied("1") == ["b", "d"]
    assert archive.tallies.count_untallied("1") == 2
    assert archive.tallies.untallied("2") == ["a", "c", "d"]
