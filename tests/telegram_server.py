"""A small, strict Bot API server for one bot: polling with offsets, HTML, lengths, flood limits, files, faults.

Tests talk to the object (`write`, `press`, `edit`, `inline`, `fault`); the bot talks HTTP to it, as to Telegram.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.waiting import LONGEST

TOKEN = "4242:notula-test-token-notula-test-token"
ME = {"id": 4242, "is_bot": True, "first_name": "Notula", "username": "notula_bot", "can_join_groups": True}
_TAGS = {"b", "i", "a", "code", "blockquote"}
_TOKENS = re.compile(r"<(?P<end>/?)(?P<tag>[a-z]+)(?P<rest>[^<>]*)>|&(?P<name>lt|gt|amp|quot|#\d+);|(?P<bad>[<>])")
NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class RefusalError(Exception):
    """What Telegram says no to."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(description: str) -> RefusalError:
    return RefusalError(400, f"Bad Request: {description}")


def parse_html(html: str) -> str:
    """The text that a message shows; a RefusalError where Telegram would not understand it."""
    text, place, opened = [], 0, []
    for found in _TOKENS.finditer(html):
        text.append(html[place : found.start()])
        place = found.end()
        if found["bad"]:
            raise bad("can't parse entities: unescaped bracket")
        if name := found["name"]:
            text.append(_ENTITIES.get(name) or chr(int(name[1:])))
        elif found["end"]:
            if not opened or opened.pop() != found["tag"]:
                raise bad("can't parse entities: unmatched end tag")
        else:
            if found["tag"] not in _TAGS:
                raise bad(f"can't parse entities: unsupported start tag {found['tag']}")
            if found["tag"] == "a" and not re.fullmatch(r' href="https?://[^"<>]+"', found["rest"]):
                raise bad("can't parse entities: link")
            opened.append(found["tag"])
    text.append(html[place:])
    if opened:
        raise bad("can't parse entities: no end tag")
    return "".join(text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Fault:
    """What goes wrong with `count` calls of a method (`*`: any): the next ones, or of those to come a share."""

    method: str
    kind: str
    count: int = 1
    share: float = 1.0
    status: int = 502
    seconds: float = 1.0
    body: str = '{"ok":true,"result":[{"upd'


@dataclass
class TelegramServer:
    """Chats, updates waiting, and every call the bot made."""

    flood: bool = False
    calls: list[dict[str, Any]] = field(default_factory=list)
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    queue: list[dict[str, Any]] = field(default_factory=list)
    confirmed: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    pressed: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    members: dict[tuple[str, int], str] = field(default_factory=dict)
    channels: dict[str, int] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    waiting: list[int] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)
    downloads: list[str] = field(default_factory=list)
    _again: list[dict[str, Any]] = field(default_factory=list)
    _next_update: int = 1000
    _next_message: int = 10
    _next_query: int = 0
    _times: dict[int, list[float]] = field(default_factory=dict)
    _dice: random.Random = field(default_factory=lambda: random.Random(7))
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _runner: web.AppRunner | None = None
    port: int = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    async def start(self) -> None:
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    # What people do

    async def write(self, user: int, text: str | None = None, *, chat: int | None = None, **fields: Any) -> int:
        """A person writes; the id of the message."""
        message = person_message(self._new_message(), user, text, chat=chat, **fields)
        self.messages[message["chat"]["id"], message["message_id"]] = message
        await self.push({"message": message})
        return message["message_id"]

    async def edit(self, chat: int, message: int, text: str) -> None:
        """A person edits what they wrote."""
        edited = {**self.messages[chat, message], "text": text, "edit_date": int(time.time())}
        await self.push({"edited_message": edited})

    async def press(self, user: int, chat: int, message: int, data: str) -> str:
        """A person presses a button; the id of the query."""
        self._next_query += 1
        query = {"id": f"q{self._next_query}", "from": person(user), "chat_instance": "1", "data": data}
        self.pressed[query["id"]] = {}
        await self.push({"callback_query": {**query, "message": self.messages[chat, message]}})
        return query["id"]

    async def inline(self, user: int, text: str) -> str:
        """A person types an inline query; its id."""
        self._next_query += 1
        query = f"i{self._next_query}"
        self.pressed[query] = {}
        await self.push({"inline_query": {"id": query, "from": person(user), "query": text, "offset": ""}})
        return query

    async def push(self, update: dict[str, Any]) -> int:
        """Queue an update; its id."""
        self._next_update += 1
        self.queue.append({"update_id": self._next_update, **update})
        await self._wake()
        return self._next_update

    async def redeliver(self, count: int) -> None:
        """Deliver the last confirmed updates once more."""
        self._again = self.confirmed[-count:]
        await self._wake()

    def fault(self, method: str, kind: str, **fields: Any) -> None:
        """Let something go wrong."""
        self.faults.append(Fault(method, kind, **fields))

    async def release(self, chat: int) -> None:
        """Let the messages through that wait."""
        self.held.discard(chat)
        await self._wake()

    # What tests look at

    def sent(self, chat: int) -> list[dict[str, Any]]:
        """The bot's messages in a chat, as they stand now."""
        own = [message for (there, _), message in sorted(self.messages.items()) if there == chat]
        return [message for message in own if message["from"]["id"] == ME["id"]]

    async def wait(self, condition: Any, timeout: float = LONGEST) -> None:
        """Wait until a condition over this server holds."""
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(condition)

    async def wait_sent(self, chat: int, count: int = 1, timeout: float = LONGEST) -> list[dict[str, Any]]:
        """The bot's messages in a chat, once there are so many."""
        await self.wait(lambda: len(self.sent(chat)) >= count, timeout)
        return self.sent(chat)

    # The API

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        try:
            params = {**request.query, **{key: _value(value) for key, value in (await request.post()).items()}}
        except ConnectionResetError:  # the bot was killed while it wrote
            return web.Response()
        if request.match_info["token"] != TOKEN:
            return _refuse(RefusalError(401, "Unauthorized"))
        fault = self._take_fault(method)
        if fault and (response := await self._fail(fault, request)):
            return response
        try:
            result = await getattr(self, f"_do_{method}")(params)
            answer = web.json_response({"ok": True, "result": result})
        except RefusalError as refusal:
            answer = _refuse(refusal)
        self.calls.append({"method": method, "params": params, "status": answer.status, "at": time.monotonic()})
        await self._wake()
        if fault and fault.kind == "reset_after":
            request.transport.abort()
        return answer

    def _take_fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method in {"*", method} and fault.count > 0 and self._dice.random() < fault.share:
                fault.count -= 1
                return fault
        return None

    async def _fail(self, fault: Fault, request: web.Request) -> web.Response | None:
        match fault.kind:
            case "http":
                return web.json_response(
                    {"ok": False, "error_code": fault.status, "description": "Error"}, status=fault.status
                )
            case "html":
                return web.Response(status=fault.status, text="<html>nginx</html>", content_type="text/html")
            case "garbage":
                return web.Response(text=fault.body, content_type="application/json")
            case "flood":
                seconds = int(fault.seconds)
                return _refuse(RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds))
            case "reset":
                request.transport.abort()
                return web.Response()
            case "slow":
                await asyncio.sleep(fault.seconds)
        return None

    async def _do_getMe(self, params: dict[str, str]) -> Any:  # noqa: N802
        return ME

    async def _do_getUpdates(self, params: dict[str, str]) -> Any:  # noqa: N802
        offset = int(params.get("offset", 0))
        self.confirmed += [update for update in self.queue if update["update_id"] < offset]
        self.queue = [update for update in self.queue if update["update_id"] >= offset]
        try:
            async with asyncio.timeout(float(params.get("timeout", 0))), self._changed:
                await self._changed.wait_for(lambda: self.queue or self._again)
        except TimeoutError:
            return []
        again, self._again = self._again, []
        return (again + self.queue)[:100]

    async def _do_sendMessage(self, params: dict[str, str]) -> Any:  # noqa: N802
        return await self._send(params, {"text": self._check_text(params), "html": params["text"]})

    async def _do_sendDocument(self, params: dict[str, Any]) -> Any:  # noqa: N802
        return await self._send_file(params, *params["document"])

    async def _do_sendPhoto(self, params: dict[str, Any]) -> Any:  # noqa: N802
        name, content = params["photo"]
        if not content.startswith((b"\x89PNG", b"\xff\xd8")):
            raise bad("IMAGE_PROCESS_FAILED")
        return await self._send_file(params, name, content)

    async def _send_file(self, params: dict[str, Any], name: str, content: bytes) -> Any:
        if not content:
            raise bad("file must be non-empty")
        if len(content) > 50 << 20:
            raise RefusalError(413, "Request Entity Too Large")
        caption = self._check_text({**params, "text": params["caption"]}, limit=1024)
        return await self._send(params, {"caption": caption, "html": params["caption"], "file": (name, content)})

    async def _send(self, params: dict[str, Any], shown: dict[str, Any]) -> Any:
        chat = int(params["chat_id"])
        await self._wait_for_release(chat)
        self._check_flood(chat)
        reply = json.loads(params.get("reply_parameters", "{}")).get("message_id")
        message = {
            "message_id": self._new_message(),
            "from": ME,
            "chat": chat_of(chat),
            "date": int(time.time()),
            **shown,
            "reply_to": reply,
            "topic": params.get("message_thread_id"),
            "reply_markup": json.loads(params.get("reply_markup", "{}")),
        }
        self.messages[chat, message["message_id"]] = message
        return _public(message)

    async def _do_editMessageText(self, params: dict[str, str]) -> Any:  # noqa: N802
        return self._edit(params, "text")

    async def _do_editMessageCaption(self, params: dict[str, str]) -> Any:  # noqa: N802
        return self._edit(params, "caption")

    def _edit(self, params: dict[str, str], what: str) -> Any:
        chat, number = int(params["chat_id"]), int(params["message_id"])
        message, html = self.messages.get((chat, number)), params[what]
        text = self._check_text({**params, "text": html})
        if message is None:
            raise bad("message to edit not found")
        if message["from"]["id"] != ME["id"]:
            raise bad("message can't be edited")
        if what not in message:
            raise bad(f"there is no {what} in the message to edit")
        markup = json.loads(params.get("reply_markup", "{}"))
        if (message["html"], message["reply_markup"]) == (html, markup):
            raise bad("message is not modified: specified new message content and reply markup are exactly the same")
        self._check_flood(chat)
        message |= {what: text, "html": html, "reply_markup": markup, "edit_date": int(time.time())}
        return _public(message)

    async def _do_deleteMessage(self, params: dict[str, str]) -> Any:  # noqa: N802
        if self.messages.pop((int(params["chat_id"]), int(params["message_id"])), None) is None:
            raise bad("message to delete not found")
        return True

    async def _do_answerCallbackQuery(self, params: dict[str, str]) -> Any:  # noqa: N802
        return self._answer_query(params["callback_query_id"], params)

    async def _do_answerInlineQuery(self, params: dict[str, str]) -> Any:  # noqa: N802
        results = json.loads(params["results"])
        if len(results) > 50 or len({result["id"] for result in results}) < len(results):
            raise bad("RESULT_ID_DUPLICATE")
        for result in results:
            if result["type"] != "article" or not result["title"] or len(result["id"].encode()) > 64:
                raise bad("can't parse inline query result")
            self._check_text({"text": result["input_message_content"]["message_text"]})
        return self._answer_query(params["inline_query_id"], {**params, "results": results})

    async def _do_sendChatAction(self, params: dict[str, str]) -> Any:  # noqa: N802
        if params["action"] != "typing":
            raise bad("wrong parameter action in request")
        return True

    async def _do_setMyCommands(self, params: dict[str, str]) -> Any:  # noqa: N802
        for command in json.loads(params["commands"]):
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise bad("BOT_COMMAND_INVALID")
        return True

    async def _do_getChatMember(self, params: dict[str, str]) -> Any:  # noqa: N802
        status = self.members.get((params["chat_id"], int(params["user_id"])))
        if status is None:
            raise bad("member list is inaccessible")
        rights = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats")
        rights += ("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users")
        rights += ("can_post_stories", "can_edit_stories", "can_delete_stories")
        return {"user": person(int(params["user_id"])), "status": status, **dict.fromkeys(rights, False)}

    async def _do_getChat(self, params: dict[str, str]) -> Any:  # noqa: N802
        channel = {"id": self.channels[params["chat_id"]], "type": "channel", "title": "Kabar"}
        return {**channel, "accent_color_id": 0, "max_reaction_count": 0, "accepted_gift_types": NO_GIFTS}

    async def _do_getFile(self, params: dict[str, str]) -> Any:  # noqa: N802
        if params["file_id"] not in self.files:
            raise bad("invalid file_id")
        return {"file_id": params["file_id"], "file_unique_id": "u", "file_path": f"documents/{params['file_id']}"}

    async def _do_setWebhook(self, params: dict[str, str]) -> Any:  # noqa: N802
        self.webhook = dict(params)
        return True

    async def _do_deleteWebhook(self, params: dict[str, str]) -> Any:  # noqa: N802
        self.webhook = {}
        return True

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["path"].removeprefix("documents/")
        self.downloads.append(name)
        return web.Response(body=self.files[name])

    async def _wait_for_release(self, chat: int) -> None:
        if chat in self.held:
            self.waiting.append(chat)
            await self._wake()
            await self.wait(lambda: chat not in self.held)

    def _answer_query(self, query: str, params: dict[str, Any]) -> bool:
        if self.pressed.get(query) != {}:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(params.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        self.pressed[query] = params
        return True

    def _check_text(self, params: dict[str, str], *, limit: int = 4096) -> str:
        if int(params.get("chat_id", 0)) in self.closed:
            raise RefusalError(403, "Forbidden: bot was blocked by the user")
        text = parse_html(params["text"])
        if not text.strip():
            raise bad("message text is empty")
        if units(text) > limit:
            raise bad("message is too long")
        for row in json.loads(params.get("reply_markup", "{}")).get("inline_keyboard", []):
            for button in row:
                opens_page = button.get("url", "").startswith(("https://", "http://"))
                if not button["text"].strip() or not (opens_page or 1 <= len(button["callback_data"].encode()) <= 64):
                    raise bad("BUTTON_DATA_INVALID")
        return text.strip()

    def _check_flood(self, chat: int) -> None:
        """Telegram's: a burst of five to a chat, then one a second; 20 a minute to a group; 30 a second in all."""
        now = time.monotonic()
        for key, count, seconds in ((0, 30, 1.0), (chat, 5, 4.5), *([(-abs(chat), 20, 60.0)] if chat < 0 else [])):
            times = [at for at in self._times.get(key, []) if at > now - seconds]
            if self.flood and len(times) >= count:
                wait = max(1, round(times[0] + seconds - now))
                raise RefusalError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        for key in {0, chat}:
            self._times.setdefault(key, []).append(now)

    def _new_message(self) -> int:
        self._next_message += 1
        return self._next_message

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def person(user: int, **fields: Any) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": f"Warga {user}", "language_code": "id", **fields}


def chat_of(chat: int) -> dict[str, Any]:
    kind = "private" if chat > 0 else "supergroup"
    return {"id": chat, "type": kind, "title" if chat < 0 else "first_name": f"Percakapan {abs(chat)}"}


def person_message(number: int, user: int, text: str | None, *, chat: int | None = None, **fields: Any) -> Any:
    """A message as Telegram delivers it, commands and mentions marked."""
    message = {"message_id": number, "from": person(user), "chat": chat_of(chat or user), "date": int(time.time())}
    if text is not None:
        message["text"] = text
        if entities := list(_entities(text)):
            message["entities"] = entities
    return message | fields


def _entities(text: str) -> Any:
    for found in re.finditer(r"(?<!\S)/\w+(?:@\w+)?|@\w{4,}|https?://\S+", text):
        kind = {"/": "bot_command", "@": "mention"}.get(found[0][0], "url")
        yield {"type": kind, "offset": units(text[: found.start()]), "length": units(found[0])}


def _value(value: Any) -> Any:
    """A field of a form; of a file its name and its bytes."""
    return (value.filename, value.file.read()) if isinstance(value, web.FileField) else str(value)


def _public(message: dict[str, Any]) -> dict[str, Any]:
    shown = {key: value for key, value in message.items() if key not in {"html", "reply_to", "topic", "file"}}
    return {
        key: value for key, value in shown.items() if not (key == "reply_markup" and "inline_keyboard" not in value)
    }


def _refuse(refusal: RefusalError) -> web.Response:
    body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)
