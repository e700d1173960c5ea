"""The widget for other sites, and the code that puts it there."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from lxml import html
from store_builders import LATER
from web_archive import JEPARA, opened_archive, telling

from retrieval.ingest.versions import remove_articles

HOSTILE = "Rapat </a><script>alert(1)</script> \" onload='x'"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    tellings = [
        telling("a", place="Pendopo", time="pukul 09.00 WIB"),
        telling("b", kind="fgd", name=HOSTILE, date=date(2019, 3, 5), regions=(JEPARA, "33")),
    ]
    with opened_archive(tmp_path_factory.mktemp("sematan"), *tellings, public_url="https://notula.example") as opened:
        yield opened


@pytest.fixture
def client(archive):
    return archive[1]


def test_the_widget_shows_the_newest_days_first_and_leads_out_of_its_frame(client):
    shown = html.fromstring(client.get("/sematkan").text).findall(".//li")
    assert [" ".join(one.text_content().split()) for one in shown] == [
        "Rakor Pangan 2 Mei 2024, 09.00 WIB · Pendopo, Demak",
        f"{HOSTILE} 5 Maret 2019 · Jepara",
    ]
    assert dict(shown[0].find("a").attrib) == {
        "href": "https://notula.example/rapat/a%3A0",
        "target": "_blank",
        "rel": "noopener",
    }


def test_the_widget_is_narrowed(client):
    assert [one["id"] for one in client.get("/sematkan.json?daerah=3320").json()["meetings"]] == ["b:0"]
    assert len(client.get("/sematkan.json?jumlah=1").json()["meetings"]) == 1
    assert "There are no such meetings yet." in client.get("/en/sematkan?daerah=3320&jenis=rakor").text


@pytest.mark.parametrize("address", ["/sematkan?jenis=rakor", "/en/sematkan?daerah=3320"])
def test_other_sites_may_show_the_widget_and_nothing_else(client, address):
    assert "frame-ancestors *" in client.get(address).headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get(f"{address}&jumlah=0").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get("/sematkan/kode").headers["Content-Security-Policy"]


def test_the_code_is_shown_to_the_letter_and_leads_to_the_widget(client):
    page = client.get("/en/sematkan/kode?daerah=3320&jenis=fgd").text
    code = html.fromstring(page).find(".//textarea").text
    frame = html.fromstring(code)
    assert (frame.tag, frame.get("src")) == ("iframe", "https://notula.example/en/sematkan?daerah=3320&jenis=fgd")
    assert "<iframe" not in page
    assert client.get(frame.get("src").removeprefix("https://notula.example")).status_code == 200
    assert unescape(code).count("&") == 1


def test_what_is_removed_is_gone_from_the_widget(tmp_path):
    with opened_archive(tmp_path, telling("a")) as (store, client):
        assert "Rakor Pangan" in client.get("/sematkan").text
        remove_articles(store, ["a"], now=LATER)
        assert "Rakor Pangan" not in client.get("/sematkan").text
