# ruff: noqa: E501 - messages stand here to the letter
"""Being told by a real bot: questions matched by the real engine, closed chats, administrators, a kill amid sending."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from io import BytesIO

from inline_snapshot import snapshot
from openpyxl import load_workbook

from bot.telegram.delivery.api import make_bot, make_polling
from bot.telegram.subscriptions.administering import find_administered
from bot.telegram.subscriptions.telling import look
from retrieval.ingest import add_sources
from tests.telegram_bot import ADMIN, copy_home, running_server
from tests.telegram_server import parse_html
from tests.telegram_service import a_message, one_run, serving, settings_for
from tests.telegram_talk import ARTICLE, upload
from tests.waiting import LONGEST, wait_until

OTHER = """---
title: Warga Tebo Gotong Royong
publisher: Suara Hulu
published: 2024-03-06
---
MUARA TEBO – Bupati Tebo Raka Pratama membuka sosialisasi vaksinasi ternak di Balai Desa Sumber Sari, Kabupaten Tebo,
Selasa (5/3/2024).
"""


def test_a_question_is_news_when_an_article_is_about_its_meeting(own):
    """In the person's language; an article on another meeting is none, nor is what was there before."""
    own.write("/bahasa", user=7)
    own.press("English", user=7)
    own.write("/ikuti siapa yang hadir di rapat panen raya Sukamaju? at once", user=7)
    own.write("/ikuti kapan rakor Forkopimda Batang Hari 2023? at once", user=7)
    for text, name in ((OTHER, "vaksin.md"), (ARTICLE, "panen.md")):
        upload(own, text, name)
        own.press("Tambahkan", user=ADMIN)
        own.finish_job()
    now = own.desk.clock() + timedelta(days=2)
    planned = look(own.desk, now=now.replace(hour=3))
    texts = [call.params["text"] for update in planned for call in own.app.store.updates.unsent(update.update_id)]
    assert [parse_html(text) for text in texts] == snapshot(
        [
            """\
News of what is followed

siapa yang hadir di rapat panen raya Sukamaju?
• rapat koordinasi persiapan panen raya · 4 Maret 2024 · Aula Kantor Camat Sukamaju · Camat Sukamaju Budi Hartono (memimpin)
  Kabar Desa

/ikutan: settings, stop\
"""
        ]
    )


def test_a_week_of_a_region_comes_with_a_sheet(own):
    """Where it was asked for; the sheet has who attended the meetings that are told, and no others."""
    own.write("/ikuti batang hari mingguan", user=7)
    assert "[✓ Lampirkan Excel]" in own.press("Lampirkan Excel", user=7)
    upload(own, ARTICLE, "panen.md")
    own.press("Tambahkan", user=ADMIN)
    own.finish_job()
    assert look(own.desk, now=own.desk.clock()) == []
    monday = own.desk.clock() + timedelta(days=14 - own.desk.clock().weekday())
    (update,) = look(own.desk, now=monday.replace(hour=3))
    text, sheet = own.app.store.updates.unsent(update.update_id)
    assert "rapat koordinasi persiapan panen raya" in text.params["text"]
    assert (sheet.params["filename"], sheet.params["caption"]) == (
        "rekap-batang-hari.xlsx",
        "Rekap kehadiran: Batang Hari",
    )
    book = load_workbook(BytesIO(own.app.store.updates.attached(sheet)))
    cells = {cell.value for page in book for row in page.iter_rows() for cell in row}
    assert "Budi Hartono" in cells
    assert "Muhamad Azan" not in cells


def test_only_a_week_of_a_region_may_have_a_sheet(own):
    """Every day would be a flood, and an office's attendance is no recapitulation."""
    assert "Excel" not in own.write("/ikuti batang hari harian", user=7)
    assert "Excel" not in own.write("/ikuti bupati tebo mingguan", user=7)


async def test_a_closed_chat_is_forgotten(tmp_path):
    """What a person follows who has blocked the bot is gone with the first message that is refused."""
    async with serving(tmp_path) as (service, store, server):
        await service.accept([a_message("/ikuti batang hari")])
        await server.wait_sent(7)
        server.closed.add(7)
        await service.accept([a_message("/ulang", number=2)])
        await asyncio.to_thread(wait_until, lambda: not store.subscriptions.all())
        await service.stop(LONGEST)
    assert server.calls[-1]["status"] == 403


async def test_telegram_is_asked_who_administers_a_chat(tmp_path):
    """By number or name, each time anew; what it does not say is a no."""
    async with running_server() as server, make_bot(settings_for(tmp_path, server), make_polling()) as bot:
        server.members = {("-5", 1): "administrator", ("-5", 2): "member", ("@kabar", 1): "administrator"}
        server.channels = {"@kabar": -1009}
        asked = ((-5, 1), (-5, 2), (-5, 3), ("@kabar", 1), ("@kabar", 2))
        assert [await find_administered(bot, *one) for one in asked] == [-5, 0, 0, -1009, 0]
        server.members.clear()
        assert await find_administered(bot, -5, 1) == 0


async def test_a_bot_that_dies_while_it_tells_tells_once(tmp_path):
    """The digest is on its way when the run ends; the next one finds it, and sends nothing again."""
    home, file = copy_home(tmp_path), tmp_path / "panen.md"
    file.write_text(ARTICLE)
    async with running_server() as server:
        settings = settings_for(home, server)
        async with one_run(settings) as (_, service, store):
            await service.accept([a_message("/ikuti batang hari seketika", number=9)])
            await server.wait_sent(7)
            add_sources(settings, [str(file)])
            server.held.add(7)
            for update in look(service._desk, now=datetime(2030, 6, 3, 3, tzinfo=UTC)):
                service.take_up_soon(update)
            await server.wait(lambda: server.waiting == [7])
            await service.stop(0.0)
        await server.release(7)
        await server.wait_sent(7, 2)
        async with one_run(settings) as (_, service, store):
            assert look(service._desk, now=datetime(2030, 6, 3, 4, tzinfo=UTC)) == []
            await service.resume()
            await asyncio.to_thread(wait_until, lambda: not store.updates.undone())
            await service.stop(LONGEST)
    assert [message["text"] for message in server.sent(7)][1:] == snapshot(
        [
            """\
Kabar baru dari yang diikuti

Batang Hari
• rapat koordinasi persiapan panen raya · 4 Maret 2024 · Aula Kantor Camat Sukamaju · Camat Sukamaju Budi Hartono (memimpin)
  Kabar Desa

/ikutan: mengatur atau menghentikan\
"""
        ]
    )
