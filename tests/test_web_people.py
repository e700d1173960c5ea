"""People's pages: who is found, what one person held and did, and that these pages can be closed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from telegram_bot import copy_home
from test_people_links import keep, news
from web_visitor import visiting

from bot.web.addresses import address
from data.article import Article
from data.settings import Settings
from data.store import open_store
from retrieval.people.keeping import join_people

AZAN, ANITA = "Muhamad Azan", "Anita Yasmin SE"
SURYA = "Surya Mahendra"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The sample archive, with somebody who opens a meeting in each of 22 years, was vice regent once, and was stood in
    for by somebody whose article does not name them."""
    home = copy_home(tmp_path_factory.mktemp("people"))
    store = open_store(Settings(home=home, _env_file=None).database)
    keep(store, news(0, "Wakil Bupati Demak", SURYA, year=1999))
    keep(store, *(news(year, "Bupati Demak", SURYA, year=year, publisher="Kabar Demak") for year in range(2000, 2022)))
    text = (
        "DEMAK - Rapat koordinasi pangan digelar di Pendopo Kabupaten Demak, (20/3/2001).\n"
        "Bupati Demak diwakili oleh Asisten II Setda Demak, H. Rifai Halim, S.Sos.\n"
        '"Stok beras <b>aman</b> sampai {bulan} depan," kata Rifai Halim.\n'
    )
    keep(store, Article("wakil", text, publisher="<i>Kabar</i>", published=datetime(2001, 3, 21, tzinfo=UTC)))
    keep(store, news(90, "Kapolres Rembang", "Tirta Sanjaya"))
    keep(store, news(91, "Wakil Bupati Rembang", "Bima Prakosa", month=5))
    store.close()
    return home


@pytest.fixture(scope="module")
def client(home):
    with visiting(home) as opened:
        yield opened


def found(client, q):
    """How people were meant, and who."""
    result = client.get(f"/orang.json?q={q}").json()
    return result["why"], [one["name"] for one in result["people"]]


def person_of(client, name):
    return client.get("/orang.json", params={"q": name}).json()["people"][0]["id"]


def result_of(client, name, **asked):
    return client.get(f"/orang/{person_of(client, name)}.json", params=asked).json()


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("azan", ("named", [AZAN])),
        ("ketua dprd batang hari", ("holders", [ANITA])),
        ("Suria Mahendra", ("named", [SURYA])),
        ("Anito", ("resembling", [ANITA])),
        ("Xyzzy Qwerty", ("resembling", [])),
    ],
)
def test_people_are_found_by_name_and_office(client, q, expected):
    assert found(client, q) == expected


def test_those_mentioned_most_are_shown_first(client):
    """With the office that was mentioned last, and its region."""
    result = client.get("/orang.json").json()
    assert (result["why"], result["people"][0]["name"], result["people"][1]["name"]) == ("often", SURYA, ANITA)
    page = client.get("/orang").text
    assert re.search(r'<a href="/orang/\d+"><bdi>Surya Mahendra</bdi></a></strong>\s*<div class="faint">', page)
    assert "<bdi>Bupati Demak</bdi>" in page


def test_who_is_not_found_is_said_and_is_no_markup(client):
    page = client.get("/en/orang", params={"q": '<script>alert(1)</script>{0}\u202e"'}).text
    assert "The archive does not name that person." in page
    assert 'value="&lt;script&gt;alert(1)&lt;/script&gt;{0}\u202e&#34;"' in page


def test_a_person_with_offices_meetings_and_words(client):
    """Each with the words that say so."""
    result = result_of(client, AZAN)
    assert [(one["office"], one["first"], one["last"], one["doubt"]) for one in result["offices"]] == [
        ("Sekretaris Daerah", "2023-05-25", "2023-05-25", "none")
    ]
    assert [(one["meeting"]["id"], one["capacities"]) for one in result["meetings"]] == [
        ("rakor-forkopimda-batang-hari-2023:0", ["opened"])
    ]
    assert [(one["text"], one["date"]) for one in result["stood_in"]] == [("Bupati Batang Hari", "2023-05-25")]
    assert len(result["statements"]) == 4
    articles = client.app.state.app.store.articles
    claims = [*result["offices"], *result["meetings"], *result["stood_in"], *result["statements"]]
    for fact in (fact for claim in claims for fact in claim["facts"]):
        assert articles.get(fact["article_id"]).text[fact["start"] : fact["end"]] == fact["quote"]


def test_a_page_of_a_person(client):
    """Offices newest first, and what was inferred says so."""
    number = person_of(client, SURYA)
    page = client.get(f"/orang/{number}").text
    assert re.findall(r"<strong><bdi>(.*?)</bdi></strong>", page) == ["Bupati Demak", "Wakil Bupati Demak"]
    assert '<time datetime="2000-03-15">15 Maret 2000</time> – <time datetime="2021-03-15">15 Maret 2021</time>' in page
    assert '<span class="note">disimpulkan</span>' in page
    assert "“Disimpulkan”: program menautkan penyebutan itu" in page
    assert f'href="/rapat?orang={number}"' in page
    assert re.search(r'<a class="begin" href="/rapat/a2021%3A0">', page)
    assert "Named in 23 articles." in client.get(f"/en/orang/{number}").text


def test_deeds_are_told_page_by_page(client):
    """The newest 20 articles, then the rest with who stood in at that time; pages lead to each other."""
    number = person_of(client, SURYA)
    first, second = (result_of(client, SURYA, halaman=page) for page in (1, 2))
    assert [one["date"][:4] for one in first["meetings"]] == [str(year) for year in range(2021, 2001, -1)]
    assert [one["date"][:4] for one in second["meetings"]] == ["2001", "2000", "1999"]
    assert first["deputies"] == []
    assert [(one["text"], one["date"], one["is_inferred"]) for one in second["deputies"]] == [
        ("Asisten II Setda Demak H. Rifai Halim, S.Sos.", "2001-03-20", True)
    ]
    assert f'rel="next" href="/orang/{number}?halaman=2"' in client.get(f"/orang/{number}").text
    assert f'rel="prev" href="/orang/{number}"' in client.get(f"/orang/{number}?halaman=2").text
    assert client.get(f"/orang/{number}?halaman=3").status_code == 404


def test_words_are_shown_as_they_are(client):
    """A quotation with markup and braces, from a publisher that is markup."""
    page = client.get(f"/orang/{person_of(client, 'Rifai Halim')}").text
    assert "Stok beras &lt;b&gt;aman&lt;/b&gt; sampai {bulan} depan," in page
    assert "<bdi>&lt;i&gt;Kabar&lt;/i&gt;</bdi>" in page


@pytest.mark.parametrize("number", ["0", "987654", "-1", "9" * 40, "5x", "٥", "<script>", "1/2"])
def test_a_person_who_is_not_there(client, number):
    answer = client.get(address("person", id=number))
    assert (answer.status_code, "Tidak ada orang dengan nomor ini di arsip" in answer.text) == (404, True)


def test_who_was_joined_with_another_is_gone(home):
    """What they did is the other's at once."""
    with visiting(home) as client:
        one, other = person_of(client, "Tirta Sanjaya"), person_of(client, "Bima Prakosa")
        assert client.get(f"/orang/{other}").status_code == 200
        join_people(client.app.state.app.store, one, other)
        assert client.get(f"/orang/{other}").status_code == 404
        assert len(client.get(f"/orang/{one}.json").json()["meetings"]) == 2


def test_people_can_be_closed(home):
    """One sentence, whoever is asked for, and nothing leads there."""
    with visiting(home, web_people=False) as client:
        for path in ("/orang", "/orang?q=azan", "/orang/1", "/orang/987654", "/en/orang/1.json"):
            answer = client.get(path)
            assert answer.status_code == 404
            sentence = "have closed people's pages." if path.startswith("/en") else "Halaman orang tidak dibuka"
            assert sentence in answer.text.replace("&#39;", "'")
        assert 'href="/orang"' not in client.get("/").text


def test_how_people_are_called_where_they_are_mentioned(store):
    """What was mentioned last first; most mentions first."""
    keep(store, news(1, "Wakil Bupati Demak", SURYA, year=2018), news(2, "Bupati Demak", SURYA))
    keep(store, news(3, "Kapolres Rembang", "Tirta Sanjaya", region="Rembang"))
    people = store.people.most_mentioned(limit=9)
    called = {
        number: [(one.name, one.office, str(one.last)) for one in own]
        for number, own in store.people.called(people).items()
    }
    assert [called[number] for number in people] == [
        [(SURYA, "Bupati Demak", "2021-03-15"), (SURYA, "Wakil Bupati Demak", "2018-03-15")],
        [("Tirta Sanjaya", "Kapolres Rembang", "2021-03-15")],
    ]
    assert store.people.most_mentioned(limit=1) == people[:1]
