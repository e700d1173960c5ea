"""Whether somebody administers a chat: asked of Telegram each time, so that nothing outlives the right."""

from __future__ import annotations

import re

from telegram import Bot
from telegram.error import TelegramError

_STATUSES = frozenset({"creator", "administrator"})
_CHAT = re.compile(r"(?:(?<!\S)(?:ke|di|to|in)\s+)?(?P<chat>@[A-Za-z]\w{3,31}|-\d{5,15})\s*$", re.ASCII)


def split_chat(text: str) -> tuple[str, int | str]:
    """The text without the chat named at its end ("ke @kanal", a number), and that chat: empty where none is."""
    found = _CHAT.search(text)
    if found is None:
        return text, ""
    named = found["chat"]
    return text[: found.start()].rstrip(), named if named.startswith("@") else int(named)


async def find_administered(bot: Bot, chat: int | str, user: int) -> int:
    """The number of a chat, given by that or by its @name, which the person administers; 0 where they do not, or the
    bot cannot know."""
    try:
        member = await bot.get_chat_member(chat, user)
        if member.status not in _STATUSES:
            return 0
        return chat if isinstance(chat, int) else (await bot.get_chat(chat)).id
    except TelegramError:
        return 0
