# ruff: noqa: E501 - pages stand here to the letter
"""Questions asked on the site, what is shown of their answers, and the receipts of these."""

from __future__ import annotations

import re
import shutil
from html import unescape
from urllib.parse import quote

import pytest
from builders import HARGA_CABAI, MUSRENBANG, RAKOR_BANJIR, RAKOR_BANJIR_AGAIN
from inline_snapshot import snapshot
from web_visitor import otherwise, visiting

from data.article import Article
from data.readers import Record
from data.settings import Settings
from data.wording import answers as wording
from retrieval.ingest import open_writing

OPENER = "siapa yang membuka rapat koordinasi penanggulangan banjir Demak?"
HOSTILE = Article(
    "<i>jahat</i>/?#&",
    title="<script>alert(1)</script>",
    publisher="</a>{{ 7 * 7 }}",
    url="javascript:alert(1)",
    text="PATI - Rapat Koordinasi <script>alert(2)</script> Tambak Udang digelar di Aula <b>Juwana</b>, Kabupaten Pati, "
    'Kamis (7/3/2024). Rapat dibuka Camat Juwana Budi "onload=x" Raharja.',
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An archive of a few articles, built by the real pipeline."""
    home = tmp_path_factory.mktemp("web") / "rumah"
    with open_writing(Settings(home=home, _env_file=None)) as pipeline:
        articles = (RAKOR_BANJIR, RAKOR_BANJIR_AGAIN, MUSRENBANG, HARGA_CABAI, HOSTILE)
        pipeline.add([Record(article, "own") for article in articles])
    return home


@pytest.fixture(scope="module")
def client(home):
    with visiting(home) as opened:
        yield opened


def ask(client, question, path="/cari"):
    return client.get(path, params={"q": question})


def asked(client, question):
    """The answer as JSON."""
    return ask(client, question, "/cari.json").json()


def main_of(response):
    """What stands below the question box, without passages and what chance makes of it."""
    shown = response.text.partition("</form>")[2].partition("\n</main>")[0]
    shown = re.sub("(?s)<details>.*</details>", "<details></details>", shown)
    return re.sub(r"/bukti/\w{8}(.*?)>\w{8}<", r"/bukti/KODE\1>KODE<", shown)


def test_a_question_is_answered_as_by_the_bot(client):
    """With the meeting, quotes that lead to their places, sources, what was found, and the receipt."""
    assert main_of(ask(client, OPENER)) == snapshot("""\
<section class="card answer" aria-labelledby="jawaban">
<h2 id="jawaban" tabindex="-1" autofocus>Jawaban <span class="chip">Terjawab</span></h2>
<div class="said" lang="id">Sekretaris Daerah Demak Drs. Wiraguna Sastra, M.Si. (mewakili Bupati Demak; membuka acara).
“Rapat koordinasi dibuka Sekretaris Daerah Demak, Drs. Wiraguna Sastra, M.Si., mewakili Bupati Demak.”</div>
</section>

<section aria-labelledby="rapat-ini">
<h2 id="rapat-ini">Rapat yang dimaksud</h2>
<p lang="id"><bdi>Rapat Koordinasi Penanggulangan Banjir</bdi><br><span class="faint">12 Februari 2024 · Pendopo Satya Bhakti Praja · Demak</span></p>
<ul class="chips">
<li><a href="/rapat/rakor-banjir-demak%3A0">Semua tentang rapat ini</a></li><li><a href="/cari?q=siapa+yang+hadir+di+Rapat+Koordinasi+Penanggulangan+Banjir+Demak+12+Februari+2024" rel="nofollow">Siapa yang hadir?</a></li><li><a href="/rapat/rakor-banjir-demak%3A0.ics" rel="nofollow">Simpan ke kalender</a></li></ul>
</section>
<section aria-labelledby="kutipan">
<h2 id="kutipan">Kutipan</h2>
<figure class="quotation">
<p class="told" lang="id">Sekretaris Daerah Demak Drs. Wiraguna Sastra, M.Si.</p><blockquote lang="id">Rapat koordinasi dibuka Sekretaris Daerah Demak, Drs. Wiraguna Sastra, M.Si., mewakili Bupati Demak.</blockquote>
<figcaption class="faint"><bdi>Kabar Demak</bdi> · <a href="/artikel/rakor-banjir-demak?bukti=182-282#s182-282">lihat di artikelnya</a> · <a href="https://kabardemak.example/rakor-banjir#:~:text=Rapat%20koordinasi%20dibuka%20Sekretaris%20Daerah,Sastra%2C%20M.Si.%2C%20mewakili%20Bupati%20Demak." rel="noopener">buka di halaman penerbit</a></figcaption>
</figure></section><section aria-labelledby="sumber">
<h2 id="sumber">Sumber</h2>
<ol>
<li><a href="/artikel/rakor-banjir-demak" lang="id"><bdi>BPBD Demak Rakor Penanggulangan Banjir</bdi></a> <span class="faint"><bdi>Kabar Demak</bdi> · 13 Februari 2024</span>
</li>
</ol>
</section>
<details></details>
<p class="faint">Kode bukti <a href="/bukti/KODE" rel="nofollow">KODE</a>. Dengan kode ini siapa pun dapat melihat pertanyaan ini, jawabannya, dan apakah masih sama; tanpa kode tidak. Disimpan paling lama 180 hari.</p>\
""")


def test_the_answer_as_json_has_the_format_that_scripts_know(client):
    """What the engine answers, with its receipt; of passages only the sentences that facts stand on."""
    answer = asked(client, OPENER)
    known = client.app.state.app.engine.ask(OPENER).to_json()
    changed = {"milliseconds", "receipt", "passages"}
    assert {name: answer[name] for name in known if name not in changed} == {
        name: list(value) if isinstance(value, tuple) else value for name, value in known.items() if name not in changed
    }
    assert client.app.state.app.store.questions.find_receipt(answer["receipt"]).asked.conversation == "web"


def test_of_passages_only_sentences_are_shown_that_facts_stand_on(client):
    """To the letter; where whole texts may be shown, all of a passage is."""
    articles = {one.id: one for one in (RAKOR_BANJIR, RAKOR_BANJIR_AGAIN, MUSRENBANG, HARGA_CABAI, HOSTILE)}
    answer = asked(client, "harga cabai rawit di Rembang naik")
    for passage in answer["passages"]:
        assert articles[passage["article_id"]].text[passage["start"] : passage["end"]] == passage["text"]
    assert HARGA_CABAI.id in [source["article_id"] for source in answer["found"]]
    assert "Sumiyem" not in str(answer["passages"])
    assert "Sumiyem" in str(asked(otherwise(client, web_texts=True), "harga cabai rawit di Rembang naik")["passages"])


def test_every_quote_leads_to_its_place_in_the_article(client):
    """The address of the page has a place of that name."""
    links = re.findall(r'href="(/artikel/[^"]+)#(s\d+-\d+)"', ask(client, OPENER).text)
    assert links
    for path, name in links:
        assert f'id="{name}"' in client.get(unescape(path)).text


def test_without_a_question_there_are_questions_to_try(client):
    """Which this archive answers; nothing is kept of an empty one."""
    kept = client.app.state.app.store.questions.count()
    nothing = asked(client, "   ")
    assert (nothing["status"], nothing["text"], nothing["receipt"]) == ("unclear", wording.EMPTY_QUESTION, None)
    assert client.app.state.app.store.questions.count() == kept
    assert nothing["examples"] == snapshot(
        [
            "rapat apa saja di Pati?",
            "kapan Rapat Koordinasi <script>alert?",
            "siapa yang hadir di Rapat Koordinasi <script>alert?",
        ]
    )
    assert {client.app.state.app.engine.ask(example).status for example in nothing["examples"]} == {"answered"}


@pytest.mark.parametrize("typed", ["halo", "bisa apa aja?", "makasih ya"])
def test_who_asks_nothing_gets_a_friendly_word(client, typed):
    """As on Telegram, and questions to try; no passages."""
    page = main_of(ask(client, typed))
    said = wording.WELCOME if typed.startswith("makasih") else wording.INTRODUCTION
    assert said in unescape(page)
    assert '<h2 id="coba">Coba tanyakan</h2>' in page
    assert "<details>" not in page


def test_too_long_a_question_is_refused_in_one_sentence_and_stays_in_the_box(client):
    """Ten thousand characters, and one more than are read."""
    for length in (501, 10_000):
        answer = ask(client, "a" * length)
        assert answer.status_code == 414
        assert "Pertanyaannya terlalu panjang; paling banyak 500 karakter." in answer.text
        assert f'value="{"a" * length}"' in answer.text
    assert ask(client, "a" * 500).status_code == 200
    assert ask(client, "a" * 501, "/en/cari.json").json() == {
        "error": "The question is too long; at most 500 characters."
    }


def test_other_meetings_that_may_be_meant_are_links_that_ask_again(client):
    """The same about each of them."""
    page = ask(client, "kapan musrenbang Demak 2019?")
    links = re.findall(r'<li><a href="(/cari[^"]+)" rel="nofollow"><bdi>([^<]+)</bdi></a> <span', page.text)
    assert links == snapshot(
        [
            (
                "/cari?q=kapan+Musyawarah+Perencanaan+Pembangunan+%28Musrenbang%29+RKPD+Kabupaten+Demak+15+Maret+2023",
                "Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak",
            ),
            (
                "/cari?q=kapan+Rapat+Koordinasi+Penanggulangan+Banjir+12+Februari+2024",
                "Rapat Koordinasi Penanggulangan Banjir",
            ),
        ]
    )
    assert asked(client, "kapan musrenbang Demak 2019?")["again"] == snapshot(
        [
            {
                "name": "Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak",
                "day": "2023-03-15",
                "place": None,
                "question": "kapan Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak 15 Maret 2023",
            },
            {
                "name": "Rapat Koordinasi Penanggulangan Banjir",
                "day": "2024-02-12",
                "place": None,
                "question": "kapan Rapat Koordinasi Penanggulangan Banjir 12 Februari 2024",
            },
        ]
    )
    assert "Terjawab" in client.get(unescape(links[0][0])).text


def test_questions_and_articles_are_never_markup(client):
    """Nor is an address of another kind a link."""
    for question in ('"><script>alert(3)</script>', "kapan rapat koordinasi tambak udang Pati?", "{{ 7 * 7 }} %s {q}"):
        page = ask(client, question).text
        assert page.count("<script") == 1
        assert "javascript:" not in page
        assert "<b>Juwana" not in page
    assert "&lt;b&gt;Juwana&lt;/b&gt;" in ask(client, "di mana rapat koordinasi tambak udang Pati?").text


@pytest.mark.parametrize(
    "question", ["\x00", "%00\u202e\ud83d", "' OR 1=1 --", "a\nb\tc", "\u200b", "🙂" * 40, "../../etc"]
)
def test_any_question_gets_a_page(client, question):
    """Whatever it holds."""
    assert client.get(f"/cari?q={quote(question, errors='surrogatepass')}").status_code == 200


def test_search_engines_keep_no_question(client):
    """Nor a receipt, even where they may keep the rest."""
    answer = asked(client, OPENER)
    for path in (f"/cari?q={OPENER}", f"/bukti/{answer['receipt']}", "/en/cari"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex"


def test_the_box_works_without_scripts_and_shows_that_it_runs(client):
    """A plain form, which htmx takes over where it runs; screen readers are told."""
    form = client.get("/en").text.partition("<form")[2].partition("</form>")[0]
    assert 'action="/en/cari" method="get"' in form
    assert 'hx-get="/en/cari" hx-target="#isi" hx-select="#isi"' in form
    assert '<p class="running" role="status"><span>Looking for the answer…</span></p>' in form


def test_a_receipt_tells_what_was_asked_and_whether_it_holds(client):
    """To whoever has its code, however it is typed."""
    code = asked(client, OPENER)["receipt"]
    page = client.get(f"/bukti/{code[:4].lower()}-{code[4:]}").text
    shown = page.partition("</h1>\n")[2].partition("\n</main>")[0].replace(code, "KODE")
    shown = re.sub(r"\d+ \w+ \d{4} \d\d\.\d\d WIB(, \D+)[\d.,]+", r"MASA WIB\1N", shown)
    assert re.sub(r"model \w+, (\w+ \w+) \d+", r"model M, \1 N", shown) == snapshot("""\
<p class="faint">Halaman ini hanya untuk yang memegang kodenya.</p>
<section aria-labelledby="ditanyakan">
<h2 id="ditanyakan">Ditanyakan</h2>
<blockquote lang="id">siapa yang membuka rapat koordinasi penanggulangan banjir Demak?</blockquote>
<p class="faint">MASA WIB, dijawab dalam N detik</p>
</section>
<section aria-labelledby="dipahami">
<h2 id="dipahami">Dipahami sebagai</h2>
<dl class="facts">
<dt>Yang dicari</dt>
<dd>siapa yang membuka atau memimpin</dd>
<dt>Tentang</dt>
<dd lang="id">penanggulangan, banjir</dd>
<dt>Daerah</dt>
<dd lang="id">Kabupaten Demak</dd>
<dt>Jenis kegiatan</dt>
<dd lang="id">rakor</dd>
</dl>
</section>
<section class="card" aria-labelledby="dahulu">
<h2 id="dahulu">Jawaban waktu itu</h2>
<div class="said" lang="id">Sekretaris Daerah Demak Drs. Wiraguna Sastra, M.Si. (mewakili Bupati Demak; membuka acara).
Rapat Koordinasi Penanggulangan Banjir · 12 Februari 2024 · Pendopo Satya Bhakti Praja
“Rapat koordinasi dibuka Sekretaris Daerah Demak, Drs. Wiraguna Sastra, M.Si., mewakili Bupati Demak.”</div>
</section>
<section class="card" aria-labelledby="sekarang">
<h2 id="sekarang">Ditanyakan lagi sekarang</h2>
<p>Jawabannya tetap sama.</p>
<p><a href="/cari?q=siapa+yang+membuka+rapat+koordinasi+penanggulangan+banjir+Demak%3F" rel="nofollow">Tanyakan lagi</a></p>
</section>
<section aria-labelledby="kutipan">
<h2 id="kutipan">Kutipan</h2>
<figure class="quotation">
<p class="told" lang="id">Sekretaris Daerah Demak Drs. Wiraguna Sastra, M.Si.</p><blockquote lang="id">Rapat koordinasi dibuka Sekretaris Daerah Demak, Drs. Wiraguna Sastra, M.Si., mewakili Bupati Demak.</blockquote>
<figcaption class="faint"><bdi>Kabar Demak</bdi> · <a href="/artikel/rakor-banjir-demak?bukti=182-282#s182-282">lihat di artikelnya</a> · <a href="https://kabardemak.example/rakor-banjir#:~:text=Rapat%20koordinasi%20dibuka%20Sekretaris%20Daerah,Sastra%2C%20M.Si.%2C%20mewakili%20Bupati%20Demak." rel="noopener">buka di halaman penerbit</a></figcaption>
</figure></section><section aria-labelledby="artikel">
<h2 id="artikel">Artikel yang dipakai</h2>
<ul>
<li><a href="/artikel/rakor-banjir-demak" lang="id"><bdi>BPBD Demak Rakor Penanggulangan Banjir</bdi></a> <span class="faint"><bdi>Kabar Demak</bdi> · 13 Februari 2024 · kutipannya masih sama</span></li>
</ul>
</section>
<p class="faint">Yang menjawab: Indeks 000001, model M, pembaca versi N</p>\
""")


def test_a_receipt_as_json_has_what_scripts_know_of_it(client):
    """The question, both answers and their comparison; nothing of passages."""
    code = asked(client, OPENER)["receipt"]
    told = client.get(f"/bukti/{code}.json").json()
    assert (told["receipt"], told["question"], told["now"]["verdict"]) == (code, OPENER, "same")
    assert told["answer"] == told["now"]["answer"]
    assert [(one["article_id"], one["state"]) for one in told["articles"]] == [(RAKOR_BANJIR.id, "kept")]
    assert "passages" not in told["answer"]


@pytest.mark.parametrize("code", ["KODE", "XXXXXXXX", "%00", "a" * 400, "<b>"])
def test_a_code_that_leads_nowhere(client, code):
    """Is answered in one sentence."""
    answer = client.get(f"/bukti/{code}")
    assert answer.status_code == 404
    assert "Tidak ada jawaban dengan kode itu" in answer.text


def test_of_a_removed_article_no_receipt_shows_anything(home, tmp_path):
    """Neither its title nor its sentences, nor the answer that told them; that it is gone is said."""
    own = shutil.copytree(home, tmp_path / "rumah")
    with visiting(own) as client:
        code = asked(client, OPENER)["receipt"]
        with open_writing(client.app.state.app.settings) as pipeline:
            pipeline.remove([RAKOR_BANJIR.id])
        page = client.get(f"/bukti/{code}").text
        told = client.get(f"/bukti/{code}.json").json()
    assert "bersandar pada artikel yang sudah ditarik dari arsip" in page
    assert "Wiraguna" not in page
    assert RAKOR_BANJIR.title not in page
    assert (told["answer"], told["quotes"], told["now"]["lost"]) == (None, [], [])
    assert told["articles"] == [
        {"article_id": RAKOR_BANJIR.id, "title": "", "publisher": "", "url": None, "published": None, "state": "gone"}
    ]
