"""One meeting's page: its facts with the words that say so, who was there, and where outlets differ."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from builders import a_meeting, a_reading
from store_builders import put
from telegram_bot import copy_home
from web_visitor import visiting

from bot.web.addresses import address
from bot.web.meeting.details import When
from bot.web.meeting.markup import mark_up
from bot.web.models import Region
from bot.web.pages.meeting import DETAILS
from data.article import Article
from data.facts import Capacity, Fact, FactKind
from data.settings import Settings
from data.store import open_store
from retrieval.people.keeping import link_articles

RAKOR = "rakor-forkopimda-batang-hari-2023"
HOSTILE = "\u202e<script>alert(1)</script>{0}{name}\"'</title><b>%s"

FIRST = """\
Rakor Banjir dipimpin Bupati Demak Rahmawati Lestari di Pendopo pada 12 Februari 2024.
Hadir 150 peserta, di antaranya Camat Guntur Seto Wibowo.
Rahmawati mengatakan bantuan beras 25 ton siap disalurkan ke desa.
"""
SECOND = """\
Sekda Demak Wiraguna Sastra mewakili Bupati Demak dalam rakor di Aula Bappeda, 13 Februari 2024.
Hadir pula Kepala BPBD Larasati Wening bersama 90 peserta. Kapolres diundang.
Rahmawati mengatakan bantuan beras 30 ton siap disalurkan ke desa.
"""


def said(text, value, kind=FactKind.ATTENDANCE, *, line="", **fields):
    """A fact whose words are the line of a text that has its value."""
    start = text.index(line or value)
    start = text.rfind("\n", 0, start) + 1
    return Fact(kind, value, start, text.index("\n", start), fields.pop("rule", "test"), 0, **fields)


def outlet(name, text, /, *facts, article=None, **meeting):
    """An outlet's article on the event, and what was read of it."""
    article = article or Article(
        f"banjir-{name.casefold()}",
        text,
        title=f"Rakor Banjir {name}",
        publisher=f"Kabar {name}",
        url=f"https://kabar.example/{name}",
        published=datetime(2024, 2, meeting.pop("published", 13), tzinfo=UTC),
    )
    found = a_meeting(**{"name": "Rakor Banjir", "regions": ("3321",), **meeting})
    return article, a_reading(*facts, meetings=[found], article_id=article.id)


def two_outlets():
    regent = {"person": "Rahmawati Lestari", "role": "Bupati Demak"}
    first = outlet(
        "A",
        FIRST,
        said(FIRST, "2024-02-12", FactKind.DATE, line="12 Februari"),
        said(FIRST, "Pendopo", FactKind.PLACE),
        said(FIRST, "150 peserta", FactKind.PARTICIPANTS),
        said(FIRST, "Rahmawati Lestari", capacity=Capacity.LED, **regent),
        said(FIRST, "Seto Wibowo", person="Seto Wibowo", role="Camat Guntur", capacity=Capacity.PRESENT, certain=False),
        said(FIRST, FIRST.splitlines()[2], FactKind.STATEMENT, rule="statement.reported", **regent),
        date=date(2024, 2, 12),
        place="Pendopo",
        time="pukul 09.00 WIB",
    )
    second = outlet(
        "B",
        SECOND,
        said(SECOND, "2024-02-13", FactKind.DATE, line="13 Februari"),
        said(SECOND, "Aula Bappeda", FactKind.PLACE),
        said(SECOND, "90 peserta", FactKind.PARTICIPANTS),
        said(SECOND, "Bupati Demak", role="Bupati Demak", capacity=Capacity.ABSENT),
        said(
            SECOND,
            "Wiraguna Sastra",
            person="Wiraguna Sastra",
            role="Sekda Demak",
            represents="Bupati Demak",
            capacity=Capacity.PRESENT,
        ),
        said(
            SECOND,
            "Larasati Wening",
            person="Larasati Wening",
            role="Kepala BPBD",
            capacity=Capacity.SPOKE,
            corrected=date(2024, 3, 1),
        ),
        said(SECOND, "Kapolres", capacity=Capacity.INVITED),
        said(SECOND, SECOND.splitlines()[2], FactKind.STATEMENT, rule="statement.reported", **regent),
        date=date(2024, 2, 13),
        place="Aula Bappeda",
        published=14,
    )
    return first, second


def hostile():
    """An article of which everything that can be shown is markup."""
    text = f"{HOSTILE} membuka.\n"
    kinds = (FactKind.PLACE, FactKind.ORGANISER, FactKind.THEME, FactKind.AGENDA, FactKind.PARTICIPANTS)
    details = [said(text, HOSTILE, kind) for kind in kinds]
    people = [
        said(text, HOSTILE, person=HOSTILE, role=f"Ketua {HOSTILE}", represents=HOSTILE, capacity=capacity)
        for capacity in (Capacity.OPENED, Capacity.SPOKE)
    ]
    words = said(text, HOSTILE, FactKind.STATEMENT, person=HOSTILE, role=HOSTILE, rule="statement.quote")
    article = Article(f"x/../{HOSTILE}?#&", text, title=HOSTILE, publisher=HOSTILE, url=f"https://x.example/{HOSTILE}")
    fields = {"name": HOSTILE, "place": HOSTILE, "organiser": HOSTILE, "theme": HOSTILE, "time": HOSTILE}
    return outlet("", text, *details, *people, words, article=article, date=date(2024, 5, 1), **fields)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The sample archive with two outlets on one event, an article of markup, and a copy of the first outlet's."""
    home = copy_home(tmp_path_factory.mktemp("meeting"))
    store = open_store(Settings(home=home, _env_file=None).database)
    (article, reading), *others = two_outlets()
    copy = replace(article, id="banjir-salinan", publisher="Kabar C", url=None, published=datetime(2024, 2, 15))  # noqa: DTZ001
    told = [(article, reading), *others, hostile(), (copy, replace(reading, article_id=copy.id))]
    put(store, *(one for one, _ in told))
    store.readings.put([one for _, one in told], now=datetime(2024, 5, 1, tzinfo=UTC))
    store.versions.put({one.id: [number] for number, one in enumerate((article, copy))}, comparison="1")
    store.versions.link(article.id, [copy.id])
    link_articles(store, [one for one, _ in told], {one.article_id: one for _, one in told})
    store.close()
    return home


@pytest.fixture(scope="module")
def client(home):
    with visiting(home) as opened:
        yield opened


def page_of(client, meeting, **settings):
    return client.get(address("meeting", id=meeting, **settings))


def result_of(client, meeting):
    return client.get(f"{address('meeting', id=meeting)}.json").json()


def test_people_are_told_by_what_they_did(client):
    """Each once, with office, for whom, and who stood in for whoever was represented."""
    people = result_of(client, f"{RAKOR}:0")["people"]
    told = [
        (one["name"], one["role"], one["presence"], one["capacities"], one["represents"], one["deputies"])
        for one in people
        if one["name"] or one["presence"] != "present"
    ]
    azan, saryono = (next(one for one in people if one["name"] == name) for name in ("Muhamad Azan", "Iptu Saryono"))
    assert told == [
        (None, "Bupati Batang Hari", "represented", [], None, [{"name": "Muhamad Azan", "person": azan["person"]}]),
        ("Muhamad Azan", "Sekretaris Daerah", "present", ["opened"], "Bupati Batang Hari", []),
        ("Muhammad Rifai", "Asisten 1 Pemerintah dan Kesra", "present", ["present"], None, []),
        ("Anita Yasmi", "Ketua DPRD Batang Hari", "present", ["present"], None, []),
        ("M. Zubair", "Kajari Batang Hari", "present", ["present"], None, []),
        (
            None,
            "Kapolres Batang Hari",
            "represented",
            [],
            None,
            [{"name": "Iptu Saryono", "person": saryono["person"]}],
        ),
        ("Iptu Saryono", "KBO Intelkam Polres Batang Hari", "present", ["present"], "Kapolres Batang Hari", []),
    ]
    headings = re.findall(r"<h3>(\w[^<]*)</h3>", page_of(client, f"{RAKOR}:0").text)
    assert headings == ["Membuka", "Hadir", "Unsur dan kelompok yang hadir", "Diwakili"]


def test_every_claim_leads_to_its_words(client):
    """Quotes are slices of the article, and the page links to their place."""
    found = result_of(client, f"{RAKOR}:0")
    text = client.app.state.app.store.articles.get(RAKOR).text
    page = page_of(client, f"{RAKOR}:0").text
    claims = [*found["when"], *found["place"], *found["theme"], *found["people"]]
    claims += [statement for speaker in found["statements"] for statement in speaker["statements"]]
    facts = [fact for claim in claims for fact in claim["facts"]]
    assert len(facts) >= len(claims) > 15
    for fact in facts:
        assert text[fact["start"] : fact["end"]] == fact["quote"]
        assert f'href="/artikel/{RAKOR}#s{fact["start"]}-{fact["end"]}"' in page


def test_names_lead_to_people_and_regions_to_their_meetings(client):
    page = page_of(client, f"{RAKOR}:0").text
    person = next(one["person"] for one in result_of(client, f"{RAKOR}:0")["people"] if one["name"] == "Muhamad Azan")
    assert f'<a href="/orang/{person}"><bdi>Muhamad Azan</bdi></a>' in page
    assert '<a href="/rapat?daerah=1504">Batang Hari</a>' in page
    assert '<a href="/rapat?daerah=1504&amp;bulan=2023-05">Rapat lain di Batang Hari, Mei 2023</a>' in page
    assert f'href="/rapat/{RAKOR}%3A0.ics"' in page


def test_where_people_are_closed_names_are_no_links(home):
    with visiting(home, web_people=False) as client:
        page = page_of(client, f"{RAKOR}:0").text
        assert "<strong><bdi>Muhamad Azan</bdi></strong>" in page
        assert "/orang" not in page
        assert "Person" not in page
        assert {one["person"] for one in result_of(client, f"{RAKOR}:0")["people"]} == {None}


def test_outlets_that_differ_stand_side_by_side(client):
    """Day, place, number, presence and figures; a silence is no difference, and a copy of a text no outlet."""
    differences = result_of(client, "banjir-a:0")["differences"]
    told = [
        (one["of"], one["about"], [(said["value"], said["deputies"]) for said in one["said"]]) for one in differences
    ]
    assert told == [
        ("date", None, [("2024-02-12", []), ("2024-02-13", [])]),
        ("place", None, [("Pendopo", []), ("Aula Bappeda", [])]),
        ("participants", None, [("150 peserta", []), ("90 peserta", [])]),
        ("presence", "Bupati Demak", [("present", []), ("represented", ["Wiraguna Sastra"])]),
        (
            "statement",
            "Rahmawati Lestari",
            [(FIRST.splitlines()[2], []), (SECOND.splitlines()[2], [])],
        ),
    ]
    page = page_of(client, "banjir-a:0").text
    assert "Kehadiran Bupati Demak" in page
    assert re.search(r'<a href="/artikel/banjir-b#s\d+-\d+">diwakili Wiraguna Sastra</a>', page)
    assert 'href="https://kabar.example/B#:~:text=' in page


def test_what_only_one_outlet_names_and_who_copied_another(client):
    accounts = result_of(client, "banjir-a:0")["accounts"]
    told = [(one["id"], [name["name"] for name in one["only_here"]], one["same_text_as"]) for one in accounts]
    assert told == [
        ("banjir-a:0", ["Rahmawati Lestari", "Seto Wibowo"], None),
        ("banjir-b:0", ["Wiraguna Sastra", "Larasati Wening"], None),
        ("banjir-salinan:0", [], "banjir-a"),
    ]
    assert "Naskahnya sama dengan Kabar A." in page_of(client, "banjir-a:0").text


def test_all_accounts_of_an_event_are_one_page(client):
    """The same result by each of them; search engines are told the address by the earliest."""
    assert result_of(client, "banjir-b:0") == result_of(client, "banjir-a:0")
    for meeting in ("banjir-a:0", "banjir-b:0", "banjir-salinan:0"):
        page = page_of(client, meeting).text
        assert '<link rel="canonical" href="http://testserver/rapat/banjir-a%3A0">' in page


def test_what_is_unsure_says_so(client):
    """Also what was corrected, who was invited only, and in English."""
    page = client.get("/en/rapat/banjir-a:0").text
    assert re.search(r'Seto Wibowo</bdi></a></strong>.*<span class="note">uncertain</span>', page)
    assert re.search(r"<h3>Invited</h3>\s*<ul class=\"people\">\s*<li><span class=\"begin\"><bdi>Kapolres</bdi>", page)
    assert re.search(
        r'Larasati Wening</bdi></a></strong>.*<span class="note">corrected by the keepers on 1 March 2024', page
    )
    assert result_of(client, "banjir-a:0")["people"][-1]["presence"] == "invited"


def test_a_date_that_contradicts_itself_says_so(client):
    page = page_of(client, "rapat-forkopimda-batang-hari-2022:0").text
    told = "Artikel menulis “Rabu (10/09/2022)”, padahal 10 September 2022 jatuh pada hari Sabtu."
    assert f"{told} Mungkin maksudnya 10 Agustus 2022." in page


def test_search_engines_are_told_what_was_surely_read(client):
    """Not a day that contradicts itself, nor one of which outlets disagree."""
    assert marked(client, f"{RAKOR}:0") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari",
        "url": f"http://testserver/rapat/{RAKOR}%3A0",
        "startDate": "2023-05-25",
        "location": {
            "@type": "Place",
            "name": "Gazebo Kolam Rumah Dinas Bupati Batang Hari",
            "address": "Batang Hari",
        },
        "organizer": {"@type": "Organization", "name": "pemerintah kabupaten"},
        "about": "Sinergitas Peran Forkopimda Dalam Penanganan Isu-Isu Aktual di Batang Hari",
        "attendee": [
            {"@type": "Person", "name": "Muhamad Azan", "jobTitle": "Sekretaris Daerah"},
            {"@type": "Person", "name": "Muhammad Rifai", "jobTitle": "Asisten 1 Pemerintah dan Kesra"},
            {"@type": "Person", "name": "Anita Yasmi", "jobTitle": "Ketua DPRD Batang Hari"},
            {"@type": "Person", "name": "M. Zubair", "jobTitle": "Kajari Batang Hari"},
            {"@type": "Person", "name": "Iptu Saryono", "jobTitle": "KBO Intelkam Polres Batang Hari"},
        ],
    }
    for meeting in ("rapat-forkopimda-batang-hari-2022:0", "banjir-a:0"):
        assert "startDate" not in marked(client, meeting)


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("pukul 09.00 WIB", "2024-02-12T09:00+07:00"),
        ("pukul 9.30–selesai WITA", "2024-02-12T09:30+08:00"),
        ("pukul 13.45 WIT", "2024-02-12T13:45+09:00"),
        ("pukul 14.30", "2024-02-12T14:30"),
        ("pukul 08.00–10.30 WIB", "2024-02-12T08:00+07:00"),
        ("pagi", "2024-02-12"),
        ("pukul 25.00 WIB", "2024-02-12"),
    ],
)
def test_the_hour_for_search_engines(told, start):
    """With the zone that is written, else with that of the place, where one is known."""
    when = When(date=date(2024, 2, 12), date_end=None, time=told, inferred=None, clash=None, facts=[])
    found = mark_up("Rakor", "/", when=[when], details={name: [] for name in DETAILS}, regions=[], people=[])
    assert found["startDate"] == start


def test_an_hour_without_a_zone_is_that_of_the_place():
    """East of Borneo clocks are ahead."""
    when = When(date=date(2024, 2, 12), date_end=None, time="pukul 14.30", inferred=None, clash=None, facts=[])
    jayapura = Region(code="9171", name="Kota Jayapura")
    found = mark_up("Rakor", "/", when=[when], details={name: [] for name in DETAILS}, regions=[jayapura], people=[])
    assert found["startDate"] == "2024-02-12T14:30+09:00"


def marked(client, meeting):
    """What a page says as data."""
    page = page_of(client, meeting).text
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def test_texts_never_become_markup(client):
    """Whatever an article puts into names, offices, places and its own address is shown as it is."""
    article, _ = hostile()
    page = page_of(client, f"{article.id}:0").text
    assert "<script>alert" not in page
    assert page.count("<script") == 2
    assert page.count("</title>") == 1
    assert not re.findall(r'"\s+\w+=[^"]*alert', page)
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{0}{name}&#34;&#39;&lt;/title&gt;&lt;b&gt;%s") > 20
    assert marked(client, f"{article.id}:0")["name"] == HOSTILE
    found = result_of(client, f"{article.id}:0")
    assert (found["name"], found["people"][0]["name"], found["accounts"][0]["source"]["url"]) == (
        HOSTILE,
        HOSTILE,
        None,
    )


@pytest.mark.parametrize(
    "meeting", ["", "rakor", f"{RAKOR}:7", f"{RAKOR}:", f"{RAKOR}:-1", "a" * 400, "../../etc:0", HOSTILE]
)
def test_a_meeting_that_is_not_there(client, meeting):
    """One sentence, as a page and as data."""
    answer = client.get(f"/en{address('meeting', id=meeting)}")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    if meeting:
        assert "This meeting is not in the archive, or not any more." in answer.text
