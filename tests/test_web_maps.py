"""What search engines are told."""

from __future__ import annotations

import pytest
from lxml import etree
from store_builders import LATER, NOW
from web_archive import opened_archive, tell, telling

from bot.web.machines import maps
from data.store import Action, Correction
from retrieval.correcting.making import make_correction
from retrieval.ingest.versions import remove_articles

SITE = "https://notula.example"
FIXED = [f"{SITE}{path}" for path in ("/", "/rapat", "/kalender", "/sumber")]


@pytest.fixture
def archive(tmp_path):
    with opened_archive(tmp_path, telling("a/b&c"), telling("b"), public_url=SITE) as opened:
        yield opened


def places(client, address="/sitemap.xml", *, item="url"):
    """The addresses of a map, each with the day of its last change."""
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/xml"
    root = etree.fromstring(answer.content)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return {one.findtext(f"{space}loc"): one.findtext(f"{space}lastmod") for one in root.findall(f"{space}{item}")}


def test_the_map_has_every_page_and_when_it_changed(archive):
    store, client = archive
    tell(store, telling("b", place="Aula"), now=LATER)
    found = places(client)
    assert list(found)[:4] == FIXED
    people = [address for address in found if address.startswith(f"{SITE}/orang/")]
    assert list(found)[4 : 4 + len(people)] == people
    assert len(people) == 2
    assert {address: day for address, day in found.items() if address not in (*FIXED, *people)} == {
        f"{SITE}/rapat/a%2Fb%26c%3A0": f"{LATER:%Y-%m-%d}",
        f"{SITE}/rapat/b%3A0": f"{LATER:%Y-%m-%d}",
        f"{SITE}/artikel/a%2Fb%26c": f"{NOW:%Y-%m-%d}",
        f"{SITE}/artikel/b": f"{LATER:%Y-%m-%d}",
    }


def test_what_is_removed_or_hidden_is_in_no_map(archive):
    store, client = archive
    remove_articles(store, ["b"], now=LATER)
    make_correction(store, Correction("a/b&c", Action.HIDE, 7, NOW))
    assert [address for address in places(client) if "/orang/" not in address] == FIXED


def test_people_are_in_the_map_where_their_pages_are_open(tmp_path):
    with opened_archive(tmp_path, telling("a"), web_people=False) as (_, client):
        assert not [address for address in places(client) if "/orang" in address]


def test_a_long_map_is_in_parts(archive, monkeypatch):
    """The map then lists its parts, which have everything once."""
    _, client = archive
    whole = list(places(client))
    monkeypatch.setattr(maps, "MOST_ADDRESSES", 3)
    parts = list(places(client, item="sitemap"))
    assert parts == [f"{SITE}/sitemap.xml?bagian={number}" for number in (1, 2, 3, 4)]
    assert [one for part in parts for one in places(client, part)] == whole
    assert client.get("/sitemap.xml?bagian=5").status_code == 404


def test_crawlers_are_kept_from_pages_that_are_made_for_who_asks(archive):
    rules = archive[1].get("/robots.txt").text.splitlines()
    assert rules[0] == "User-agent: *"
    assert {"Disallow: /cari", "Disallow: /en/cari", "Disallow: /bukti/", "Disallow: /rapat?"} <= set(rules)
    assert rules[-1] == f"Sitemap: {SITE}/sitemap.xml"
    assert "Disallow: /rapat" not in rules


def test_where_nothing_is_to_be_found_all_is_closed(tmp_path):
    with opened_archive(tmp_path, telling("a"), web_indexed=False) as (_, client):
        assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
        assert client.get("/sitemap.xml").status_code == 404
