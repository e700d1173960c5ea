"""The service within a running loop, in front of a Telegram that keeps it waiting."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from unittest.mock import Mock

from bot.app import open_app
from bot.telegram import service as services
from bot.telegram.api import make_bot, make_polling
from bot.telegram.desk import Desk
from bot.telegram.health import Figures
from bot.telegram.incoming import Me
from bot.telegram.jobs import Jobs
from bot.telegram.sending import Sender
from bot.telegram.service import Service
from data.settings import Settings
from tests.telegram_bot import copy_home, running_server
from tests.telegram_server import ME, TOKEN, person_message
from tests.waiting import LONGEST


@asynccontextmanager
async def serving(folder):
    """A service over the sample archive, its store, and the server that it talks to."""
    async with running_server() as server:
        settings = Settings(
            home=copy_home(folder), telegram_bot_token=TOKEN, telegram_api_base_url=server.base_url, _env_file=None
        )
        app = open_app(settings)
        async with make_bot(settings, make_polling()) as bot:
            sender = Sender(bot, app.store, clock=time.monotonic, fault=Mock())
            desk = Desk(app, Me(ME["id"], ME["username"]), Jobs(app.store, sender.make_soon, Mock()))
            yield Service(bot, desk, sender, Figures()), app.store, server
        app.close()


def a_message(text, *, user=7):
    """An update that brings a message."""
    return {"update_id": 1, "message": person_message(900, user, text)}


async def test_typing_comes_before_the_answer(tmp_path, monkeypatch):
    """Whoever asks in private sees the bot typing, and then its answer."""
    monkeypatch.setattr(services, "_WAIT_FOR_TYPING", LONGEST)
    async with serving(tmp_path) as (service, _, server):
        await service.accept([a_message("siapa yang hadir di Rakor Batang Hari?")])
        await server.wait_sent(7)
        await service.stop(LONGEST)

    assert [call["method"] for call in server.calls[-2:]] == ["sendChatAction", "sendMessage"]


async def test_what_cannot_be_finished_in_time_is_left_to_the_next_run(tmp_path):
    """Stopping waits no longer than it may: an answer that Telegram does not take stays in the store."""
    async with serving(tmp_path) as (service, store, server):
        server.held.add(7)
        await service.accept([a_message("/ulang")])
        await server.wait(lambda: server.waiting == [7])
        await service.stop(0.0)

        assert [update.update_id for update in store.updates.undone()] == [1]
        assert server.sent(7) == []
        await server.release(7)
