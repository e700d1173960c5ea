"""Conversations without a network: what people write or press, and the exact messages that answer."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from telegram import Update

from bot.app import App, open_app
from bot.telegram.calls import SENDS, Call, files_of
from bot.telegram.delivery.limits import Verdict
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Me, understand
from bot.telegram.routing import handle
from bot.telegram.upkeep.jobs import Jobs
from bot.telegram.upkeep.personal import PersonalJobs
from bot.telegram.upkeep.work import perform
from data.settings import Settings
from data.store import StoredUpdate
from tests.telegram_bot import ADMIN
from tests.telegram_server import ME, TelegramServer, person, person_message
from tests.waiting import LONGEST

GROUP = -1001234
_CODE = re.compile(r'bukti_(?P<code>\w{8})">(?P=code)')
ARTICLE = """---
title: Camat Sukamaju Pimpin Rapat Panen
publisher: Kabar Desa
published: 2024-03-05
---
SUKAMAJU – Camat Sukamaju Budi Hartono memimpin rapat koordinasi persiapan panen raya di Aula Kantor Camat Sukamaju,
Kabupaten Batang Hari, Senin (4/3/2024). Rapat dihadiri Kapolsek Sukamaju Iptu Rahmat Hidayat dan para kepala desa.
"""


class Talk:
    """One archive, one bot, any number of people; messages stand as Telegram would hold them."""

    def __init__(self, home: Path, **settings_given: Any) -> None:
        settings = Settings(home=home, admins=frozenset({ADMIN}), _env_file=None, **settings_given)
        self.app: App = open_app(settings)
        self.server = TelegramServer()
        self.fetched: list[str] = []
        self.told: list[Call] = []
        self.seconds = 0.0
        # Jobs run in this process: starting one of their own takes seconds, and other tests do it.
        jobs = Jobs(
            self.app.store,
            self.told.append,
            partial(perform, settings),
            hand_over=self._take_up,
            clock=lambda: self.seconds,
        )
        personal = PersonalJobs(lambda lease: replace(jobs, lease=lease))
        self.desk = Desk(self.app, Me(ME["id"], ME["username"]), jobs, personal, fetch=self._fetch)
        self._update = 0

    def close(self) -> None:
        self.app.close()

    def write(self, text: str | None = None, *, user: int = 7, chat: int | None = None, **fields: Any) -> str:
        """What the bot answers to a message."""
        message = person_message(self._number(), user, text, chat=chat, **fields)
        self.server.messages[message["chat"]["id"], message["message_id"]] = message
        return self.push({"message": message})

    def edit(self, text: str, *, user: int = 7, chat: int | None = None) -> str:
        """What the bot does when the person's last message is edited."""
        own = [m for (there, _), m in self.server.messages.items() if there == (chat or user)]
        last = [message for message in own if message["from"]["id"] == user][-1]
        return self.push({"edited_message": {**last, "text": text, "edit_date": int(time.time())}})

    def press(self, label: str, *, user: int = 7, chat: int | None = None, number: int = -1) -> str:
        """What the bot does when the button with this label, under its last message that has it, is pressed."""
        sent = [message for message in self.server.sent(chat or user) if _find(message, label)]
        return self.press_data(_find(sent[number], label), user=user, chat=chat, message=sent[number])

    def press_data(self, data: str, *, user: int = 7, chat: int | None = None, message: Any = None) -> str:
        """What the bot does when a client sends this as a pressed button."""
        message = message or {"message_id": 1, "chat": {"id": chat or user, "type": "private"}, "date": 0}
        query = {"id": "q", "from": person(user), "chat_instance": "1", "data": data, "message": message}
        return self.push({"callback_query": query})

    def inline(self, text: str, *, user: int = 7) -> str:
        """What an inline query is offered."""
        return self.push({"inline_query": {"id": "i", "from": person(user), "query": text, "offset": ""}})

    def push(self, update: dict[str, Any], verdict: str = Verdict.ANSWER) -> str:
        """What the bot does with an update, checked as Telegram checks it."""
        self._update += 1
        incoming = understand(Update.de_json({"update_id": self._update, **update}), self.desk.me)
        if incoming is None:
            return self.show([])
        if incoming.message:
            self._keep(incoming.chat, incoming.message, update)
        calls = handle(self.desk, incoming, verdict)
        if incoming.message:
            self._remember(calls)
        return self.show(calls)

    def finish_job(self) -> str:
        """What the running job tells at its end."""
        self.desk.jobs.join(LONGEST)
        self.desk.personal.join(LONGEST)
        told, self.told[:] = list(self.told), []
        for call in told:
            self._stand(call)
        return self.show(told)

    def show(self, calls: list[Call]) -> str:
        """Calls as a person sees them: text, then buttons in brackets; codes of receipts, which chance makes, alike."""
        shown = "\n———\n".join(self._show(call) for call in calls) or "(diam)"
        return _CODE.sub('bukti_KODE">KODE', shown)

    def _show(self, call: Call) -> str:
        params = call.params
        match call.method:
            case "answer_callback_query":
                return f"({params['text']})" if params.get("text") else "(ditekan)"
            case "answer_inline_query":
                shown = [f"{result['title']} | {result['description']}" for result in params["results"]]
                return "\n".join(shown) or f"[{params['button']['text']}]"
            case "delete_message":
                self.server.messages.pop((params["chat_id"], params["message_id"]))
                return "(dihapus)"
        text = params.get("text") or params["caption"]
        self.server._check_text(
            {"text": text, "chat_id": str(params["chat_id"])}, limit=4096 if "text" in params else 1024
        )
        rows = params.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = ["  ".join(f"[{button['text']}]" for button in row) for row in rows]
        head = {"edit_message_text": "(diubah) "}.get(call.method, "(balasan) " if "reply_parameters" in params else "")
        head += f"[[{params['filename']}]]\n" if call.file else ""
        return "\n".join([head + text, *buttons])

    def _keep(self, chat: int, message: int, update: dict[str, Any]) -> None:
        """Let the update stand in the store, as when it has come in."""
        kept = StoredUpdate(self._update, update, chat, 0, message, Verdict.ANSWER, datetime.now(UTC))
        self.app.store.updates.put([kept])

    def _remember(self, calls: list[Call]) -> None:
        """Let sent messages stand in the chat, and in the store, as after sending."""
        store, now = self.app.store.updates, datetime.now(UTC)
        rows = [(call.method, call.params) for call in calls]
        for stored, call in zip(store.plan(self._update, rows, now=now, files=files_of(calls)), calls, strict=True):
            number = self._stand(call)
            store.mark_sent(stored, number)
        store.finish(self._update, now=now)

    def _stand(self, call: Call) -> int | None:
        params = call.params
        markup = {"reply_markup": params.get("reply_markup", {"inline_keyboard": []})}
        if call.method == "edit_message_text":
            place = params["chat_id"], params["message_id"]
            if place in self.server.messages:
                self.server.messages[place] |= {"text": params["text"], **markup}
        if call.method not in SENDS:
            return None
        number = self._number()
        made = person_message(number, ME["id"], params.get("text"), chat=params["chat_id"]) | markup | {"from": ME}
        if call.file is not None:
            made |= {"caption": params["caption"], "file": (params["filename"], call.file)}
        made["reply_to"] = params.get("reply_parameters", {}).get("message_id")
        self.server.messages[params["chat_id"], number] = made
        return number

    def _number(self) -> int:
        return self.server._new_message()

    def _take_up(self, update: StoredUpdate) -> None:
        store = self.app.store.updates
        unsent = store.unsent(update.update_id)
        self.told += [Call(call.method, call.params, store.attached(call) or None) for call in unsent]

    def _fetch(self, file: str) -> bytes:
        self.fetched.append(file)
        return self.server.files[file]


def _find(message: dict[str, Any], label: str) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return next((button["callback_data"] for row in rows for button in row if label in button["text"]), "")


def media(**fields: Any) -> dict[str, Any]:
    """A picture, voice or sticker as a message holds it."""
    flags = {"is_animated": False, "is_video": False} if "type" in fields else {}
    return {"file_id": "m", "file_unique_id": "u", **flags, **fields}


def upload(
    talk: Talk, data: str | bytes, name: str = "panen.md", *, user: int = ADMIN, size: int = 500, **fields
) -> str:
    """What the bot answers to a file."""
    talk.server.files["berkas"] = data.encode() if isinstance(data, str) else data
    document = {"file_id": "berkas", "file_unique_id": "u", "file_name": name, "file_size": size}
    return talk.write(user=user, document=document, **fields)
