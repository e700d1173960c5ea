"""Events as calendars know them: hours, zones, names that stay, numbers that grow, and the lines of iCalendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_builders import LATER, NOW
from web_archive import DAY, DEMAK, JEPARA, MALUKU, tell, telling

from data.errors import SelectionError
from data.store import Account, Action, Correction, MeetingFilter
from retrieval.correcting.making import make_correction
from retrieval.ingest.versions import remove_articles
from retrieval.schedule.appointments import appointment_of
from retrieval.schedule.calendar import END, LOOKS_LIKE_BACKSLASH, begin_calendar, write_event, zones_of
from retrieval.schedule.finding import find_appointment, find_appointments, find_latest
from retrieval.schedule.hours import Hours, read_hours, zone_of
from retrieval.takeaway.document import printable
from retrieval.takeaway.selection import Telling

ALL = MeetingFilter()
URL = "https://notula.example/rapat/a%3A0"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("pukul 09.00 WIB", Hours(time(9), None, "WIB")),
        ("pukul 13.45", Hours(time(13, 45), None, "")),
        ("pukul 9 WITA", Hours(time(9), None, "WITA")),
        ("pukul 09.00–12.30 WIT", Hours(time(9), time(12, 30), "WIT")),
        ("pukul 09.00–selesai WIB", Hours(time(9), None, "WIB")),
        ("pukul 19.30–08.00 WIB", Hours(time(19, 30), None, "WIB")),
        ("pukul 2 WIB", None),
        ("pukul 24.00 WIB", None),
        ("pukul 09.75 WIB", None),
        ("pagi", None),
        ("", None),
        (None, None),
    ],
)
def test_hours_are_read_where_a_clock_shows_them(text, hours):
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("said", "regions", "zone"),
    [
        ("WIB", [MALUKU], "WIB"),
        ("", [DEMAK], "WIB"),
        ("", ["6471"], "WITA"),
        ("", [MALUKU], "WIT"),
        ("", [MALUKU, DEMAK], "WIB"),
        ("", [], "WIB"),
    ],
)
def test_the_zone_is_the_one_said_else_that_of_the_province(said, regions, zone):
    assert zone_of(said, regions) == zone


def calendar(*appointments):
    zones = {zone for one in appointments for zone in zones_of(one)}
    begin = begin_calendar("Rapat", url="https://notula.example/rapat", named_zones=zones)
    return begin + b"".join(write_event(one, url=URL, language="id") for one in appointments) + END


def an_appointment(**fields):
    """What one article makes of a meeting."""
    article, reading = telling("a", **fields)
    told = [Telling(reading.meetings[0], article, reading)]
    return appointment_of(told, {("a", 0): Account("a", 0, 0, NOW, NOW)})


def read_back(appointment):
    """An event, as one library reads it."""
    (event,) = icalendar.Calendar.from_ical(calendar(appointment)).walk("VEVENT")
    return event


def span(event):
    return event["dtstart"].dt, event["dtend"].dt if "dtend" in event else None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (DAY, DAY + timedelta(days=1))),
        ({"time": "pagi"}, (DAY, DAY + timedelta(days=1))),
        ({"date_end": date(2024, 5, 4)}, (DAY, date(2024, 5, 5))),
        ({"date_end": date(2024, 5, 4), "time": "pukul 09.00 WIB"}, (DAY, date(2024, 5, 5))),
        ({"date": date.max}, (date.max, None)),
        ({"time": "pukul 09.00 WIB"}, (datetime(2024, 5, 2, 9, tzinfo=ZoneInfo("Asia/Jakarta")), None)),
        (
            {"time": "pukul 09.00–11.30", "regions": (MALUKU,)},
            (
                datetime(2024, 5, 2, 9, tzinfo=ZoneInfo("Asia/Jayapura")),
                datetime(2024, 5, 2, 11, 30, tzinfo=ZoneInfo("Asia/Jayapura")),
            ),
        ),
    ],
)
def test_an_event_takes_whole_days_unless_its_hour_is_told(fields, expected):
    assert span(read_back(an_appointment(**fields))) == expected


def test_what_is_known_stands_in_the_event():
    meeting = {"place": "Pendopo, lantai 2", "theme": "Beras; cabai", "organiser": "Bappeda", "time": "pagi"}
    event = read_back(an_appointment(**meeting))
    assert (str(event["summary"]), str(event["location"])) == ("Rakor Pangan", "Pendopo, lantai 2, Demak")
    assert str(event["description"]).split("\n") == [
        "Waktu: pagi",
        "Daerah: Demak",
        "Tema: Beras; cabai",
        "Penyelenggara: Bappeda",
        "Disebut hadir: Rahmawati Lestari; Wiraguna Sastra.",
        "Sumber: Kabar Demak, Rakor Pangan Digelar, https://kabar.example/1",
    ]
    assert (str(event["url"]), event["categories"].cats, int(event["sequence"])) == (URL, ["rakor"], 0)
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (NOW, NOW)


def test_a_name_from_amid_a_sentence_begins_like_one():
    assert an_appointment(name="rapat paripurna DPRD").title == "Rapat paripurna DPRD"


def test_only_addresses_of_the_web_are_told():
    article, reading = telling("a")
    told = [Telling(reading.meetings[0], replace(article, url="javascript:alert(1)"), reading)]
    made = appointment_of(told, {("a", 0): Account("a", 0, 0, NOW, NOW)})
    assert [one.url for one in made.reports] == [""]


def test_another_library_reads_the_same():
    name = 'Rapat, \\ "Sahur"; 😀' + " panjang" * 30
    one = an_appointment(time="pukul 09.00 WIB", name=name)
    event = vobject.readOne(calendar(one).decode()).vevent
    assert event.summary.value == one.title.replace("\\", LOOKS_LIKE_BACKSLASH)
    assert event.dtstart.value.utcoffset() == timedelta(hours=7)
    assert event.dtstart.value.replace(tzinfo=None) == datetime(2024, 5, 2, 9)  # noqa: DTZ001 - compared as a clock
    assert event.uid.value == one.uid


@settings(max_examples=40)
@example("\\N", "\\n\\,")
@given(st.text(max_size=300), st.text(max_size=120))
def test_any_text_comes_back_and_no_line_is_longer_than_75_octets(name, place):
    """Whatever is in a name stands in its own property, on folded lines."""
    appointment = an_appointment()
    row = replace(appointment.row, meeting=printable(name), place=printable(place))
    written = calendar(replace(appointment, row=row))
    event = icalendar.Calendar.from_ical(written).walk("VEVENT")[0]
    shown = printable(name).replace("\\", LOOKS_LIKE_BACKSLASH)
    assert str(event["summary"]) == shown[:1].upper() + shown[1:]
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written.count(b"\nBEGIN:VEVENT") == 1


def test_accounts_of_several_outlets_are_one_event_under_the_name_of_the_first(store):
    tell(store, telling("b"))
    (alone,) = find_appointments(store, ALL)
    tell(store, telling("a", publisher="Suara Pantura", people=("Larasati Wening",)), now=LATER)
    (both,) = find_appointments(store, ALL)
    assert (both.uid, both.id, both.sequence) == (alone.uid, "b:0", 0)
    assert [one.publisher for one in both.reports] == ["Kabar Demak", "Suara Pantura"]
    assert (both.told_at, both.arrived_at, both.changed_at) == (NOW, LATER, LATER)


def test_the_sequence_grows_when_another_outlet_tells_more(store):
    tell(store, telling("a"))
    tell(store, telling("b", place="Pendopo"), now=LATER)
    (one,) = find_appointments(store, ALL)
    assert (one.row.place, one.sequence) == ("Pendopo", (LATER - NOW).total_seconds())


@pytest.mark.parametrize(
    "fields",
    [{"date": DAY + timedelta(days=7)}, {"time": "pukul 10.00 WIB"}, {"place": "Aula"}, {"name": "Rakor Beras"}],
)
def test_the_sequence_grows_when_day_hour_place_or_name_change_and_the_name_stays(store, fields):
    tell(store, telling("a"))
    (before,) = find_appointments(store, ALL)
    tell(store, telling("a", **fields), now=LATER)
    (after,) = find_appointments(store, ALL)
    assert after.uid == before.uid
    assert (before.sequence, after.sequence) == (0, (LATER - NOW).total_seconds())
    assert after.changed_at == LATER


def test_reading_again_what_says_the_same_changes_nothing(store):
    tell(store, telling("a", place="Aula"))
    before = list(find_appointments(store, ALL))
    tell(store, telling("a", place="Aula"), now=LATER)
    assert list(find_appointments(store, ALL)) == before


def test_the_sequence_never_falls_when_an_account_goes(store):
    tell(store, telling("a"))
    tell(store, telling("b", place="Pendopo"), now=LATER)
    (before,) = find_appointments(store, ALL)
    remove_articles(store, ["b"], now=LATER)
    (after,) = find_appointments(store, ALL)
    assert after.uid == before.uid
    assert (after.row.place, after.sequence > before.sequence) == ("", True)


def test_an_event_has_the_same_name_whatever_was_asked_for(store):
    """Asked for a day on which only another account dates it, an event is told whole."""
    tell(store, telling("a"))
    tell(store, telling("b", date=DAY + timedelta(days=1), kind="rakor"), now=LATER)
    (whole,) = find_appointments(store, ALL)
    assert list(find_appointments(store, MeetingFilter(since=DAY + timedelta(days=1)))) == [whole]
    assert find_latest(store, MeetingFilter(articles=["b"]), limit=5) == [whole]
    assert find_latest(store, ALL, limit=1) == [whole]
    assert find_appointment(store, "b:0") == whole


def test_what_has_no_day_is_left_out_of_calendars(store):
    tell(store, telling("a", date=None), telling("b", regions=(JEPARA,)))
    assert [one.id for one in find_appointments(store, ALL)] == ["b:0"]
    assert {one.id for one in find_latest(store, ALL, limit=5)} == {"a:0", "b:0"}


def test_the_latest_are_those_that_arrived_last(store):
    tell(store, telling("a"))
    tell(store, telling("b", date=date(2020, 1, 1)), now=LATER)
    assert [one.id for one in find_latest(store, ALL, limit=5)] == ["b:0", "a:0"]
    assert [one.id for one in find_latest(store, ALL, limit=1)] == ["b:0"]


def test_what_shall_not_answer_is_in_no_calendar(store):
    tell(store, telling("a"))
    make_correction(store, Correction("a", Action.HIDE, 7, NOW))
    assert list(find_appointments(store, ALL)) == []
    with pytest.raises(SelectionError):
        find_appointment(store, "a:0")


def test_there_is_no_event_where_no_meeting_is(store):
    tell(store, telling("a"))
    for place in ("", "a", "a:1", "a:x", "entah:0", ":0"):
        with pytest.raises(SelectionError):
            find_appointment(store, place)
