"""The commands that Telegram offers while people type: in both languages, others for groups and administrators."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.telegram.delivery.api import describe
from data.wording import telegram as wording

logger = logging.getLogger(__name__)


async def register_commands(bot: Bot, admins: Iterable[int]) -> None:
    """Register every list; where Telegram does not take one, the bot works without it."""
    groups = {name: wording.COMMANDS[name] for name in wording.GROUP_COMMANDS}
    scopes: list[tuple[BotCommandScope, Mapping[str, wording.Phrase]]] = [
        (BotCommandScopeAllPrivateChats(), wording.COMMANDS),
        (BotCommandScopeAllGroupChats(), groups),
    ]
    scopes += [(BotCommandScopeChat(admin), {**wording.COMMANDS, **wording.ADMIN_COMMANDS}) for admin in admins]
    for scope, phrases in scopes:
        for language in ("", "en"):
            commands = [BotCommand(name, phrase.say(language or "id")) for name, phrase in phrases.items()]
            try:
                await bot.set_my_commands(commands, scope=scope, language_code=language or None)
            except (TelegramError, KeyError, TypeError, ValueError) as error:
                # An administrator who has never written to the bot has no chat with it yet.
                logger.info("commands are not registered: %s", describe(error))
