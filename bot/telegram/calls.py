"""What shall be said: calls of the Bot API as plain data, which a database can keep until they are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

# Methods that answer a person; each is also the name of a method of python-telegram-bot's Bot.
SEND, EDIT, DELETE = "send_message", "edit_message_text", "delete_message"
SEND_DOCUMENT, SEND_PHOTO = "send_document", "send_photo"
ANSWER_PRESS, ANSWER_INLINE = "answer_callback_query", "answer_inline_query"
METHODS = frozenset({SEND, SEND_DOCUMENT, SEND_PHOTO, EDIT, DELETE, ANSWER_PRESS, ANSWER_INLINE})
# Under which name a method takes its file.
FILE_PARAMS = {SEND_DOCUMENT: "document", SEND_PHOTO: "photo"}
SENDS = frozenset({SEND, *FILE_PARAMS})
CAPTION_UNITS = 1024
"""UTF-16 units that a caption may have once its markup is read."""

Keyboard = Sequence[Sequence[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Call:
    """One call; `params` are what the method takes, as JSON holds them, beside the bytes of a file."""

    method: str
    params: dict[str, Any] = field(default_factory=dict)
    file: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class File:
    """A file that is sent, as it shall be called there."""

    name: str
    content: bytes = field(repr=False)


def send(
    chat: int, html: str, *, topic: int = 0, reply_to: int | None = None, keyboard: Keyboard = (), force: bool = False
) -> Call:
    """Send a message of one part; `force` asks the person's client to open the reply field."""
    params = {"chat_id": chat, **_text(html), **_place(topic, reply_to)}
    if force:
        params["reply_markup"] = {"force_reply": True, "selective": True}
    return Call(SEND, params | _markup(keyboard))


def send_document(
    chat: int, file: File, caption: str, *, topic: int = 0, reply_to: int | None = None, keyboard: Keyboard = ()
) -> Call:
    """Send a file; its caption is HTML and not empty (a lost message is found by it), of up to CAPTION_UNITS."""
    params = {"chat_id": chat, "filename": file.name, "caption": caption, "parse_mode": "HTML"}
    return Call(SEND_DOCUMENT, params | _place(topic, reply_to) | _markup(keyboard), file.content)


def send_photo(
    chat: int, file: File, caption: str, *, topic: int = 0, reply_to: int | None = None, keyboard: Keyboard = ()
) -> Call:
    """Send a picture (PNG or JPEG; width and height together at most 10,000), its caption as with a document."""
    return replace(
        send_document(chat, file, caption, topic=topic, reply_to=reply_to, keyboard=keyboard), method=SEND_PHOTO
    )


def files_of(calls: Sequence[Call]) -> dict[int, bytes]:
    """The files that calls send, by the place of each call."""
    return {number: call.file for number, call in enumerate(calls) if call.file is not None}


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


def _place(topic: int, reply_to: int | None) -> dict[str, Any]:
    params: dict[str, Any] = {"message_thread_id": topic} if topic else {}
    if reply_to is not None:
        params["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    return params


def _markup(keyboard: Keyboard) -> dict[str, Any]:
    rows = [list(row) for row in keyboard if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}
