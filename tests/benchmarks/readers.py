"""A bot that answers while many people read its pages: `python -m tests.benchmarks.readers [--home FOLDER]`.

The real `python -m bot` with its pages beside it, in front of a Telegram on this machine. Questions are asked one after
another, by turns without readers, with readers who look at each page for a while, and with readers who do not. Readers
are a process of their own that gives way to everybody else, but takes its share where a core is idle. Prints how long
people waited for answers, as ratios to nobody reading; asserts nothing.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

# The tests' own modules find each other without their folder's name.
sys.path.append(str(Path(__file__).resolve().parent.parent))

from tests.benchmarks.crowd import get
from tests.benchmarks.leafing import WHOLE, draw_addresses
from tests.benchmarks.nation import Nation
from tests.benchmarks.web import prepare
from tests.telegram_bot import BotProcess, running_server
from tests.telegram_server import TelegramServer

_ASKED_ABOUT = 1_000  # the first stories, which every archive of a seed has
_FIRST_USER = 10_000
_ADDRESS = re.compile(r"pages on (http://[^\s\"]+)")


@dataclass(slots=True)
class Waits:
    """Seconds that people waited for answers, and that readers waited for pages, with the statuses of these."""

    answers: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def main(
    home: Annotated[Path | None, typer.Option(help="Keep the archive here; one that is there grows no more.")] = None,
    articles: Annotated[int, typer.Option(help="How many articles to make up.")] = 20_000,
    readers: Annotated[int, typer.Option(help="How many people read at once.")] = 200,
    pause: Annotated[float, typer.Option(help="Seconds that readers look at a page, on average.")] = 5.0,
    questions: Annotated[int, typer.Option(help="Questions of each turn.")] = 60,
    turns: Annotated[int, typer.Option(help="How often each is measured.")] = 6,
    seed: Annotated[int, typer.Option(help="Another seed makes up another archive.")] = 1,
) -> None:
    """Ask with and without readers, and print how long answers took."""
    with tempfile.TemporaryDirectory(prefix="notula-") as scratch:
        folder = prepare(home or Path(scratch) / "home", articles, seed)
        _, addresses = draw_addresses(folder, seed)
        pages = [one for kind, some in addresses.items() if kind not in WHOLE for one in some]
        crowd = Crowd(Path(scratch), pages, readers)
        pauses = {"nobody reads": None, f"{readers} read, {pause:.0f} s a page": pause, f"{readers} ask and ask": 0.0}
        waits = asyncio.run(run(folder, crowd, make_questions(seed, questions * turns), pauses, turns))
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    console = Console(width=140)
    console.print(show(waits))
    console.print(f"load of the machine at the end, with all of this: {load}; {os.cpu_count()} cores")


def make_questions(seed: int, count: int) -> list[str]:
    """Questions of all kinds in turn."""
    nation = Nation(seed)
    stories = [story for story in nation.write(_ASKED_ABOUT) if story.is_meeting]
    return [question.text for question in islice(nation.ask_of(stories, count), count)]


async def run(
    home: Path, crowd: Crowd, questions: Sequence[str], pauses: Mapping[str, float | None], turns: int
) -> dict[str, Waits]:
    """Ask the same questions in every state, the states by turns, after all were asked once."""
    waits = {name: Waits() for name in pauses}
    async with running_server() as server, answering(server, home) as address:
        for question in questions:
            await ask(server, question)
        for turn in range(turns):
            first = turn % len(pauses)
            for name in [*list(pauses)[first:], *list(pauses)[:first]]:
                async with crowd.reading(address, pauses[name], waits[name]):
                    for question in questions[turn::turns]:
                        waits[name].answers.append(await ask(server, question))
    return waits


@asynccontextmanager
async def answering(server: TelegramServer, home: Path) -> AsyncIterator[str]:
    """A bot, and the address of its pages."""
    with tempfile.TemporaryDirectory(prefix="notula-") as folder:
        # What is asked stays in the copy.
        copied = Path(shutil.copytree(home, Path(folder) / "home"))
        web = {"NOTULA_WEB_LISTEN": "127.0.0.1:0", "NOTULA_WEB_PROXIES": "127.0.0.1"}
        bot = BotProcess(server, copied, NOTULA_MESSAGES_PER_MINUTE="1000", **web)
        await bot.start()
        try:
            await server.write(1, "/ulang")
            await server.wait_sent(1)
            while not (found := _ADDRESS.search(bot.log)):
                await asyncio.sleep(0.1)
            yield found[1]
        finally:
            await bot.stop()


async def ask(server: TelegramServer, question: str) -> float:
    """Ask as somebody new; the seconds until the answer is there."""
    user = _FIRST_USER + len(server.messages)
    began = time.perf_counter()
    await server.write(user, question)
    await server.wait_sent(user)
    return time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class Crowd:
    """Readers in a process of their own."""

    folder: Path
    pages: Sequence[str]
    readers: int

    @asynccontextmanager
    async def reading(self, address: str, pause: float | None, waits: Waits) -> AsyncIterator[None]:
        """Have them read meanwhile; None: nobody does."""
        if pause is None:
            yield
            return
        listed = self.folder / "pages.txt"
        listed.write_text("\n".join(self.pages))
        given = [address, str(listed), str(self.readers), str(pause)]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.benchmarks.crowd",
            *given,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout
        # All have read something.
        assert await process.stdout.readline() == b"reading\n"
        began = time.perf_counter()
        yield
        waits.seconds += time.perf_counter() - began
        told, _ = await process.communicate(b"")
        # What readers did not wait for is answered still, in turn: this comes last.
        assert await get(address, "/", "198.18.255.255") == 200
        for line in told.decode().splitlines():
            status, _, seconds = line.partition(" ")
            waits.statuses[status] += 1
            waits.pages.append(float(seconds))


def show(waits: Mapping[str, Waits]) -> Table:
    """What people waited for answers, how that stands to nobody reading, and what readers got meanwhile."""
    table = Table("meanwhile", "answers", "p50 ms", "p95 ms", "ratio of p50", "of p95", title="Answers on Telegram")
    for column in ("pages a second", "p50 ms", "p95 ms", "statuses"):
        table.add_column(column)
    alone = None
    for name, one in waits.items():
        p50, p95 = 1000 * np.percentile(one.answers, [50, 95])
        alone = alone or (p50, p95)
        ratios = f"{p50 / alone[0]:.2f}", f"{p95 / alone[1]:.2f}"
        table.add_row(name, str(len(one.answers)), f"{p50:.0f}", f"{p95:.0f}", *ratios, *_tell_pages(one))
    return table


def _tell_pages(waits: Waits) -> list[str]:
    if not waits.pages:
        return []
    p50, p95 = 1000 * np.percentile(waits.pages, [50, 95])
    statuses = ", ".join(f"{status}: {count:,}" for status, count in sorted(waits.statuses.items()))
    return [f"{len(waits.pages) / waits.seconds:.1f}", f"{p50:.0f}", f"{p95:.0f}", statuses]


if __name__ == "__main__":
    typer.run(main)
