"""Readings come back whole, and meetings and people are found in them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from store_builders import LATER, NOW, a_meeting, a_reading, an_article, an_attendance, put

from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from data.store import MeetingFilter

FULL_READING = Reading(
    "rakor-tani",
    "7",
    (
        Meeting(
            0,
            "Rapat Koordinasi “Pangan”",
            "rakor",
            3,
            40,
            date(2023, 5, 24),
            date(2023, 5, 25),
            "09.00 WIB",
            "Aula",
            "Dinas",
            "Padi",
            ("9904", "99"),
        ),
        Meeting(1, "FGD", "fgd", 50, 53),
    ),
    (
        Fact(
            FactKind.ATTENDANCE,
            "H. Sri Wulan, S.P.",
            3,
            60,
            "wakil",
            0,
            10,
            28,
            "Sri Wulan",
            "Kepala Dinas",
            "Bupati",
            Capacity.PRESENT,
            False,
            '{"a": 1}',
        ),
        Fact(FactKind.DATE, "2023-05-24", 3, 60, "tanggal"),
    ),
    ("9904",),
)


def test_a_reading_comes_back_whole(store):
    """Every field of meetings and facts survives, by whatever type."""
    put(store, an_article())
    store.readings.put([FULL_READING], now=NOW)

    assert store.readings.get_many(["rakor-tani", "lain"]) == {"rakor-tani": FULL_READING}


def test_reading_again_leaves_nothing_of_the_old(store):
    """A second reading replaces meetings, regions and names of the first."""
    put(store, an_article())
    store.readings.put([FULL_READING], now=NOW)
    store.readings.put([a_reading(version="8", meetings=(a_meeting(),))], now=LATER)

    assert store.readings.count_meetings(MeetingFilter()) == 1
    assert store.readings.count_meetings(MeetingFilter(regions=["9904"])) == 0
    assert store.readings.find_person("Sri Wulan") == []
    assert store.readings.unread("8") == []
    assert store.readings.unread("9") == ["rakor-tani"]


@pytest.fixture
def meetings(store):
    put(
        store,
        an_article("a", published=datetime(2023, 6, 1, tzinfo=UTC)),
        an_article("b", published=datetime(2021, 3, 9, tzinfo=UTC)),
        an_article("c"),
    )
    first = a_meeting(0, name="Rakor", date=date(2023, 5, 24), date_end=date(2023, 5, 26), regions=("9904", "99"))
    second = a_meeting(1, name="FGD", kind="fgd", date=date(2022, 1, 1), regions=("8801",))
    undated = a_meeting(0, name="Musrenbang", kind="musrenbang", regions=("9905",))
    store.readings.put([a_reading("a", meetings=(first, second)), a_reading("b", meetings=(undated,))], now=NOW)
    store.readings.put([a_reading("c", meetings=(a_meeting(0, name="Entah"),))], now=NOW)
    return store.readings


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (MeetingFilter(), ["Rakor", "FGD", "Musrenbang", "Entah"]),
        (MeetingFilter(regions=["99"]), ["Rakor", "Musrenbang"]),
        (MeetingFilter(regions=["9904"]), ["Rakor"]),
        (MeetingFilter(regions=["9905", "88"]), ["FGD", "Musrenbang"]),
        (MeetingFilter(kinds=["fgd", "rakor"]), ["Rakor", "FGD", "Entah"]),
        (MeetingFilter(since=date(2023, 5, 26), until=date(2023, 5, 31)), ["Rakor"]),
        (MeetingFilter(since=date(2023, 5, 27)), []),
        (MeetingFilter(until=date(2023, 5, 23)), ["FGD", "Musrenbang"]),
        (MeetingFilter(since=date(2021, 1, 1), until=date(2021, 12, 31)), ["Musrenbang"]),
    ],
)
def test_meetings_are_found_and_counted(meetings, wanted, names):
    """By region and what lies in it, by any day of the meeting (or publication), by kind; the newest first."""
    assert [found.meeting.name for found in meetings.find_meetings(wanted)] == names
    assert meetings.count_meetings(wanted) == len(names)


def test_a_period_finds_what_began_before_it(store):
    """A meeting of several days is on each of them; with a region, a kind or articles it is the same."""
    put(store, an_article("a"), an_article("b"))
    long = a_meeting(0, name="Lama", date=date(2022, 1, 3), date_end=date(2022, 3, 1), regions=("9904",))
    short = a_meeting(1, name="Pendek", kind="fgd", date=date(2022, 2, 10), regions=("9904",))
    store.readings.put([a_reading("a", meetings=(long, short)), a_reading("b", meetings=(a_meeting(),))], now=NOW)
    february = {"since": date(2022, 2, 1), "until": date(2022, 2, 28)}
    narrowed = [{}, {"regions": ["99"]}, {"articles": ["a", "b"]}, {"kinds": ["rakor", "fgd"]}, {"kinds": ["rakor"]}]

    found = [store.readings.find_meetings(MeetingFilter(**february, **more)) for more in narrowed]
    assert [[one.meeting.name for one in few] for few in found] == [["Pendek", "Lama"]] * 4 + [["Lama"]]
    assert store.readings.count_meetings(MeetingFilter(**february)) == 2


def test_a_found_meeting_is_whole(meetings):
    """With its article, its regions, and when the article was published."""
    (found,) = meetings.find_meetings(MeetingFilter(), limit=1)

    assert (found.article_id, found.published_on) == ("a", date(2023, 6, 1))
    assert found.meeting.regions == ("9904", "99")
    assert found.meeting.date_end == date(2023, 5, 26)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("sri wulan", ["Sri Wulan Rifa'i", "Srí WULAN"]),
        ("Rifai", ["Sri Wulan Rifa'i"]),
        ("wulan rifa’i", ["Sri Wulan Rifa'i"]),
        ("Sri Rejeki", []),
        ("", []),
        ("...", []),
    ],
)
def test_people_are_found_by_the_words_of_their_name(store, asked, found):
    """Accents, apostrophes and case do not matter; every word must be there."""
    put(store, an_article("b", published=NOW), an_article("a", published=LATER))
    store.readings.put(
        [
            a_reading("b", facts=(an_attendance("Budi"), an_attendance("Srí WULAN"))),
            a_reading("a", facts=(an_attendance("Sri Wulan Rifa'i"),)),
        ],
        now=NOW,
    )

    assert [hit.fact.person for hit in store.readings.find_person(asked)] == found
