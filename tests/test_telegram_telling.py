"""Being told by a real bot: questions matched by the real engine, closed chats, administrators, a kill amid sending."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta

from inline_snapshot import snapshot

from bot.telegram.delivery.api import make_bot, make_polling
from bot.telegram.subscriptions.administering import find_administered
from bot.telegram.subscriptions.telling import look
from data.source import Found, SourceKind
from data.store import open_store
from data.subscription import Aim, Follower, Rhythm, Target
from tests.telegram_bot import ADMIN, BotProcess, copy_home, running_server
from tests.telegram_server import parse_html
from tests.telegram_service import a_message, serving, settings_for
from tests.telegram_talk import ARTICLE, upload
from tests.waiting import LONGEST, wait_until

OTHER = ARTICLE.replace("panen raya", "vaksinasi ternak").replace("Panen", "Vaksinasi")


def test_a_question_is_news_when_an_article_is_about_its_meeting(own):
    """In the person's language; an article on another meeting is none, nor is what was there before."""
    own.write("/bahasa", user=7)
    own.press("English", user=7)
    own.write("/ikuti siapa yang hadir di rapat panen raya Sukamaju? at once", user=7)
    own.write("/ikuti kapan rakor Forkopimda Batang Hari 2023? at once", user=7)
    for text, name in ((OTHER, "vaksin.md"), (ARTICLE, "panen.md")):
        upload(own, text, name)
        own.press("Simpan", user=ADMIN)
        own.finish_job()
    now = own.desk.clock() + timedelta(days=2)
    planned = look(own.desk, now=now.replace(hour=3))
    texts = [call.params["text"] for update in planned for call in own.app.store.updates.unsent(update.update_id)]
    assert [parse_html(text) for text in texts] == snapshot()


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


async def test_a_bot_that_is_killed_while_it_tells_tells_once(tmp_path):
    """An article comes from a followed source; the digest is on its way when the process dies, and is sent once."""
    folder = tmp_path / "berita"
    folder.mkdir()
    async with running_server() as server:
        bot = BotProcess(server, copy_home(tmp_path), NOTULA_UPDATE_MINUTES="60")
        store = open_store(f"sqlite:///{bot.home / 'notula.db'}")
        always = Follower(7, quiet_from=0, quiet_until=0)
        region = Target(Aim.REGION, "batang hari", ("1504",))
        store.subscriptions.follow(always, region, user=7, rhythm=Rhythm.NOW, most=1)
        (folder / "panen.md").write_text(ARTICLE)
        server.held.add(7)
        try:
            await bot.start()
            await server.wait(lambda: any(call["method"] == "getMe" for call in server.calls))
            with store.transaction():
                from datetime import UTC, datetime

                store.sources.put(Found(SourceKind.FOLDER, str(folder), "", "", 1), now=datetime.now(UTC))
            await server.wait(lambda: server.waiting == [7])
            await bot.stop(signal.SIGKILL)
            await server.release(7)
            await server.wait_sent(7)
            await bot.start()
            await asyncio.to_thread(wait_until, lambda: not store.updates.undone())
            await bot.stop()
        finally:
            await bot.stop(signal.SIGKILL)
            store.close()
    assert [message["text"] for message in server.sent(7)] == snapshot()
