"""The archive as pages, served until SIGTERM or SIGINT, or until the bot ends that started it beside itself."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time

from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.app import App
from bot.health.judging import Health, Judge, Probed, judge_archive
from bot.health.probing import probe_archive
from bot.health.routes import health_routes
from bot.health.watching import Watch
from bot.logs import log_as_json
from bot.serving.server import listen, serve
from bot.web.application import make_application
from bot.web.service.figures import Counting, PageFigures
from bot.web.service.visitors import Visitors
from data.errors import SettingError
from data.settings import Settings
from data.wording import terminal as wording

_USUAL = ("127.0.0.1", 8000)
_LESS_URGENT = 10


def listen_for_pages(settings: Settings, beside: int | None = None) -> socket.socket:
    """Listen where the settings say, or take over the number of a socket; SettingError where that cannot be done."""
    if beside is not None:
        return socket.socket(fileno=beside)
    try:
        return listen(settings.web or _USUAL)
    except OSError as error:
        raise SettingError(wording.WEB_PORT) from error


def be_beside(settings: Settings) -> None:
    """Let the bot go first, which people wait for in a conversation; log like it."""
    os.nice(_LESS_URGENT)
    if settings.telegram_bot_token:
        log_as_json(settings)


def serve_pages(app: App, listening: socket.socket, *, is_beside: bool = False) -> None:
    """Serve until a signal; `is_beside`: or until standard input ends, which a bot holds open as long as it lives."""
    asyncio.run(_serve_pages(app, listening, is_beside=is_beside))


async def _serve_pages(app: App, listening: socket.socket, *, is_beside: bool) -> None:
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    if is_beside:
        loop.add_reader(sys.stdin.fileno(), stopping.set)
    watch = Watch(lambda: probe_archive(app, now=time.monotonic()), _judge, began=time.monotonic())
    try:
        async with serve(guard(app, watch.judge), listening, proxies=sorted(app.settings.web_proxies)):
            await stopping.wait()
    finally:
        watch.close()


def _judge(seen: Probed) -> Health:
    return judge_archive(seen, now=time.monotonic())


def guard(app: App, judge: Judge) -> Starlette:
    """The pages as they are served: with health and figures beside them, counted and in moderation."""
    figures = PageFigures()
    guards = [Middleware(Counting, figures), Middleware(Visitors, app)]
    return make_application(app, health_routes(judge, figures.tell), guards)
