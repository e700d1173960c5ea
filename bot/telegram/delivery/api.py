"""python-telegram-bot's client, set up for a bot that must not lose or double anything; its errors sorted."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from data.settings import Settings

POLL_SECONDS = 25
# An answer may come late; asking again sooner would send twice.
_READ_SECONDS = 30.0
_CONNECTIONS = 64
UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")


def make_bot(settings: Settings, polling: HTTPXRequest) -> Bot:
    """A client for the settings' token and server; `polling` waits for updates on a connection of its own."""
    token = settings.telegram_bot_token
    base = settings.telegram_api_base_url.rstrip("/")
    return Bot(
        token.get_secret_value() if token else "",
        base_url=base,
        base_file_url=f"{base.removesuffix('/bot')}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=_CONNECTIONS,
            read_timeout=_READ_SECONDS,
            write_timeout=_READ_SECONDS,
            connect_timeout=10.0,
            pool_timeout=60.0,
        ),
        get_updates_request=polling,
    )


def make_polling() -> HTTPXRequest:
    """The connection on which the bot waits for updates."""
    return HTTPXRequest(connection_pool_size=1, read_timeout=POLL_SECONDS + 10.0, connect_timeout=10.0)


def wait_asked(error: RetryAfter) -> float:
    """How many seconds Telegram asks to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def is_surely_unsent(error: Exception) -> bool:
    """Whether a failed call certainly did not reach Telegram: no connection was made."""
    cause = error.__cause__
    return isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def is_passing(error: Exception) -> bool:
    """Whether a call may succeed when it is made again: the network, the server, an answer that is none."""
    # What is too large (413) for Telegram, or on the way to it, stays so.
    if isinstance(error, BadRequest | Forbidden) or "too large" in str(error).casefold():
        return False
    # An answer that is not what the method gives raises whatever its reading raises.
    return isinstance(error, NetworkError | TimedOut | InvalidToken | TelegramError | KeyError | TypeError | ValueError)


def is_done(error: BadRequest) -> bool:
    """Whether what a call wanted is so already, or can never be: then there is nothing left to do."""
    said = str(error).casefold()
    return any(part in said for part in ("not modified", "query is too old", "not found", "can't be deleted"))


def describe(error: Exception) -> str:
    """An error for the log: its kind, and Telegram's own words, which hold no text of people."""
    said = str(error) if isinstance(error, TelegramError) and not isinstance(error, InvalidToken) else ""
    return f"{type(error).__name__}: {said[:120]}" if said else type(error).__name__
