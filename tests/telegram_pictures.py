"""Pictures of real conversations with the sample archive, for the README: `python -m tests.telegram_pictures`.

What people write is given here; what the bot says is what it says now. A test holds that the pictures are up to date.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

from data.settings import PROJECT
from tests.telegram_bot import ADMIN, copy_home
from tests.telegram_drawing import Message, Press, draw
from tests.telegram_talk import Talk

FOLDER = PROJECT / "docs" / "pictures"
_GROUP = -1001234
_CODE, _SHOWN_CODE = re.compile(r"(?<=[> ])[0-9A-HJ-NPQRTVWXY]{8}(?=</)"), "4KQ7MX2H"
"""Of receipts, which chance makes."""

_NAMES = {501: "Sari", 502: "Budi"}
ARTICLE = """---
title: Camat Sukamaju Pimpin Rapat Panen Raya
publisher: Kabar Desa
published: 2024-03-05
url: https://kabardesa.example/rapat-panen-raya
---
SUKAMAJU – Camat Sukamaju Budi Hartono memimpin rapat koordinasi persiapan panen raya di Aula Kantor Camat Sukamaju,
Kabupaten Batang Hari, Senin (4/3/2024). Rapat dihadiri Kapolsek Sukamaju Iptu Rahmat Hidayat dan para kepala desa.
Camat mengatakan panen raya dimulai pertengahan April.
"""


class Scene:
    """A conversation as it is played, and what is seen of it."""

    def __init__(self, talk: Talk, *, user: int, chat: int | None = None) -> None:
        self._talk = talk
        self._user = user
        self._chat = chat or user
        self.parts: list[Message | Press] = []
        self._seen: dict[int, Any] = {}

    def say(self, text: str, *, user: int | None = None, **fields: Any) -> None:
        """Somebody writes; what the bot answers is seen."""
        who = user or self._user
        replied = fields.get("reply_to_message", {}).get("text", "")
        shown = escape(text, quote=False)
        self.parts.append(Message(_NAMES.get(who, ""), shown, reply_to=_first_line(replied), is_own=who == self._user))
        self._talk.write(text, user=who, chat=self._chat, **fields)
        self._look()

    def upload(self, name: str, text: str, caption: str) -> None:
        """Somebody sends a file."""
        self._talk.server.files["f"] = text.encode()
        document = {"file_id": "f", "file_unique_id": "u", "file_name": name, "file_size": len(text)}
        self.parts.append(Message("", f"📎 <b>{name}</b>\n{caption}", is_own=True))
        self._talk.write(user=self._user, document=document, caption=caption)
        self._look()

    def press(self, label: str) -> None:
        """A button is pressed, and what it does is done."""
        self.parts.append(Press(label))
        self._talk.press(label, user=self._user, chat=self._chat)
        self._talk.finish_job()
        self._look()

    @property
    def last(self) -> dict[str, Any]:
        """The bot's last message."""
        return self._talk.server.sent(self._chat)[-1]

    def _look(self) -> None:
        for message in self._talk.server.sent(self._chat):
            shown = message["text"], message["reply_markup"]
            if self._seen.get(message["message_id"]) == shown:
                continue
            self._seen[message["message_id"]] = shown
            rows = tuple(tuple(key["text"] for key in row) for row in shown[1].get("inline_keyboard", []))
            replied = self._talk.server.messages.get((self._chat, message["reply_to"]), {}).get("text", "")
            who = "Notula" if self._chat < 0 else ""
            steady = _CODE.sub(_SHOWN_CODE, shown[0])
            self.parts.append(Message(who, steady, rows, reply_to=_first_line(replied)))


def ask_who(talk: Talk) -> str:
    """A private question with its answer and what can be pressed."""
    scene = Scene(talk, user=11)
    scene.say("siapa yang hadir di Rakor Batang Hari?")
    return draw("Notula", scene.parts, subtitle="bot")


def ask_in_slang(talk: Talk) -> str:
    """Slang with typing errors, a follow-up, and the quote behind an answer."""
    scene = Scene(talk, user=12)
    scene.say("bupati dateng ga d rakor batanghri 2023?")
    scene.say("temanya apa?")
    scene.press("💬 Kutipan")
    return draw("Notula", scene.parts, subtitle="bot")


def ask_in_group(talk: Talk) -> str:
    """People talk; the bot answers only what is meant for it."""
    scene = Scene(talk, user=502, chat=_GROUP)
    scene.say("Ada yang ingat rakor kesbangpol kalteng kemarin di mana ya?", user=501)
    scene.say("/tanya di mana rakor kesbangpol kalteng 2025?")
    scene.say("kapan?", reply_to_message=scene.last)
    return draw("Forum Rapat Daerah", scene.parts, subtitle="24 anggota")


def ask_what_is_not_there(talk: Talk) -> str:
    """What the archive lacks, what an article does not say, and what it says wrongly."""
    scene = Scene(talk, user=14)
    scene.say("siapa yg hadir di rakor batang hari 2031")
    scene.say("danrem hadir ga di rakor forkopimda batang hari 2023?")
    scene.say("kapan rapat forkopimda batang hari 2022")
    return draw("Notula", scene.parts, subtitle="bot")


def add_article(talk: Talk) -> str:
    """An administrator adds an article, and it answers."""
    scene = Scene(talk, user=ADMIN)
    scene.upload("panen-raya.md", ARTICLE, "/tambah")
    scene.press("Tambahkan")
    scene.say("siapa yg mimpin rapat panen raya sukamaju?")
    return draw("Notula", scene.parts, subtitle="bot")


# The last one changes the archive.
PICTURES: Mapping[str, Callable[[Talk], str]] = {
    "who": ask_who,
    "slang": ask_in_slang,
    "group": ask_in_group,
    "refusal": ask_what_is_not_there,
    "adding": add_article,
}


def draw_pictures(folder: Path) -> dict[str, str]:
    """Every picture by its name, of conversations held now; `folder` takes the archive."""
    talk = Talk(copy_home(folder))
    try:
        return {name: play(talk) for name, play in PICTURES.items()}
    finally:
        talk.close()


def _first_line(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html.partition("\n")[0]))


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in draw_pictures(Path(folder)).items():
            (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
