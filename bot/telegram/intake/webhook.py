"""The webhook: Telegram posts updates, which are stored before they are confirmed with 200."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.delivery.api import UPDATES, describe
from bot.telegram.delivery.backoff import Backoff
from bot.telegram.intake.polling import Accept, Reception
from data.errors import SettingError
from data.settings import Settings
from data.wording import telegram as wording

logger = logging.getLogger(__name__)

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_BYTES = 2 * 2**20


class _Receiver(RequestHandler):
    def initialize(self, accept: Accept, secret: str, reception: Reception) -> None:
        self.accept, self.secret, self.reception = accept, secret, reception

    async def post(self) -> None:
        """Take one update; Telegram posts it again until it is stored."""
        if not hmac.compare_digest(self.request.headers.get(_HEADER, "").encode(), self.secret.encode()):
            self.set_status(403)
            return
        try:
            update = json.loads(self.request.body)
        except ValueError:
            update = None
        if isinstance(update, dict):
            self.reception.hear()
            await self.accept([update])

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - tornado's
        """Say nothing but the status."""
        self.finish()


async def serve_webhook(
    bot: Bot, settings: Settings, accept: Accept, *, reception: Reception, backoff: Backoff
) -> None:
    """Receive updates until cancelled; SettingError where the address cannot be listened on."""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    given = {"accept": accept, "secret": secret, "reception": reception}
    application = Application([(r"/.*", _Receiver, given)])
    server = HTTPServer(application, max_body_size=_MOST_BYTES)
    host, port = settings.listen
    try:
        server.listen(port, host)
    except OSError as error:
        raise SettingError(wording.WEBHOOK_PORT) from error
    try:
        await _register(bot, settings.webhook_url or "", secret, reception=reception, backoff=backoff)
        await asyncio.Event().wait()
    finally:
        server.stop()


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
