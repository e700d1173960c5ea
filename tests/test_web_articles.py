# ruff: noqa: E501 - pages stand here to the letter
"""The page of an article: where it is from, what was read, and the sentences that this stands on."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from builders import RAKOR_BANJIR, a_fact, a_meeting, a_reading
from inline_snapshot import snapshot
from store_builders import put
from telegram_bot import copy_home
from web_visitor import otherwise, visiting

from bot.web.addresses import address
from data.article import Article
from data.facts import FactKind
from data.store import Action, Correction

TEXT = "Rapat pangan digelar di Aula Kecamatan. Stok beras cukup, kata Camat. Hujan turun. Acara ditutup doa.\nSelesai."
PANGAN = Article(
    "pangan/2024 ?#%",
    TEXT,
    title="Rakor Pangan <b>Sukamaju</b>",
    publisher="Kabar & Kabar",
    url="https://kabar.example/a?b=1&c=2",
    published=datetime(2024, 3, 5, 20, 0, tzinfo=UTC),
)
HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} %(x)s \u202e"


def spans(quote):
    return {"start": TEXT.index(quote), "end": TEXT.index(quote) + len(quote)}


READ = a_reading(
    a_fact(FactKind.PLACE, "Aula Kecamatan", **spans("Rapat pangan digelar di Aula Kecamatan.")),
    a_fact(FactKind.STATEMENT, "Stok beras cukup", **spans("Stok beras cukup")),
    meetings=(a_meeting(name="Rakor Pangan", date=date(2024, 3, 6), place="Aula Kecamatan", **spans("Rapat pangan")),),
    article_id=PANGAN.id,
)
PAGE = "/artikel/pangan%2F2024%20%3F%23%25"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    home = copy_home(tmp_path_factory.mktemp("web"))
    with visiting(home, web_archive="https://arsip.example/{day}/{url}", public_url="https://notula.example") as opened:
        store = opened.app.state.app.store
        hostile = Article("jahat", HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
        put(store, PANGAN, RAKOR_BANJIR, hostile, Article("kembar", TEXT, title="Rakor Lagi", publisher="Warta"))
        read = a_reading(
            a_fact(FactKind.PLACE, HOSTILE, start=0, end=len(HOSTILE)),
            meetings=(a_meeting(name=HOSTILE, place=HOSTILE, end=len(HOSTILE)),),
            article_id="jahat",
        )
        store.readings.put([READ, read], now=datetime(2024, 3, 6, tzinfo=UTC))
        store.versions.put({PANGAN.id: {1}, "kembar": {1}}, comparison="test")
        store.versions.link(PANGAN.id, ["kembar"])
        yield opened


def main_of(response):
    """What stands in the page's main part, from the line of its source on."""
    return response.text.partition("</h1>\n")[2].partition("\n</main>")[0]


def test_an_article_is_shown_by_what_stands_on_it(client):
    """Where it is from, what was read, and the sentences behind that, each with links; any id has an address."""
    assert main_of(client.get(PAGE)) == snapshot("""\
<p class="faint"><bdi>Kabar &amp; Kabar</bdi> · 6 Maret 2024</p>
<ul class="chips">
<li><a href="https://kabar.example/a?b=1&amp;c=2" rel="noopener">Baca di Kabar &amp; Kabar</a></li><li><a href="https://arsip.example/20240306/https://kabar.example/a?b=1&amp;c=2" rel="noopener">Salinan di arsip web</a></li></ul>
<section aria-labelledby="terbaca">
<h2 id="terbaca">Yang terbaca</h2>
<ul class="list">
<li lang="id"><a href="/rapat/pangan%2F2024%20%3F%23%25%3A0"><bdi>Rakor Pangan</bdi></a>
<div class="faint">6 Maret 2024 · Aula Kecamatan</div></li>
</ul>
</section>
<section aria-labelledby="isi-artikel">
<h2 id="isi-artikel">Kalimat yang menjadi dasar</h2>
<p class="faint">Yang ditampilkan hanya kalimat yang menjadi dasar keterangan; selebihnya ada di halaman penerbitnya.</p><div class="excerpt only" lang="id">
<p><span class="evidence" id="s0-39"><span class="evidence" id="s0-12"><mark>Rapat pangan</mark></span><mark> digelar di Aula Kecamatan.</mark></span><a class="at-publisher" href="https://kabar.example/a?b=1&amp;c=2#:~:text=Rapat%20pangan%20digelar%20di%20Aula%20Kecamatan." rel="noopener"><span aria-hidden="true">↗</span><span class="hidden"> kalimat ini di halaman penerbitnya</span></a> <span class="evidence" id="s40-56"><mark>Stok beras cukup</mark></span>, kata Camat.<a class="at-publisher" href="https://kabar.example/a?b=1&amp;c=2#:~:text=Stok%20beras%20cukup%2C%20kata%20Camat." rel="noopener"><span aria-hidden="true">↗</span><span class="hidden"> kalimat ini di halaman penerbitnya</span></a></p>
<p class="gap"><span aria-hidden="true">[…]</span><span class="hidden" lang="id">Bagian ini tidak ditampilkan</span></p>
</div>
</section>
<section aria-labelledby="versi">
<h2 id="versi">Dimuat juga, dengan isi yang hampir sama</h2>
<ul>
<li><a href="/artikel/kembar" lang="id"><bdi>Rakor Lagi</bdi></a> <span class="faint"><bdi>Warta</bdi></span></li>
</ul>
</section>\
""")


def test_as_json_there_are_the_same_sentences_and_no_others(client):
    """With offsets of the stored text, and the name of every span that links lead to."""
    page = client.get(f"{PAGE}.json")
    assert page.json() == snapshot(
        {
            "id": "pangan/2024 ?#%",
            "title": "Rakor Pangan <b>Sukamaju</b>",
            "publisher": "Kabar & Kabar",
            "day": "2024-03-06",
            "url": "https://kabar.example/a?b=1&c=2",
            "archived": "https://arsip.example/20240306/https://kabar.example/a?b=1&c=2",
            "meetings": [
                {"id": "pangan/2024 ?#%:0", "name": "Rakor Pangan", "day": "2024-03-06", "place": "Aula Kecamatan"}
            ],
            "versions": [{"id": "kembar", "title": "Rakor Lagi", "publisher": "Warta", "day": None}],
            "is_whole": False,
            "blocks": [
                {
                    "start": 0,
                    "end": 69,
                    "pieces": [
                        {
                            "text": "Rapat pangan",
                            "is_evidence": True,
                            "places": [],
                            "opens": ["s0-39", "s0-12"],
                            "closes": 1,
                            "sentence": None,
                        },
                        {
                            "text": " digelar di Aula Kecamatan.",
                            "is_evidence": True,
                            "places": [],
                            "opens": [],
                            "closes": 1,
                            "sentence": {"start": 0, "end": 39},
                        },
                        {"text": " ", "is_evidence": False, "places": [], "opens": [], "closes": 0, "sentence": None},
                        {
                            "text": "Stok beras cukup",
                            "is_evidence": True,
                            "places": [],
                            "opens": ["s40-56"],
                            "closes": 1,
                            "sentence": None,
                        },
                        {
                            "text": ", kata Camat.",
                            "is_evidence": False,
                            "places": [],
                            "opens": [],
                            "closes": 0,
                            "sentence": {"start": 40, "end": 69},
                        },
                    ],
                },
                {"start": 69, "end": 110, "pieces": []},
            ],
            "quoted": {
                "s0-39": "https://kabar.example/a?b=1&c=2#:~:text=Rapat%20pangan%20digelar%20di%20Aula%20Kecamatan.",
                "s40-69": "https://kabar.example/a?b=1&c=2#:~:text=Stok%20beras%20cukup%2C%20kata%20Camat.",
            },
        }
    )
    assert "Hujan" not in page.text


def test_a_quote_that_is_no_fact_is_shown_where_a_link_asks_for_it(client):
    """Marked, with its name; the rest of the text stays away."""
    asked = client.get(PAGE, params={"bukti": "70-82"})
    assert '<span class="evidence" id="s70-82"><mark>Hujan turun.</mark></span>' in asked.text
    assert "Acara ditutup" not in asked.text


def test_nobody_reads_a_whole_article_by_asking_for_its_spans(client):
    """Two sentences are shown, under the name that was asked for."""
    everything = client.get("/artikel/kembar", params={"bukti": "0-999999999"}).text
    assert "Stok beras" in everything
    assert 'id="s0-999999999"' in everything
    assert "Hujan" not in everything


@pytest.mark.parametrize("asked", ["x", "5", "-1-5", "1-2-3", "٣-٤", "5-10000000000", "<b>"])
def test_a_span_that_is_none_is_refused(client, asked):
    """In one sentence that names the part."""
    answer = client.get(PAGE, params={"bukti": asked})
    assert answer.status_code == 400
    assert "Bagian “bukti” pada alamat ini tidak dapat dibaca." in answer.text


@pytest.mark.parametrize("asked", ["9-3", "5-5", "800-900"])
def test_a_span_with_nothing_in_it_marks_nothing(client, asked):
    """The page is as without it."""
    assert main_of(client.get(PAGE, params={"bukti": asked})) == main_of(client.get(PAGE))


def test_a_whole_text_is_shown_where_the_settings_say_so(client):
    """In paragraphs, with the same marks and no gaps."""
    page = otherwise(client, web_texts=True).get(PAGE).text
    assert "<mark>Stok beras cukup</mark></span>, kata Camat." in page
    assert " Hujan turun. Acara ditutup doa.</p>\n<p>Selesai.</p>" in page
    assert "[…]" not in page


def test_versions_of_one_text_name_each_other(client):
    """In both directions."""
    page = client.get("/en/artikel/kembar").text
    assert "Also published, with nearly the same text" in page
    assert f'<a href="/en{PAGE}" lang="id"><bdi>Rakor Pangan &lt;b&gt;Sukamaju&lt;/b&gt;</bdi></a>' in page


def test_an_article_without_facts_shows_no_sentence(client):
    """It may be what was not read yet."""
    page = client.get(f"/artikel/{RAKOR_BANJIR.id}").text
    assert "Tidak ada rapat yang terbaca di artikel ini." in page
    assert "Tidak ada kalimat yang ditampilkan." in page
    assert "Pendopo" not in page


def test_texts_are_never_markup_and_no_address_of_another_kind_is_linked(client):
    """Of titles, names, places and the text itself."""
    page = client.get("/artikel/jahat").text
    assert "<script>alert" not in page
    assert "javascript:" not in page
    assert "49" not in main_of(client.get("/artikel/jahat"))
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }} %(x)s") == 10


def test_a_removed_article_is_gone_at_once(client):
    """From its page, and from those of its versions; its address says so in one sentence."""
    store = client.app.state.app.store
    put(store, Article("dicabut", TEXT, title="Yang dicabut"))
    store.versions.link(PANGAN.id, ["dicabut"])
    seen = client.get("/artikel/dicabut")
    assert seen.status_code == 200
    store.articles.remove(["dicabut"])
    gone = client.get("/artikel/dicabut", headers={"If-None-Match": seen.headers["ETag"]})
    assert gone.status_code == 404
    assert "Artikel ini tidak ada di arsip, atau tidak lagi." in gone.text
    assert "Yang dicabut" not in client.get(PAGE).text


def test_a_hidden_article_has_no_page(client):
    """Its keepers took it out of every answer."""
    store = client.app.state.app.store
    put(store, Article("keliru", TEXT))
    store.corrections.put(Correction("keliru", Action.HIDE, 77, datetime(2024, 3, 7, tzinfo=UTC)))
    assert client.get("/artikel/keliru?bukti=0-9").status_code == 404


def test_every_fact_of_the_sample_archive_has_a_place_to_link_to(client):
    """Once, whatever was read."""
    store = client.app.state.app.store
    for record in store.articles.latest():
        reading = store.readings.get_many([record.id]).get(record.id)
        named = re.findall(r' id="(s\d+-\d+)"', client.get(address("article", id=record.id)).text)
        assert len(named) == len(set(named))
        assert {f"s{fact.start}-{fact.end}" for fact in (reading.facts if reading else ())} <= set(named)
