"""Long polling: updates are confirmed by asking for the next ones, and never before they are stored."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.telegram.api import POLL_SECONDS, UPDATES, describe, wait_asked
from data.errors import SettingError
from data.wording import telegram as wording

logger = logging.getLogger(__name__)

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 15.0
_CONFLICT_WAIT = 2.0
Accept = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


async def greet_telegram(bot: Bot) -> None:
    """Learn who the bot is, waiting for Telegram as long as it takes; SettingError where it refuses the token."""
    wait, refused = _FIRST_WAIT, 0
    while True:
        try:
            await bot.initialize()
            return
        except InvalidToken as error:
            refused += 1
            if refused > 2:
                raise SettingError(wording.TOKEN_REFUSED) from error
        except (TelegramError, KeyError, TypeError, ValueError) as error:
            logger.warning("Telegram is away: %s", describe(error))
        await asyncio.sleep(wait)
        wait = min(wait * 2, _LONGEST_WAIT)


async def poll(bot: Bot, polling: BaseRequest, accept: Accept, *, fault: Callable[[str], None]) -> None:
    """Receive updates until cancelled, whatever goes wrong on the way."""
    offset, wait, has_webhook = 0, _FIRST_WAIT, True
    while True:
        try:
            if has_webhook:
                # A webhook that was set once would keep every update for itself.
                await bot.delete_webhook()
                has_webhook = False
            raws = await _get_updates(bot, polling, offset)
            await accept(raws)
            offset = max([offset, *(raw["update_id"] + 1 for raw in raws if isinstance(raw.get("update_id"), int))])
            wait = _FIRST_WAIT
        except Conflict as error:
            fault(f"get_updates: {describe(error)}")
            await asyncio.sleep(_CONFLICT_WAIT)
        except RetryAfter as error:
            await asyncio.sleep(wait_asked(error))
        except Exception as error:  # the loop must outlive whatever an answer holds
            fault(f"get_updates: {describe(error)}")
            logger.debug("get_updates failed", exc_info=True)
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)


async def _get_updates(bot: Bot, polling: BaseRequest, offset: int) -> list[dict[str, Any]]:
    """Updates as Telegram wrote them: one that the library cannot read must not hide the others."""
    query = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": json.dumps(UPDATES)}
    address = f"{bot.base_url}/getUpdates?{urlencode(query)}"
    found = await polling.post(address)
    return [raw for raw in found if isinstance(raw, dict)] if isinstance(found, list) else []
