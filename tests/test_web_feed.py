"""The Atom feed: read back by a reader of feeds, and held against the rules of RFC 4287."""

from __future__ import annotations

from datetime import date

import feedparser
import pytest
from atom_rules import find_faults
from store_builders import LATER
from web_archive import JEPARA, opened_archive, tell, telling

from retrieval.ingest.versions import remove_articles

HOSTILE = "Rapat <script>alert(1)</script> & \x00\x08\x1b\ufffe ]]> 😀"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Four events of which one is told twice, one has no day, one a hostile name; the last one arrived later."""
    tellings = [
        telling("a", place="Pendopo", time="pukul 09.00 WIB"),
        telling("b", publisher="Suara Pantura"),
        telling("c", name="Rakor Entah", date=None),
        telling("d", name=HOSTILE, kind="fgd", publisher=HOSTILE, title=HOSTILE),
    ]
    with opened_archive(tmp_path_factory.mktemp("umpan"), *tellings, public_url="https://notula.example") as opened:
        last = telling("e", name="FGD Jalan", kind="fgd", date=date(2019, 3, 5), regions=(JEPARA, "33"), publisher="")
        tell(opened[0], last, now=LATER)
        yield opened


@pytest.fixture
def client(archive):
    return archive[1]


def read(client, address="/umpan.atom"):
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml"
    assert find_faults(answer.content) == []
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return found


def test_the_last_arrival_comes_first_and_an_event_once(client):
    found = read(client)
    assert found.entries[0].title == "FGD Jalan"
    assert sorted(entry.title for entry in found.entries[1:]) == [
        "Rakor Entah",
        "Rakor Pangan",
        "Rapat <script>alert(1)</script> & ]]> 😀",
    ]
    assert found.feed.updated == found.entries[0].updated == "2024-05-04T08:00:00Z"


def test_an_entry_says_when_where_who_and_by_whom(client):
    (entry,) = (one for one in read(client).entries if one.title == "Rakor Pangan")
    assert entry.summary.split("\n") == [
        "2 Mei 2024, 09.00 WIB, Pendopo",
        "Daerah: Demak",
        "Disebut hadir: Rahmawati Lestari; Wiraguna Sastra.",
        "Sumber: Kabar Demak, Rakor Pangan Digelar, https://kabar.example/1",
        "Sumber: Suara Pantura, Rakor Pangan Digelar, https://kabar.example/1",
    ]
    assert [one.name for one in entry.authors] == ["Kabar Demak", "Suara Pantura"]
    assert (entry.link, entry.tags[0].term) == ("https://notula.example/rapat/a%3A0", "rakor")


def test_a_feed_is_narrowed_like_the_list_of_meetings(client):
    found = read(client, "/en/umpan.atom?daerah=3320&jenis=fgd")
    assert [entry.title for entry in found.entries] == ["FGD Jalan"]
    links = {link.rel: link.href for link in found.feed.links}
    assert links == {
        "self": "https://notula.example/en/umpan.atom?daerah=3320&jenis=fgd",
        "alternate": "https://notula.example/en/rapat?daerah=3320&jenis=fgd",
    }
    assert read(client, "/umpan.atom?daerah=3320&jenis=paripurna").entries == []


def test_names_stay_and_what_is_removed_is_gone_at_once(tmp_path):
    with opened_archive(tmp_path, telling("a")) as (store, client):
        (before,) = read(client).entries
        tell(store, telling("b", publisher="Suara Pantura"), telling("a", place="Aula"), now=LATER)
        (after,) = read(client).entries
        assert (after.id, after.published, after.updated) == (before.id, before.published, "2024-05-04T08:00:00Z")
        remove_articles(store, ["a", "b"], now=LATER)
        assert read(client).entries == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("<title>Rakor", "<title type='html5'>Rakor", "title: type html5"),
        ("2024-05-04T08:00:00Z", "2024-05-04", "updated: no moment: 2024-05-04"),
        ('rel="self"', 'rel="self" hreflang=""', "link: hreflang of nothing"),
        ("<author><name>Notula</name></author>", "", "entry without an author"),
        ('href="https://notula.example/rapat"', 'href="rapat ini"', "link: no address: rapat ini"),
    ],
)
def test_the_rules_find_what_is_wrong(client, before, after, fault):
    """The walk that holds the feed against the RFC is no rubber stamp."""
    broken = client.get("/umpan.atom").text.replace(before, after)
    assert fault in find_faults(broken.encode())
