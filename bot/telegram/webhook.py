"""The webhook: Telegram posts updates, which are stored before they are confirmed with 200."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.api import UPDATES, describe
from bot.telegram.receiving import Accept
from data.errors import SettingError
from data.settings import Settings
from data.wording import telegram as wording

logger = logging.getLogger(__name__)

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_BYTES = 2 * 2**20
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


class _Receiver(RequestHandler):
    def initialize(self, accept: Accept, secret: str) -> None:
        self.accept, self.secret = accept, secret

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
            await self.accept([update])

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - tornado's
        """Say nothing but the status."""
        self.finish()


async def serve_webhook(bot: Bot, settings: Settings, accept: Accept, *, fault: Callable[[str], None]) -> None:
    """Receive updates until cancelled; SettingError where the address cannot be listened on."""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    application = Application([(r"/.*", _Receiver, {"accept": accept, "secret": secret})])
    server = HTTPServer(application, max_body_size=_MOST_BYTES)
    host, port = settings.listen
    try:
        server.listen(port, host)
    except OSError as error:
        raise SettingError(wording.WEBHOOK_PORT) from error
    try:
        await _register(bot, settings.webhook_url or "", secret, fault)
        await asyncio.Event().wait()
    finally:
        server.stop()


async def _register(bot: Bot, url: str, secret: str, fault: Callable[[str], None]) -> None:
    wait = _FIRST_WAIT
    while True:
        try:
            await bot.set_webhook(url, secret_token=secret, allowed_updates=UPDATES, max_connections=40)
            return
        except TelegramError as error:
            fault(f"set_webhook: {describe(error)}")
        await asyncio.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)
