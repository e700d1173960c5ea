"""The webhook: Telegram posts updates, which are stored before they are confirmed with 200."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import TelegramError

from bot.serving.server import listen, serve
from bot.telegram.delivery.api import UPDATES, describe
from bot.telegram.delivery.backoff import Backoff
from bot.telegram.intake.polling import Accept, Reception
from data.errors import SettingError
from data.settings import Settings
from data.wording import telegram as wording

logger = logging.getLogger(__name__)

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_BYTES = 2 * 2**20


def webhook_route(accept: Accept, secret: str, reception: Reception) -> Route:
    """Where updates are posted: any path; Telegram posts one again until it is stored."""

    async def receive(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        try:
            update = json.loads(await request.body())
        except ClientDisconnect:
            return Response(status_code=400)
        except ValueError:
            update = None
        if isinstance(update, dict):
            reception.hear()
            await accept([update])
        return Response()

    return Route("/{path:path}", receive, methods=["POST"], max_body_size=_MOST_BYTES)


async def serve_webhook(
    bot: Bot,
    settings: Settings,
    accept: Accept,
    *,
    reception: Reception,
    backoff: Backoff,
    health: Starlette | None = None,
) -> None:
    """Receive updates until cancelled; SettingError where the address cannot be listened on.

    health: what is served already on the address of health; one on the same address takes updates as well.
    """
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    route = webhook_route(accept, secret, reception)
    async with _served(route, settings, health):
        await _register(bot, settings.webhook_url or "", secret, reception=reception, backoff=backoff)
        await asyncio.Event().wait()


@asynccontextmanager
async def _served(route: Route, settings: Settings, health: Starlette | None) -> AsyncIterator[None]:
    if health is not None and settings.listen == settings.health:
        health.router.routes.append(route)
        yield
        return
    try:
        listening = listen(settings.listen)
    except OSError as error:
        raise SettingError(wording.WEBHOOK_PORT) from error
    async with serve(Starlette(routes=[route]), listening):
        yield


async def _register(bot: Bot, url: str, secret: str, *, reception: Reception, backoff: Backoff) -> None:
    failures = 0
    while True:
        try:
            await bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES, max_connections=40)
            reception.hear()
            return
        except TelegramError as error:
            reception.fail(f"set_webhook: {describe(error)}")
        failures += 1
        await backoff.wait(failures)
