"""What came in: an update as the bot understands it, or nothing where it shall keep silent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from telegram import Chat, InlineQuery, Message, MessageEntity, Update, User

# A group's administrator who writes anonymously appears as this bot.
ANONYMOUS_ADMIN = 1087968824
_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?=\s|$)", re.ASCII)
# Buttons under an answer: its details, other meetings, thumbs.
_ANSWER_BUTTON = re.compile(r"[vof]:(?P<number>\d{1,15})\b", re.ASCII)


class What(StrEnum):
    """What an update asks of the bot."""

    TEXT = "text"
    COMMAND = "command"
    PRESS = "press"
    INLINE = "inline"
    FILE = "file"
    OTHER = "other"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was announced; it is fetched for administrators alone."""

    file: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update. `message` is the message to answer, or the one whose button was pressed.

    text: the question, a command's argument, a pressed button's data or an inline query; quoted: the text of the
    message it replies to; answered: the number of the question that this one answers, if it does; origin: where a
    forwarded message comes from, and when (ISO 8601) it was written.
    """

    what: What
    chat: int
    user: int
    topic: int = 0
    message: int | None = None
    text: str = ""
    command: str = ""
    press: str = ""
    is_private: bool = True
    is_edit: bool = False
    language: str = ""
    quoted: str = ""
    answered: str = ""
    upload: Upload | None = None
    origin: tuple[str, str] | None = None
    url: str = ""
    album: str = ""


def understand(update: Update, me: Me) -> Incoming | None:
    """What an update asks; None where nothing is asked of this bot."""
    if update.callback_query:
        return _press(update)
    if update.inline_query:
        return _inline(update.inline_query)
    if update.my_chat_member:
        member = update.my_chat_member
        is_gone = member.new_chat_member.status in {"left", "kicked"}
        return Incoming(What.GONE, member.chat.id, member.from_user.id) if is_gone else None
    message = update.message or update.edited_message
    if message is None or not _is_from_person(message):
        return None
    is_private = message.chat.type == Chat.PRIVATE
    found = _read_message(message, me, is_private=is_private)
    return found if found and (is_private or found.what in {What.TEXT, What.COMMAND}) else None


def _press(update: Update) -> Incoming | None:
    query = update.callback_query
    if query is None or query.from_user.is_bot:
        return None
    message = query.message
    chat = message.chat if message else None
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Incoming(
        What.PRESS,
        chat.id if chat else query.from_user.id,
        query.from_user.id,
        topic=topic or 0,
        message=message.message_id if message else None,
        text=query.data or "",
        press=query.id,
        is_private=chat is not None and chat.type == Chat.PRIVATE,
        language=_language(query.from_user),
    )


def _inline(query: InlineQuery) -> Incoming:
    user = query.from_user
    return Incoming(What.INLINE, user.id, user.id, text=query.query, press=query.id, language=_language(user))


def _is_from_person(message: Message) -> bool:
    user = message.from_user
    if user is None or message.via_bot is not None or message.is_automatic_forward:
        return False
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id and user.id == ANONYMOUS_ADMIN
    return not user.is_bot


def _read_message(message: Message, me: Me, *, is_private: bool) -> Incoming | None:
    text = message.text or ""
    what: What | None = What.TEXT
    words, command = text, ""
    if found := _COMMAND.match(text):
        if found["bot"] and found["bot"].casefold() != me.username.casefold():
            return None
        what, command, words = What.COMMAND, found["name"].lower(), text[found.end() :]
    elif not text:
        what, words = _other(message), message.caption or ""
    elif not is_private:
        if not (_is_reply_to(message, me) or _is_mentioned(message, me)):
            return None
        words = re.sub(rf"@{re.escape(me.username)}\b", " ", text, flags=re.IGNORECASE)
    if what is None:
        return None
    user = message.from_user
    return Incoming(
        what,
        message.chat.id,
        user.id if user else 0,
        topic=(message.message_thread_id or 0) if message.is_topic_message else 0,
        message=message.message_id,
        text=words.strip(),
        command=command,
        is_private=is_private,
        is_edit=message.edit_date is not None,
        language=_language(user),
        quoted=_quoted(message),
        answered=_answered(message, me),
        upload=_upload(message),
        origin=_origin(message),
        url=_url(message),
        album=message.media_group_id or "",
    )


def _other(message: Message) -> What | None:
    """What a message without text is; None for a service message, which nobody wrote."""
    if message.document:
        return What.FILE
    written = (message.effective_attachment, message.story, message.dice, message.poll)
    return What.OTHER if any(part is not None for part in written) else None


def _is_reply_to(message: Message, me: Me) -> bool:
    replied = message.reply_to_message
    # In a topic every message "replies" to the message that made the topic.
    is_root = message.is_topic_message and replied and replied.message_id == message.message_thread_id
    if replied is None or replied.forum_topic_created or is_root:
        return False
    return replied.from_user is not None and replied.from_user.id == me.id


def _is_mentioned(message: Message, me: Me) -> bool:
    for entity, text in message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items():
        if text.casefold() == f"@{me.username}".casefold() or (entity.user and entity.user.id == me.id):
            return True
    return False


def _quoted(message: Message) -> str:
    replied = message.reply_to_message
    return (replied.text or replied.caption or "") if replied and not replied.forum_topic_created else ""


def _answered(message: Message, me: Me) -> str:
    replied = message.reply_to_message
    if replied is None or replied.reply_markup is None or not _is_reply_to(message, me):
        return ""
    buttons = [button.callback_data for row in replied.reply_markup.inline_keyboard for button in row]
    found = [match["number"] for data in buttons if (match := _ANSWER_BUTTON.match(str(data)))]
    return found[0] if found else ""


def _upload(message: Message) -> Upload | None:
    replied = message.reply_to_message
    document = message.document or (replied.document if replied else None)
    if document is None:
        return None
    return Upload(document.file_id, document.file_name or "", document.file_size or 0)


def _origin(message: Message) -> tuple[str, str] | None:
    replied = message.reply_to_message
    origin = message.forward_origin or (replied.forward_origin if replied else None)
    if origin is None:
        return None
    chat = getattr(origin, "chat", None) or getattr(origin, "sender_chat", None)
    return (chat.title or "") if chat else "", origin.date.isoformat()


def _url(message: Message) -> str:
    found = message.parse_entities([MessageEntity.URL, MessageEntity.TEXT_LINK])
    for entity, text in found.items():
        return entity.url or text
    return ""


def _language(user: User | None) -> str:
    return (user.language_code or "") if user else ""
