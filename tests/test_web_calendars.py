"""Calendars over HTTP: of whatever is asked for, and of each meeting by itself."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest
from store_builders import LATER, NOW
from web_archive import DAY, JEPARA, opened_archive, tell, telling

from bot.web.addresses import address
from retrieval.ingest.versions import remove_articles

ODD = 'a/b c?d#e%"ü".ics'  # the client of these tests would undo %2F twice
JALAN = {"kind": "fgd", "name": "FGD Jalan", "date": date(2024, 3, 5), "regions": (JEPARA, "33")}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Three meetings in two regencies, one without a day, one of an article with an odd id."""
    tellings = [
        telling("pangan", time="pukul 09.00 WIB", place="Pendopo"),
        telling(
            "jalan",
            publisher="Suara Pantura",
            kind="fgd",
            name="FGD Jalan",
            date=date(2024, 3, 5),
            regions=(JEPARA, "33"),
        ),
        telling("kapan", name="Rakor Entah", date=None),
        telling(ODD, name="Rapat Ganjil", kind="rapat", date=date(2023, 1, 9)),
    ]
    with opened_archive(tmp_path_factory.mktemp("kalender"), *tellings, public_url="https://notula.example") as opened:
        yield opened


@pytest.fixture
def client(archive):
    return archive[1]


def summaries(answer):
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return [str(event["summary"]) for event in icalendar.Calendar.from_ical(answer.text).walk("VEVENT")]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Rakor Pangan", "FGD Jalan", "Rapat Ganjil"]),
        ({"daerah": "3320"}, ["FGD Jalan"]),
        ({"daerah": "Demak"}, ["Rakor Pangan", "Rapat Ganjil"]),
        ({"jenis": "fgd"}, ["FGD Jalan"]),
        ({"dari": "2024-03-01", "sampai": "2024-03-31"}, ["FGD Jalan"]),
        ({"bulan": "2024-05"}, ["Rakor Pangan"]),
        ({"penerbit": "Suara Pantura"}, ["FGD Jalan"]),
        ({"daerah": "3320", "jenis": "rakor"}, []),
    ],
)
def test_a_calendar_has_the_meetings_that_are_asked_for(client, asked, found):
    assert summaries(client.get(address("schedule", **asked))) == found


def test_a_calendar_says_what_it_is_called_and_when_to_look_again(client):
    calendar = icalendar.Calendar.from_ical(client.get(address("schedule", "en", daerah="3320")).text)
    assert calendar["x-wr-calname"] == "Meetings: Jepara Regency – Notula"
    assert calendar["refresh-interval"].dt == timedelta(hours=6)
    assert str(calendar["url"]) == "https://notula.example/en/rapat?daerah=3320"


def test_a_calendar_defines_the_zones_that_it_uses(client):
    calendar = icalendar.Calendar.from_ical(client.get(address("schedule")).text)
    defined = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    used = {event["dtstart"].params["TZID"] for event in calendar.walk("VEVENT") if "TZID" in event["dtstart"].params}
    assert used == {"Asia/Jakarta"}
    assert used <= defined


def test_what_cannot_be_read_is_refused_in_a_sentence(client):
    answer = client.get(address("schedule", daerah="Entahberantah"), headers={"Accept": "application/json"})
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_each_meeting_has_a_calendar_of_its_own(client):
    answer = client.get(address("meeting_schedule", id="pangan:0"))
    assert summaries(answer) == ["Rakor Pangan"]
    (event,) = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    assert str(event["url"]) == "https://notula.example/rapat/pangan%3A0"
    again = client.get(answer.request.url, headers={"If-None-Match": answer.headers["ETag"]})
    assert (answer.headers["Cache-Control"], again.status_code) == ("no-cache", 304)


def test_the_id_of_an_article_may_be_anything(client):
    assert summaries(client.get(address("meeting_schedule", id=f"{ODD}:0"))) == ["Rapat Ganjil"]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("kapan:0", "Hari rapat ini tidak disebut dalam beritanya, jadi tidak ada entri kalendernya."),
        ("entah:0", "Tidak ada halaman di alamat ini."),
        ("pangan", "Tidak ada halaman di alamat ini."),
    ],
)
def test_where_there_is_no_entry_a_sentence_says_so(client, place, sentence):
    answer = client.get(address("meeting_schedule", id=place), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (404, {"error": sentence})


def test_a_change_is_told_under_the_same_name_and_what_is_removed_is_gone_at_once(tmp_path):
    with opened_archive(tmp_path, telling("a")) as (store, client):
        (before,) = icalendar.Calendar.from_ical(client.get("/jadwal.ics").text).walk("VEVENT")
        tell(store, telling("a", time="pukul 10.00 WIB"), now=LATER)
        (after,) = icalendar.Calendar.from_ical(client.get("/jadwal.ics").text).walk("VEVENT")
        assert (before["uid"], before["sequence"]) == (after["uid"], 0)
        assert (after["sequence"], after["last-modified"].dt) == ((LATER - NOW).total_seconds(), LATER)
        remove_articles(store, ["a"], now=LATER)
        assert summaries(client.get("/jadwal.ics")) == []
        assert client.get("/rapat/a%3A0.ics").status_code == 404


def test_a_long_calendar_comes_in_parts(tmp_path):
    """More events than stand in two parts are streamed, each once."""
    several = [telling(f"a{n:03}", name=f"Rakor {n}", date=DAY + timedelta(days=5 * n)) for n in range(120)]
    with opened_archive(tmp_path, *several) as (_, client):
        answer = client.get("/jadwal.ics")
    assert "ETag" not in answer.headers
    assert summaries(answer) == [f"Rakor {n}" for n in reversed(range(120))]
    assert answer.text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
