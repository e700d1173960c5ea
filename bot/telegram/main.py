"""The composition root of the Telegram door: everything opened, run until SIGTERM or SIGINT, closed."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
import warnings
from datetime import UTC, datetime
from functools import partial

from starlette.applications import Starlette
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

from bot.app import App, open_app
from bot.health.watching import Watch
from bot.logs import log_as_json
from bot.telegram.delivery.api import make_bot, make_polling
from bot.telegram.delivery.backoff import Backoff
from bot.telegram.delivery.sending import Sender
from bot.telegram.desk import Desk
from bot.telegram.health.figures import Figures
from bot.telegram.health.probing import probe, watch_bot
from bot.telegram.health.serving import serve_health
from bot.telegram.health.systemd import notify_systemd
from bot.telegram.intake.incoming import Me
from bot.telegram.intake.polling import Reception, greet_telegram, poll
from bot.telegram.intake.webhook import serve_webhook
from bot.telegram.queue.duties import UPKEEP, keep_up
from bot.telegram.queue.standing import Duty, Standing
from bot.telegram.service import Faults, Service
from bot.telegram.subscriptions.administering import find_administered
from bot.telegram.upkeep.following.failing import say_failing
from bot.telegram.upkeep.jobs import Jobs, Worker
from bot.telegram.upkeep.personal import PersonalJobs
from bot.web.service.companion import pages_beside
from data.settings import Settings
from data.store import StoredUpdate
from data.store.leases import Leases, open_leases

logger = logging.getLogger(__name__)

# SIGTERM ends within ten seconds; answers on their way get most of them.
GRACE_SECONDS = 6.0
RECEIVING = "receiving"
"""The lease of whoever polls."""


def run_telegram(settings: Settings) -> None:
    """Answer on Telegram until SIGTERM; NotulaError in one sentence where it cannot start."""
    log_as_json(settings)
    # A number of seconds is what this bot reads, whichever type the library moves to.
    warnings.filterwarnings("ignore", category=PTBDeprecationWarning)
    with pages_beside(settings.web, partial(logger.info, "pages on %s")):
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
    watch = watch_bot(lambda: probe(app, now=time.monotonic(), warnings=partial(_warn_of_sources, app)), reception)
    try:
        async with serve_health(app.settings.health, faults.figures, watch.judge) as health:
            await greet_telegram(bot, reception=reception, backoff=backoff)
            await _serve_greeted(
                app, bot, polling, faults=faults, watch=watch, health=health, reception=reception, backoff=backoff
            )
    finally:
        watch.close()


async def _serve_greeted(
    app: App,
    bot: Bot,
    polling: HTTPXRequest,
    *,
    faults: Faults,
    watch: Watch,
    health: Starlette | None,
    reception: Reception,
    backoff: Backoff,
) -> None:
    sender = Sender(bot, app.store, clock=time.monotonic, fault=faults.note, backoff=backoff)
    leases = open_leases(app.settings.database, app.settings.home)
    desk = _make_desk(app, bot, sender, faults, leases)
    service = Service(bot, desk, sender, faults.figures, leases=leases if leases.is_shared else None)
    alone: dict[str, Duty] = {UPKEEP: partial(keep_up, bot, desk, service, faults)}
    accept = service.accept
    receive: Duty = partial(
        serve_webhook, bot, app.settings, accept, reception=reception, backoff=backoff, health=health
    )
    if not app.settings.webhook_url:
        # Telegram refuses a second one that polls; whoever has not got the turn has only to answer.
        alone[RECEIVING] = partial(poll, bot, polling, accept, reception=reception, backoff=backoff)
        receive = _rest
    standing = Standing(
        leases,
        always=[service.taker.run] if service.taker else [],
        alone=alone,
        looked=partial(_look_after, service, sender),
        woken=service.look_again,
        lost=partial(_lose, desk, faults),
    )
    try:
        await _answer(service, standing, receive, watch=watch)
    finally:
        desk.jobs.abandon()
        if desk.personal:
            desk.personal.abandon()
        await service.stop(GRACE_SECONDS)
        # What is being answered is this process's until now.
        standing.close()


async def _answer(service: Service, standing: Standing, receive: Duty, *, watch: Watch) -> None:
    """Answer until cancelled, or until something fails that no waiting mends."""
    await service.resume()
    logger.info("answering on Telegram")
    serving = {asyncio.create_task(duty()) for duty in (standing.run, receive)}
    feeding = asyncio.create_task(notify_systemd(watch.judge, os.environ))
    try:
        done, _ = await asyncio.wait(serving, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in (*serving, feeding):
            task.cancel()


async def _rest() -> None:
    await asyncio.Event().wait()


def _look_after(service: Service, sender: Sender, living: set[int]) -> None:
    """Share what may be sent with all processes that are here, and take over from those that are not any more."""
    sender.processes = max(1, len(living))
    if service.taker is not None:
        service.taker.tidy(living)


def _lose(desk: Desk, faults: Faults, reason: str) -> None:
    """Another process may have taken everything over: a job would be told twice."""
    faults.note(f"session: {reason}")
    desk.jobs.kill()
    if desk.personal:
        desk.personal.kill()


def _warn_of_sources(app: App) -> list[str]:
    return say_failing(app.store.sources.due(), now=datetime.now(UTC))


def _make_desk(app: App, bot: Bot, sender: Sender, faults: Faults, leases: Leases) -> Desk:
    loop, worker = asyncio.get_running_loop(), Worker()
    jobs = Jobs(app.store, sender.make_soon, worker.perform, worker.stop, leases=leases)

    def fetch(file: str) -> bytes:
        return asyncio.run_coroutine_threadsafe(_fetch(bot, file), loop).result()

    def administers(chat: int | str, user: int) -> int:
        return asyncio.run_coroutine_threadsafe(find_administered(bot, chat, user), loop).result()

    return Desk(
        app,
        Me(bot.id, bot.username),
        jobs,
        PersonalJobs(partial(_make_personal, app, sender, leases, jobs)),
        fetch=fetch,
        faults=lambda: list(faults.last),
        count_answer=faults.figures.count_answer,
        administers=administers,
    )


def _make_personal(app: App, sender: Sender, leases: Leases, others: Jobs, lease: str) -> Jobs:
    worker, shared = Worker(), leases if leases.is_shared else None

    def hand_over(update: StoredUpdate) -> None:
        others.hand_over(update)

    return Jobs(
        app.store, sender.make_soon, worker.perform, worker.stop, hand_over=hand_over, leases=shared, lease=lease
    )


async def _fetch(bot: Bot, file: str) -> bytes:
    try:
        found = await bot.get_file(file)
        return bytes(await found.download_as_bytearray())
    except TelegramError as error:
        raise OSError(type(error).__name__) from error
