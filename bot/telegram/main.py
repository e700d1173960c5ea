"""The composition root of the Telegram door: everything opened, run until SIGTERM or SIGINT, closed."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
import warnings
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

from bot.app import App, open_app
from bot.telegram.api import make_bot, make_polling
from bot.telegram.backoff import Backoff
from bot.telegram.backups import back_up_regularly
from bot.telegram.commands import register_commands
from bot.telegram.desk import Desk
from bot.telegram.following.digest import tell_digest
from bot.telegram.following.failing import say_failing
from bot.telegram.following.follower import Follower
from bot.telegram.health.figures import Figures
from bot.telegram.health.probing import Watch, probe
from bot.telegram.health.serving import serve_health
from bot.telegram.health.systemd import notify_systemd
from bot.telegram.incoming import Me
from bot.telegram.jobs import Jobs, Worker
from bot.telegram.logs import log_as_json
from bot.telegram.receiving import Accept, Reception, greet_telegram, poll
from bot.telegram.sending import Sender
from bot.telegram.service import Faults, Service
from bot.telegram.webhook import serve_webhook
from data.settings import Settings

logger = logging.getLogger(__name__)

# SIGTERM ends within ten seconds; answers on their way get most of them.
GRACE_SECONDS = 6.0

Receive = Callable[[Accept], Awaitable[None]]


def run_telegram(settings: Settings) -> None:
    """Answer on Telegram until SIGTERM; NotulaError in one sentence where it cannot start."""
    log_as_json(settings)
    # A number of seconds is what this bot reads, whichever type the library moves to.
    warnings.filterwarnings("ignore", category=PTBDeprecationWarning)
    app = open_app(settings)
    try:
        asyncio.run(_serve(app))
    finally:
        app.close()


async def _serve(app: App) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    polling = make_polling()
    bot = make_bot(app.settings, polling)
    running = asyncio.create_task(_run(app, bot, polling))
    waiting = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        running.cancel()
        await asyncio.gather(running, return_exceptions=not running.done())
    except asyncio.CancelledError:
        logger.info("stopped")
    finally:
        waiting.cancel()
        await bot.shutdown()


async def _run(app: App, bot: Bot, polling: HTTPXRequest) -> None:
    faults, backoff = Faults(Figures()), Backoff()
    reception = Reception(time.monotonic, faults.note)
    watch = Watch(lambda: probe(app, now=time.monotonic(), warnings=partial(_warn_of_sources, app)), reception)
    server = serve_health(app.settings.health, faults.figures, watch.judge)

    async def receive(accept: Accept) -> None:
        if app.settings.webhook_url:
            await serve_webhook(bot, app.settings, accept, reception=reception, backoff=backoff)
        else:
            await poll(bot, polling, accept, reception=reception, backoff=backoff)

    try:
        await greet_telegram(bot, reception=reception, backoff=backoff)
        sender = Sender(bot, app.store, clock=time.monotonic, fault=faults.note, backoff=backoff)
        desk = _make_desk(app, bot, sender, faults)
        service = Service(bot, desk, sender, faults.figures)
        await _answer(bot, desk, service, watch=watch, receive=receive, faults=faults)
    finally:
        if server:
            server.stop()
        watch.close()


async def _answer(bot: Bot, desk: Desk, service: Service, *, watch: Watch, receive: Receive, faults: Faults) -> None:
    backups = Worker()
    beside = [
        asyncio.create_task(back_up_regularly(desk.app.settings, backups.perform, fault=faults.note)),
        asyncio.create_task(register_commands(bot, desk.app.settings.admins)),
        asyncio.create_task(service.purge_daily()),
        *_follow(desk.app, service, faults),
    ]
    try:
        await service.resume()
        logger.info("answering on Telegram")
        beside.append(asyncio.create_task(notify_systemd(watch.judge, os.environ)))
        await receive(service.accept)
    finally:
        for task in beside:
            task.cancel()
        backups.stop()
        desk.jobs.abandon()
        await service.stop(GRACE_SECONDS)


def _make_desk(app: App, bot: Bot, sender: Sender, faults: Faults) -> Desk:
    loop, worker = asyncio.get_running_loop(), Worker()

    def fetch(file: str) -> bytes:
        return asyncio.run_coroutine_threadsafe(_fetch(bot, file), loop).result()

    return Desk(
        app,
        Me(bot.id, bot.username),
        Jobs(app.store, sender.make_soon, worker.perform, worker.stop),
        fetch=fetch,
        faults=lambda: list(faults.last),
        count_answer=faults.figures.count_answer,
    )


def _warn_of_sources(app: App) -> list[str]:
    return say_failing(app.store.sources.due(), now=datetime.now(UTC))


def _follow(app: App, service: Service, faults: Faults) -> list[asyncio.Task[None]]:
    """Fetch from sources as often as the settings say, and tell administrators what came of it."""
    minutes, worker = app.settings.update_minutes, Worker()
    if not minutes:
        return []

    def tell() -> None:
        tell_digest(app.store, app.settings.admins, service.take_up_soon, now=datetime.now(UTC))

    follower = Follower(app.store, worker.perform, worker.stop, faults.note, tell, rest_seconds=minutes * 60.0)
    return [asyncio.create_task(follower.run()), asyncio.create_task(follower.watch())]


async def _fetch(bot: Bot, file: str) -> bytes:
    try:
        found = await bot.get_file(file)
        return bytes(await found.download_as_bytearray())
    except TelegramError as error:
        raise OSError(type(error).__name__) from error
