"""What shall be said: calls of the Bot API as plain data, which a database can keep until they are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

# Methods that answer a person; each is also the name of a method of python-telegram-bot's Bot.
SEND, EDIT, DELETE = "send_message", "edit_message_text", "delete_message"
ANSWER_PRESS, ANSWER_INLINE = "answer_callback_query", "answer_inline_query"
METHODS = frozenset({SEND, EDIT, DELETE, ANSWER_PRESS, ANSWER_INLINE})

Keyboard = Sequence[Sequence[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Call:
    """One call; `params` are what the method takes, as JSON holds them."""

    method: str
    params: dict[str, Any] = field(default_factory=dict)


def send(
    chat: int, html: str, *, topic: int = 0, reply_to: int | None = None, keyboard: Keyboard = (), force: bool = False
) -> Call:
    """Send a message of one part; `force` asks the person's client to open the reply field."""
    params: dict[str, Any] = {"chat_id": chat, **_text(html)}
    if topic:
        params["message_thread_id"] = topic
    if reply_to is not None:
        params["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    if force:
        params["reply_markup"] = {"force_reply": True, "selective": True}
    return Call(SEND, params | _markup(keyboard))


def edit(chat: int, message: int, html: str, *, keyboard: Keyboard = ()) -> Call:
    """Put another text, with its buttons, where a message of the bot stands."""
    return Call(EDIT, {"chat_id": chat, "message_id": message, **_text(html)} | _markup(keyboard))


def delete(chat: int, message: int) -> Call:
    """Take a message of the bot back."""
    return Call(DELETE, {"chat_id": chat, "message_id": message})


def answer_press(press: str, text: str = "", *, alert: bool = False) -> Call:
    """End the waiting of a pressed button, with up to 200 characters."""
    params: dict[str, Any] = {"callback_query_id": press}
    if text:
        params |= {"text": text[:200], "show_alert": alert}
    return Call(ANSWER_PRESS, params)


def button(text: str, data: str) -> dict[str, Any]:
    """A button that comes back as `data` (at most 64 bytes)."""
    return {"text": text, "callback_data": data}


def link_button(text: str, url: str) -> dict[str, Any]:
    """A button that opens an address."""
    return {"text": text, "url": url}


def _text(html: str) -> dict[str, Any]:
    return {"text": html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _markup(keyboard: Keyboard) -> dict[str, Any]:
    rows = [list(row) for row in keyboard if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}
