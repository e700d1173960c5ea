# ruff: noqa: E501 - messages stand here to the letter
"""Messages of a bot whose archive has pages: they lead there, where a telephone can open them."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from inline_snapshot import snapshot
from web_visitor import visiting

from tests.telegram_talk import GROUP

QUESTION = "kapan rapat forkopimda batang hari 2022?"
SITE = "https://notula.example"


@pytest.fixture
def at(talk):
    """The same conversations where the pages have this address."""
    desk = talk.desk

    def move(site, **settings):
        changed = talk.app.settings.model_copy(update={"public_url": site, **settings})
        talk.desk = replace(desk, app=replace(talk.app, settings=changed))
        return talk

    yield move
    talk.desk = desk


def links(message):
    """The addresses on the site that a message leads to."""
    return re.findall(rf'href="{re.escape(SITE)}([^"]*)"', message)


def test_an_answer_leads_to_its_meeting(at):
    """In a chat, in a group, and where its buttons bring it back."""
    talk = at(SITE)
    answer = talk.write(QUESTION)
    assert answer == snapshot("""\
10 September 2022.
Perhatian: artikel menulis “Rabu (10/09/2022)”, padahal 10 September 2022 jatuh pada hari Sabtu. Kemungkinan yang dimaksud 10 Agustus 2022.

<i>rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. RANDY.JURNALIS.ID, 10 Agustus 2022
<i><a href="https://notula.example/rapat/rapat-forkopimda-batang-hari-2022%3A0">Lihat di situs</a></i>
[💬 Kutipan]  [👥 Semua yang hadir]
[📅 Rapat lain]  [📄 Bacaan lain]
[⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    meeting = links(answer)
    assert links(talk.write(f"/tanya {QUESTION}", chat=GROUP)) == meeting
    talk.press("Kutipan")
    assert links(talk.press("Jawaban")) == meeting


def test_every_quote_leads_to_its_place(at):
    """Beside the link to its publisher."""
    talk = at(SITE)
    talk.write(QUESTION)
    assert talk.press("Kutipan") == snapshot("""\
(ditekan)
———
(diubah) <b>Kutipan di balik jawaban ini</b>

• 10 September 2022
<blockquote>Batang Hari, Jambi - Kantor Kesatuan Bangsa dan Politik (Kesbangpol) Kabupaten Batang Hari menyelenggarakan rapat forum komunikasi pimpinan daerah Tahun 2022 di pendopo Rumah Dinas Bupati Batang Hari, Rabu (10/09/2022).</blockquote>
— RANDY.JURNALIS.ID · <a href="https://notula.example/artikel/rapat-forkopimda-batang-hari-2022?bukti=0-219#s0-219">situs</a>

<i>Kode bukti </i><i><a href="https://t.me/notula_bot?start=bukti_KODE">KODE</a></i>
[↩ Jawaban]
[💬 Kutipan]  [👥 Semua yang hadir]
[📅 Rapat lain]  [📄 Bacaan lain]
[⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_an_answer_about_no_meeting_leads_to_its_receipt(at):
    """Where it has quotes; in the person's language."""
    talk = at(SITE)
    english = {"from": {"id": 8, "is_bot": False, "first_name": "Ann", "language_code": "en"}}
    (page,) = links(talk.write("rapat apa saja di Jambi?", **english))
    assert page == f"/en/bukti/{talk.app.store.questions.recent(limit=1)[0].asked.receipt}"
    assert links(talk.write("halo")) == []


def test_lists_articles_people_and_receipts_lead_to_their_pages(at):
    """Each to its own."""
    talk = at(SITE)
    talk.write(QUESTION)
    code = talk.app.store.questions.recent(limit=1)[0].asked.receipt
    assert links(talk.write("/rapat batang hari september 2022")) == snapshot(["/rapat?daerah=1504&amp;bulan=2022-09"])
    assert links(talk.write("/rapat jambi 2022")) == snapshot(["/rapat?daerah=15&amp;tahun=2022"])
    assert links(talk.write(f"/artikel {talk.app.store.articles.latest()[0].id}")) == snapshot(
        ["/artikel/rakorda-fpk-jambi-2025"]
    )
    assert links(talk.write("/orang isah")) == snapshot(["/orang/9"])
    assert links(talk.write(f"/bukti {code}"))[-1] == f"/bukti/{code}"


def test_people_have_no_links_where_their_pages_are_closed(at):
    """Though the bot tells of them."""
    assert links(at(SITE, web_people=False).write("/orang isah")) == []


def test_the_pages_are_there(at, talk):
    """What messages lead to is answered by the pages of the same archive."""
    at(SITE).write(QUESTION)
    found = links(talk.press("Kutipan"))
    with visiting(talk.app.settings.home) as client:
        for page in found:
            path = page.replace("&amp;", "&")
            assert f'id="{urlsplit(path).fragment}"' in client.get(path).text


@pytest.mark.parametrize("site", [None, "http://localhost:8000", "http://[::1]:8000", "http://notula"])
def test_without_an_address_that_telephones_know_nothing_changes(at, site):
    """Telegram refuses such links."""
    talk = at(site)
    messages = [talk.write(QUESTION), talk.press("Kutipan"), talk.write("/rapat jambi"), talk.write("/orang isah")]
    assert not any("situs" in message for message in messages)
