"""Leafing through the archive: the first page, lists with what can be chosen, months, sources."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from store_builders import LATER, NOW, a_meeting, a_reading, an_article, put
from telegram_bot import copy_home
from web_visitor import visiting

from bot.web.browsing.bars import draw_bars
from data.source import Found, SourceKind
from data.store import How, Mention, Part, PersonLink, Tally, open_store

DEMAK, JEPARA, KOTA_JAMBI = ("3321", "33"), ("3320", "33"), ("1571", "15")
ODD_ID = 'https://x.example/a?b=1#"<i>"'


def fill(store):
    """Thirty accounts in Jepara of 2021, and a few that show something each."""
    store.articles.remove(store.articles.hashes())
    told = {
        "banjir-1": (a_meeting(0, name="Rakor Banjir", date=date(2024, 2, 12), regions=DEMAK), "Kabar Demak"),
        "banjir-2": (a_meeting(0, name="Rakor Banjir", date=date(2024, 2, 12), regions=DEMAK), "Suara <b>Pantura</b>"),
        "lama": (
            a_meeting(
                0, name="Bimtek Arsip", kind="bimtek", date=date(2023, 12, 30), date_end=date(2024, 1, 2), regions=DEMAK
            ),
            "Kabar Demak",
        ),
        ODD_ID: (
            a_meeting(0, name="<script>alert(1)</script>", kind="fgd", date=date(2024, 2, 13), regions=KOTA_JAMBI),
            "A & B",
        ),
        "entah": (a_meeting(0, name="Rapat Entah"), ""),
    }
    for number in range(30):
        meeting = a_meeting(0, name=f"Rapat Kuala{number}", date=date(2021, 3, 1 + number % 4), regions=JEPARA)
        told[f"dinas-{number:02}"] = (meeting, "Warta Jepara")
    put(store, *(an_article(one, publisher=publisher, title=f"Berita {one}") for one, (_, publisher) in told.items()))
    store.readings.put([a_reading(one, meetings=(meeting,)) for one, (meeting, _) in told.items()], now=NOW)
    put(store, an_article("pasar", publisher="Kabar Demak", title="Harga cabai"), now=LATER)
    tallies = [Tally(one, 0, Part.OPENED, 0, folded="surya mahendra") for one in ("banjir-1", "lama")]
    store.tallies.put(tallies, article_ids=["banjir-1", "lama"], version="1")
    for one in ("banjir-1", "lama"):
        mention = Mention(one, "H. Surya Mahendra", "surya mahendra", "", "", "3321", None, 0, 5)
        known = [link.person for link in store.people.of_articles(["banjir-1"])]
        store.people.put([PersonLink(None, known[0] if known else -1, mention, How.READ)], words={})
    return store.people.of_articles(["lama"])[0].person


def follow(store):
    secret = "https://kunci:rahasia@kabar.example/feed?token=rahasia"
    store.sources.put(Found(SourceKind.FEED, secret, secret, "Kabar Contoh", 3), now=NOW)
    store.sources.put(Found(SourceKind.FOLDER, "/srv/rahasia", "/srv/rahasia", "rahasia", 0), now=NOW)
    [feed, folder] = store.sources.all()
    store.sources.note_success(feed, now=NOW, due=LATER)
    store.sources.set_paused(folder.id, paused=True)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = copy_home(tmp_path_factory.mktemp("leafing"))
    store = open_store(f"sqlite:///{folder / 'notula.db'}")
    fill(store)
    follow(store)
    store.close()
    return folder


@pytest.fixture(scope="module")
def client(home):
    with visiting(home) as opened:
        yield opened


def as_json(client, path):
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def names(shown):
    return [entry["name"] for entry in shown["entries"]]


def facet(shown, name):
    found = next((one["options"] for one in shown["facets"] if one["name"] == name), [])
    return [(option["name"], option["count"], option["address"]) for option in found]


def test_the_first_page_says_what_there_is(client):
    shown = as_json(client, "/")
    numbers = ("articles", "meetings", "regions", "publishers", "first", "last", "arrived")
    assert [shown[name] for name in numbers] == [36, 35, 3, 4, "2021-03-01", "2024-02-13", "2024-05-04T08:00:00Z"]
    months = {one["month"]: one["meetings"] for one in shown["months"]}
    assert (len(months), months["2021-03-01"], months["2021-04-01"], months["2024-01-01"]) == (36, 30, 0, 1)
    assert [entry["name"] for entry in shown["latest"][1:3]] == ["Rakor Banjir", "Bimtek Arsip"]


def test_the_bars_of_months_are_said_in_words(client):
    page = client.get("/").text
    assert "Diagram batang dari Maret 2021 sampai Februari 2024: paling banyak 30 laporan, pada Maret 2021." in page
    assert '<form class="question" action="/cari" method="get"' in page


def test_bars_stand_on_the_bottom_line():
    """One for each number that is not zero, none of them too low to be seen."""
    assert draw_bars([2, 0, 1], width=30, height=10) == "M0.0 10v-10.0h8.0v10.0zM20.0 10v-5.0h8.0v5.0z"
    assert draw_bars([1000, 1], width=20, height=10).endswith("M10.0 10v-1.0h8.0v1.0z")
    assert draw_bars([], width=20, height=10) == ""


def test_outlets_on_one_event_are_one_entry(client):
    """Each is named; both count."""
    shown = as_json(client, "/rapat?bulan=2024-02&jenis=rakor")
    (entry,) = shown["entries"]
    assert [outlet["publisher"] for outlet in entry["outlets"]] == ["Kabar Demak", "Suara <b>Pantura</b>"]
    assert shown["total"] == 2
    page = client.get("/rapat?bulan=2024-02&jenis=rakor").text
    assert "2 laporan rapat" in page
    assert "diberitakan 2 media" in page


def test_what_can_be_chosen_and_how_much_there_is_of_it(client):
    """Each part under the others, not under what is chosen of itself."""
    shown = as_json(client, "/rapat?tahun=2024&jenis=rakor")
    assert facet(shown, "region") == [("Jawa Tengah", 2, "/rapat?daerah=33&jenis=rakor&tahun=2024")]
    assert facet(shown, "period") == [("Februari 2024", 2, "/rapat?jenis=rakor&bulan=2024-02")]
    assert facet(shown, "kind") == [
        ("rakor", 2, "/rapat?jenis=rakor&tahun=2024"),
        ("bimtek", 1, "/rapat?jenis=bimtek&tahun=2024"),
        ("fgd", 1, "/rapat?jenis=fgd&tahun=2024"),
    ]
    assert [name for name, _, _ in facet(shown, "publisher")] == ["Kabar Demak", "Suara <b>Pantura</b>"]
    assert [(name, count) for name, count, _ in facet(shown, "person")] == [("H. Surya Mahendra", 1)]
    assert [(chip["facet"], chip["name"], chip["address"]) for chip in shown["chosen"]] == [
        ("period", "2024", "/rapat?jenis=rakor"),
        ("kind", "rakor", "/rapat?tahun=2024"),
    ]


@pytest.mark.parametrize(
    "path", ["/rapat", "/rapat?daerah=33", "/rapat?daerah=3321&tahun=2024", "/rapat?bulan=2024-01"]
)
def test_every_number_is_what_its_address_lists(client, path):
    shown = as_json(client, path)
    for part in shown["facets"]:
        for option in part["options"]:
            assert (option["address"], as_json(client, option["address"])["total"]) == (
                option["address"],
                option["count"],
            )


def test_regions_lead_from_provinces_to_regencies_and_to_their_neighbours(client):
    assert [(name, count) for name, count, _ in facet(as_json(client, "/rapat"), "region")] == [
        ("Jawa Tengah", 33),
        ("Jambi", 1),
    ]
    for path in ("/rapat?daerah=33", "/rapat?daerah=Kabupaten Demak"):
        found = facet(as_json(client, path), "region")
        assert [(name, count) for name, count, _ in found] == [("Kabupaten Jepara", 30), ("Kabupaten Demak", 3)]


@pytest.mark.parametrize(
    ("given", "code"),
    [("demak", "3321"), ("Kota Jambi", "1571"), ("15", "15"), ("jawa tengah", "33"), ("jateng", "33")],
)
def test_a_region_is_given_by_code_or_name(client, given, code):
    (chip,) = as_json(client, f"/kalender?daerah={given}&bulan=2024-02")["chosen"]
    assert as_json(client, f"/rapat?daerah={code}")["chosen"][0]["name"] == chip["name"]


def test_pages_show_every_account_once(client):
    """To the end and back, undated ones last."""
    shown = as_json(client, "/rapat")
    first, seen = shown["entries"], list(shown["entries"])
    while shown["older"]:
        shown = as_json(client, shown["older"])
        seen += shown["entries"]
    told = [outlet["id"] for entry in seen for outlet in entry["outlets"]]
    assert (len(told), len(set(told)), told[-1]) == (35, 35, "entah:0")
    assert as_json(client, shown["newer"])["entries"] == first


def test_every_page_speaks_english(client):
    said = {
        "/en": "Last article came in",
        "/en/rapat": "35 accounts of meetings",
        "/en/rapat?daerah=3321": "Region: Demak Regency",
        "/en/kalender?bulan=2024-02": "Calendar: February 2024",
        "/en/sumber": "Sources that are followed",
    }
    for path, words in said.items():
        assert words in client.get(path).text
    assert as_json(client, "/en/rapat")["older"].startswith("/en/rapat?setelah=")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "daerah=Entahlah",
            "Tidak ada daerah bernama “Entahlah”. Tulis nama provinsi, kabupaten, kota, atau kecamatan, "
            "atau kode BPS-nya.",
        ),
        ("daerah=wonsobo", "Tidak ada daerah bernama “wonsobo”. Mungkin maksudnya Wonosobo?"),
        ("bulan=2024-13", "“2024-13” bukan bulan. Tulis tahun dan bulan, misalnya 2024-05."),
        ("bulan=0000-01", "“0000-01” bukan bulan. Tulis tahun dan bulan, misalnya 2024-05."),
        ("tahun=24", "“24” bukan tahun. Tulis misalnya 2024."),
        ("dari=2024-02-30", "“2024-02-30” bukan tanggal. Tulis tahun, bulan, dan tanggal, misalnya 2024-05-31."),
        ("dari=2024-02-02&sampai=2024-02-01", "Tanggal awal (2024-02-02) ada sesudah tanggal akhir (2024-02-01)."),
        ("bulan=2024-02&tahun=2024", "Pilih waktu dengan satu cara saja: bulan, tahun, atau tanggal awal dan akhir."),
        ("jenis=<i>entah</i>", "Tidak ada jenis rapat “<i>entah</i>”."),
        ("orang=99999", "Tidak ada orang dengan nomor “99999” di arsip."),
        ("orang=٣", "Tidak ada orang dengan nomor “٣” di arsip."),
        ("penerbit=%00", "Bagian “penerbit” pada alamat ini tidak dapat dibaca."),
        ("setelah=~%00:0", "Tempat di dalam daftar pada alamat ini tidak dapat dibaca."),
        ("setelah=2024", "Tempat di dalam daftar pada alamat ini tidak dapat dibaca."),
        ("setelah=~a:0&sebelum=~a:0", "Tempat di dalam daftar pada alamat ini tidak dapat dibaca."),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(client, query, sentence):
    answer = client.get(f"/rapat?{query}", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (400, {"error": sentence})
    assert html.escape(sentence) in client.get(f"/rapat?{query}").text


def test_nothing_found_says_why_and_what_to_take_away(client):
    page = client.get("/rapat?daerah=3321&tahun=2020").text
    assert "Arsip tidak memuat laporan rapat untuk pilihan ini." in page
    assert 'href="/rapat?daerah=3321"' in page
    assert "Tidak ada laporan rapat lagi sesudah tempat ini." in client.get("/rapat?setelah=~z:9").text


def test_days_that_are_a_whole_month_are_that_month(client):
    """What the form sends, the addresses of what can be chosen say shortly."""
    (chip,) = as_json(client, "/rapat?dari=2024-02-01&sampai=2024-02-29&jenis=")["chosen"]
    assert (chip["facet"], chip["name"]) == ("period", "Februari 2024")
    assert as_json(client, "/rapat?dari=2024-02-13")["chosen"][0]["name"] == "sejak 13 Februari 2024"
    form = as_json(client, "/rapat?bulan=2024-02&daerah=3321")["form"]
    assert (form["region"], form["since"], form["until"]) == ("Kabupaten Demak", "2024-02-01", "2024-02-29")


def test_a_month_shows_its_days(client):
    """As whole weeks from Monday on; a meeting of several days on each of them, and other months that have any."""
    shown = as_json(client, "/kalender?bulan=2024-01")
    days = {one["date"]: one for week in shown["weeks"] for one in week if one}
    assert [len(week) for week in shown["weeks"]] == [7] * 5
    assert (len(days), shown["total"]) == (31, 1)
    assert [[entry["name"] for entry in days[f"2024-01-0{day}"]["entries"]] for day in (1, 2, 3)] == [
        ["Bimtek Arsip"]
    ] * 2 + [[]]
    assert shown["earlier"] == {"month": "2023-12-01", "address": "/kalender?bulan=2023-12"}
    assert shown["later"] == {"month": "2024-02-01", "address": "/kalender?bulan=2024-02"}
    assert as_json(client, "/kalender?bulan=2022-06")["earlier"]["month"] == "2021-03-01"


def test_a_full_day_leads_to_the_rest(client):
    shown = as_json(client, "/kalender?bulan=2021-03&daerah=Jepara")
    day = next(one for week in shown["weeks"] for one in week if one and one["date"] == "2021-03-01")
    assert (day["count"], len(day["entries"]), day["others"]) == (8, 3, 5)
    assert as_json(client, day["address"])["total"] == 8
    assert "5 laporan lagi" in client.get("/kalender?bulan=2021-03&daerah=Jepara").text


def test_the_first_and_the_last_month_that_there_can_be(client):
    for month in ("0001-01", "9999-12"):
        assert (
            as_json(client, f"/kalender?bulan={month}")["total"]
            == as_json(client, f"/rapat?bulan={month}")["total"]
            == 0
        )


def test_the_calendar_opens_with_the_last_month_that_has_meetings(client):
    assert as_json(client, "/kalender")["month"] == "2024-02-01"
    assert as_json(client, "/kalender?daerah=3320")["month"] == "2021-03-01"
    answer = client.get("/kalender?tahun=2024", headers={"Accept": "application/json"})
    assert (answer.status_code, "hanya bulannya" in answer.json()["error"]) == (400, True)


def test_sources_tell_nothing_that_is_secret(client):
    shown = as_json(client, "/sumber")
    assert [(one["name"], one["site"], one["kind"], one["state"]) for one in shown["followed"]] == [
        ("Kabar Contoh", "kabar.example", "feed", "well"),
        ("", "", "folder", "paused"),
    ]
    assert "rahasia" not in client.get("/sumber").text


def test_sources_tell_what_came_when(client):
    shown = as_json(client, "/sumber")
    assert [(one["name"], one["articles"], one["address"]) for one in shown["publishers"]] == [
        ("Warta Jepara", 30, "/rapat?penerbit=Warta+Jepara"),
        ("Kabar Demak", 3, "/rapat?penerbit=Kabar+Demak"),
        ("", 1, ""),
        ("A & B", 1, "/rapat?penerbit=A+%26+B"),
        ("Suara <b>Pantura</b>", 1, "/rapat?penerbit=Suara+%3Cb%3EPantura%3C%2Fb%3E"),
    ]
    assert shown["arrivals"][0]["title"] == "Harga cabai"
    assert client.get("/sumber?halaman=2").status_code == 404


def test_texts_are_never_markup(client):
    """Names, ids and publishers from articles, whatever they hold."""
    for path in ("/", "/rapat", "/kalender?bulan=2024-02", "/sumber"):
        page = client.get(path).text
        assert not re.search(r"<(script>|b>|i>)|\bstyle=|\bon\w+=", page), path
    assert 'href="/rapat/https%3A%2F%2Fx.example%2Fa%3Fb%3D1%23%22%3Ci%3E%22%3A0"' in client.get("/rapat").text
    assert as_json(client, "/rapat?penerbit=Suara <b>Pantura</b>")["total"] == 1


def test_people_can_be_closed(home):
    with visiting(home, web_people=False) as client:
        shown = as_json(client, "/rapat?tahun=2024")
        assert facet(shown, "person") == []
        answer = client.get("/en/rapat?orang=1", headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["error"]) == (
            400,
            "On this site meetings cannot be chosen by people.",
        )


def test_a_person_is_chosen_by_number(client):
    [(name, _, address)] = facet(as_json(client, "/rapat?tahun=2024"), "person")
    shown = as_json(client, address.replace("tahun=2024&", "").replace("&tahun=2024", ""))
    assert names(shown) == ["Rakor Banjir", "Bimtek Arsip"]
    assert [chip["name"] for chip in shown["chosen"]] == [name]


def test_an_empty_archive_says_so(tmp_path):
    home = copy_home(tmp_path)
    store = open_store(f"sqlite:///{home / 'notula.db'}")
    store.articles.remove(store.articles.hashes())
    store.close()
    with visiting(home) as client:
        assert "Arsip ini belum memuat artikel." in client.get("/").text
        assert "Arsip ini belum memuat rapat." in client.get("/rapat").text
        assert client.get("/kalender").status_code == client.get("/sumber").status_code == 200
