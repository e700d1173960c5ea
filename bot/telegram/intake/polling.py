"""Long polling: updates are confirmed by asking for the next ones, and never before they are stored."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.telegram.delivery.api import POLL_SECONDS, UPDATES, describe, wait_asked
from bot.telegram.delivery.backoff import Backoff
from data.errors import SettingError
from data.wording import telegram as wording

logger = logging.getLogger(__name__)

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 15.0
_CONFLICT_WAIT = 2.0
Accept = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


@dataclass(slots=True)
class Reception:
    """When Telegram was last heard (seconds of the clock), and whether trying to hear it fails now.

    Its first moment counts as heard: nothing can have failed before.
    """

    clock: Callable[[], float]
    fault: Callable[[str], None]
    is_failing: bool = False
    heard_at: float = field(init=False)

    def __post_init__(self) -> None:
        self.heard_at = self.clock()

    def hear(self) -> None:
        """Note that Telegram was heard, be it with updates or without."""
        self.heard_at, self.is_failing = self.clock(), False

    def fail(self, what: str) -> None:
        """Note that hearing it failed."""
        self.is_failing = True
        self.fault(what)

    def rest(self) -> None:
        """Note that hearing it is another process's matter."""
        self.is_failing = False


async def greet_telegram(bot: Bot, *, reception: Reception, backoff: Backoff) -> None:
    """Learn who the bot is, waiting for Telegram as long as it takes; SettingError where it refuses the token."""
    failures = refused = 0
    while True:
        failures += 1
        try:
            await bot.initialize()
            reception.hear()
            return
        except InvalidToken as error:
            refused += 1
            if refused > 2:
                raise SettingError(wording.TOKEN_REFUSED) from error
        except (TelegramError, KeyError, TypeError, ValueError) as error:
            reception.fail(f"Telegram is away: {describe(error)}")
        await backoff.wait(failures)


async def poll(bot: Bot, polling: BaseRequest, accept: Accept, *, reception: Reception, backoff: Backoff) -> None:
    """Receive updates until cancelled, whatever goes wrong on the way."""
    try:
        await _poll(bot, polling, accept, reception=reception, backoff=backoff)
    finally:
        reception.rest()


async def _poll(bot: Bot, polling: BaseRequest, accept: Accept, *, reception: Reception, backoff: Backoff) -> None:
    offset, failures, has_webhook = 0, 0, True
    while True:
        try:
            if has_webhook:
                # A webhook that was set once would keep every update for itself.
                await bot.delete_webhook()
                has_webhook = False
            # After a failure asked for what there is: whether Telegram is back is then known at once.
            raws = await _get_updates(bot, polling, offset, seconds=0 if failures else POLL_SECONDS)
            reception.hear()
            backoff.note_success()
            await accept(raws)
            offset = max([offset, *(raw["update_id"] + 1 for raw in raws if isinstance(raw.get("update_id"), int))])
            failures = 0
        except Conflict as error:
            reception.fail(f"get_updates: {describe(error)}")
            await asyncio.sleep(_CONFLICT_WAIT)
        except RetryAfter as error:
            await asyncio.sleep(wait_asked(error))
        except Exception as error:  # the loop must outlive whatever an answer holds
            reception.fail(f"get_updates: {describe(error)}")
            logger.debug("get_updates failed", exc_info=True)
            failures += 1
            await backoff.wait(failures)


async def _get_updates(bot: Bot, polling: BaseRequest, offset: int, *, seconds: int) -> list[dict[str, Any]]:
    """Updates as Telegram wrote them: one that the library cannot read must not hide the others."""
    query = {"offset": offset, "timeout": seconds, "allowed_updates": json.dumps(UPDATES)}
    address = f"{bot.base_url}/getUpdates?{urlencode(query)}"
    found = await polling.post(address)
    return [raw for raw in found if isinstance(raw, dict)] if isinstance(found, list) else []
