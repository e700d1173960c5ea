"""A bot's service within a running loop, in front of a Bot API server."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from unittest.mock import Mock

from bot.app import open_app
from bot.telegram.delivery.api import make_bot, make_polling
from bot.telegram.delivery.backoff import Backoff
from bot.telegram.delivery.sending import Sender
from bot.telegram.desk import Desk
from bot.telegram.health.figures import Figures
from bot.telegram.intake.incoming import Me
from bot.telegram.service import Service
from bot.telegram.upkeep.jobs import Jobs
from data.settings import Settings
from tests.telegram_bot import copy_home, running_server
from tests.telegram_server import ME, TOKEN, person_message


def settings_for(home, server, **fields):
    """A bot's settings for a home and a server."""
    return Settings(
        home=home, telegram_bot_token=TOKEN, telegram_api_base_url=server.base_url, _env_file=None, **fields
    )


@asynccontextmanager
async def one_run(settings, *, backoff=None, fault=None):
    """One run of a bot: its client, its service, its store."""
    app = open_app(settings)
    async with make_bot(settings, make_polling()) as bot:
        sender = Sender(bot, app.store, clock=time.monotonic, fault=fault or Mock(), backoff=backoff or Backoff())
        desk = Desk(app, Me(ME["id"], ME["username"]), Jobs(app.store, sender.make_soon, Mock()))
        yield bot, Service(bot, desk, sender, Figures()), app.store
    app.close()


@asynccontextmanager
async def serving(folder, **fields):
    """A service over the sample archive, its store, and the server that it talks to."""
    async with running_server() as server, one_run(settings_for(copy_home(folder), server), **fields) as run:
        yield *run[1:], server


def a_message(text, *, user=7, number=1):
    """An update that brings a message."""
    return {"update_id": number, "message": person_message(number, user, text)}
