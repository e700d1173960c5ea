"""How fast a real bot answers while an administrator renews a large archive: `python -m tests.telegram_renewal`.

The archive is made up (`tests/benchmarks/newsroom.py`), the bot is a process of its own in front of a local Bot API
server. Questions come steadily, each from another person. Prints what was measured and asserts nothing.
"""

from __future__ import annotations

import asyncio
import signal
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from data.store import open_store
from tests.benchmarks import adding
from tests.benchmarks.answering import in_fresh_process
from tests.benchmarks.newsroom import Newsroom
from tests.telegram_bot import ADMIN, BotProcess, running_server
from tests.telegram_server import TelegramServer

_FIRST_PERSON = 10_000
_LABELS = {"reread": "Baca ulang", "rebuild": "Buat ulang indeks"}


def main(
    articles: Annotated[int, typer.Option(help="How many articles to make up.")] = 20_000,
    home: Annotated[Path | None, typer.Option(help="Keep the archive here; one that is there is only used.")] = None,
    seconds: Annotated[float, typer.Option(help="How long to ask before.")] = 60.0,
    rate: Annotated[float, typer.Option(help="Questions a second.")] = 4.0,
    seed: Annotated[int, typer.Option(help="Another seed makes up another archive.")] = 1,
) -> None:
    """Ask before and during both kinds of renewal."""
    with tempfile.TemporaryDirectory(prefix="notula-") as scratch:
        folder = home or Path(scratch) / "home"
        questions = prepare(folder, Path(scratch), articles, seed)
        asyncio.run(measure(folder, questions, seconds, 1 / rate))


def prepare(home: Path, scratch: Path, articles: int, seed: int) -> list[str]:
    """The archive, made where there is none, and questions about it."""
    newsroom = Newsroom(seed)
    stories = list(newsroom.write(articles))
    if not home.exists():
        path = scratch / "articles.jsonl"
        adding.write_records(path, [story.article for story in stories])
        in_fresh_process(adding.add, home, path)
    return [question.text for question in newsroom.ask(stories, 500)]


@dataclass
class Asking:
    """People who ask one after the other, each once."""

    server: TelegramServer
    questions: list[str]
    pause: float
    asked: dict[int, float] = field(default_factory=dict)

    async def ask_for(self, seconds: float) -> range:
        """Ask for so long; who asked."""
        end = time.monotonic() + seconds
        return await self.ask_until(lambda: time.monotonic() >= end)

    async def ask_until(self, is_over) -> range:
        """Ask until then; who asked."""
        first = _FIRST_PERSON + len(self.asked)
        while not is_over():
            person = _FIRST_PERSON + len(self.asked)
            self.asked[person] = time.monotonic()
            await self.server.write(person, self.questions[person % len(self.questions)])
            await asyncio.sleep(self.pause)
        people = range(first, _FIRST_PERSON + len(self.asked))
        await self.server.wait(lambda: all(self.server.sent(person) for person in people), timeout=300)
        return people

    def waits(self, people: range) -> list[float]:
        """Seconds from asking to the answer's arrival at the server."""
        arrived: dict[int, float] = {}
        for call in self.server.calls:
            if call["method"] == "sendMessage":
                arrived.setdefault(int(call["params"]["chat_id"]), call["at"])
        return [arrived[person] - self.asked[person] for person in people]


async def measure(home: Path, questions: list[str], seconds: float, pause: float) -> None:
    """Print the table."""
    table = Table("while", "for, s", "questions", "engine p50 ms", "p95", "max", "whole reply p50 ms", "p95", "max")
    async with running_server() as server:
        bot = BotProcess(server, home)
        await bot.start()
        try:
            asking = Asking(server, questions, pause)
            await asking.ask_for(10)
            add_row(table, "nothing else", seconds, asking, await asking.ask_for(seconds), home)
            for choice, label in _LABELS.items():
                started = time.monotonic()
                people = await renew(server, asking, label)
                add_row(table, choice, time.monotonic() - started, asking, people, home)
        finally:
            await bot.stop(signal.SIGTERM)
    Console(width=140).print(table)


async def renew(server: TelegramServer, asking: Asking, label: str) -> range:
    """Let an administrator press the button, and ask until its message tells the end; who asked."""
    before = len(server.sent(ADMIN))
    await server.write(ADMIN, "/perbarui")
    await server.wait_sent(ADMIN, before + 1)
    message = server.sent(ADMIN)[-1]
    keys = {key["text"]: key["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for key in row}
    await server.press(ADMIN, ADMIN, message["message_id"], keys[label])

    def is_over() -> bool:
        text = server.sent(ADMIN)[-1]["text"]
        return "dibaca ulang" in text or "selesai" in text

    return await asking.ask_until(is_over)


def add_row(table: Table, name: str, seconds: float, asking: Asking, people: range, home: Path) -> None:
    """One row of figures."""
    engine, whole = engine_milliseconds(home, people), np.array(asking.waits(people)) * 1000
    shown = [f"{value:,.0f}" for values in (engine, whole) for value in np.percentile(values, [50, 95, 100])]
    table.add_row(name, f"{seconds:.0f}", str(len(people)), *shown)


def engine_milliseconds(home: Path, people: range) -> list[float]:
    """How long the engine took for what these people asked."""
    store = open_store(f"sqlite:///{home / 'notula.db'}")
    try:
        wanted = {f"telegram:{person}:0:{person}" for person in people}
        recent = store.questions.recent(limit=100_000)
        return [stored.asked.milliseconds for stored in recent if stored.asked.conversation in wanted]
    finally:
        store.close()


if __name__ == "__main__":
    typer.run(main)
