"""Several bot processes on one PostgreSQL behind a webhook, killed and cut off while people ask.

None lost, none doubled, each person's answers in their order: `Crowd.check` asserts it.
`tests/test_many_processes.py` is small; `python -m tests.benchmarks.processes` has full size and measures.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import signal
import socket
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
from postgresql_server import new_database, relayed, socket_file

from data.settings import Settings
from retrieval.ingest import add_sources
from tests.relays import Relay
from tests.telegram_bot import BotProcess, running_server
from tests.telegram_server import ME, TelegramServer

SECRET = "rahasia"
_AT_ONCE = 40
"""Posts that Telegram makes at once, as the bot asks it to."""
RESET = ("/ulang", "Percakapan")
# Region, what the meeting is on, where it was, and who opened it.
MEETINGS = (
    ("Sragen", "irigasi", "Aula Kantor Camat Tanon", "Wiryo Atmaja"),
    ("Demak", "panen", "Gedung Serbaguna Bintoro", "Surya Mahendra"),
    ("Wonosobo", "pariwisata", "Balai Desa Kejajar", "Ratna Kusuma"),
    ("Blora", "kehutanan", "Hotel Jati Indah", "Bagas Prakosa"),
)


def article_on(region: str, topic: str, place: str, opener: str) -> dict[str, str]:
    """An article on a meeting, as a line of JSON holds it."""
    text = (
        f"{region.upper()} - Rapat koordinasi {topic} digelar di {place}, Selasa (4/6/2024).\n"
        f"Rapat koordinasi {topic} itu dibuka Bupati {region}, {opener}.\n"
    )
    return {"id": topic, "title": f"Rakor {topic.title()} Kabupaten {region}", "text": text}


def question_on(region: str, topic: str, place: str, _: str) -> tuple[str, str]:
    """A question on a meeting, and words that only its answer has."""
    return f"di mana rapat koordinasi {topic} {region}?", place


class Poster:
    """Posts what people write to the bots in turn, as Telegram and a proxy do: what concerns one chat one after the
    other, each again and elsewhere until it is confirmed."""

    def __init__(self, server: TelegramServer, addresses: Sequence[str]) -> None:
        self._server = server
        self._turn = itertools.cycle(addresses)
        self._chats: dict[int, asyncio.Queue] = {}
        self._free = asyncio.Semaphore(_AT_ONCE)
        self.tries = 0

    async def run(self) -> None:
        """Post until cancelled."""
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as chats:
            while True:
                await self._server.wait(lambda: self._server.queue)
                update = self._server.queue.pop(0)
                chat = update["message"]["chat"]["id"]
                if chat not in self._chats:
                    self._chats[chat] = asyncio.Queue()
                    chats.create_task(self._run_chat(session, self._chats[chat]))
                self._chats[chat].put_nowait(update)

    async def _run_chat(self, session: aiohttp.ClientSession, updates: asyncio.Queue) -> None:
        while True:
            body = json.dumps(await updates.get())
            async with self._free:
                while not await self._post(session, body):
                    await asyncio.sleep(0.02)

    async def _post(self, session: aiohttp.ClientSession, body: str) -> bool:
        self.tries += 1
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        try:
            async with session.post(next(self._turn), data=body, headers=headers) as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False


class Crowd:
    """People who each ask something several times; and what answering them took, where it was measured."""

    def __init__(self, server: TelegramServer, users: range, rounds: int, dice: random.Random) -> None:
        self.server = server
        self.users = users
        self.cpu_seconds = 0.0
        self.asked: dict[int, list[tuple[float, str]]] = defaultdict(list)
        choices = [*(question_on(*meeting) for meeting in MEETINGS[1:]), RESET]
        self._scripts = {user: [dice.choice(choices) for _ in range(rounds)] for user in users}

    async def ask(self) -> None:
        """Let everybody ask everything, without waiting for answers."""
        for number in range(max(map(len, self._scripts.values()))):
            for user in self.users:
                await self.say(user, *self._scripts[user][number])

    async def say(self, user: int, text: str, expected: str) -> None:
        """Let one person write, and remember what must come."""
        self.asked[user].append((time.monotonic(), expected))
        await self.server.write(user, text)

    def answered(self) -> int:
        """How many answers have come."""
        return sum(message["from"]["id"] == ME["id"] for message in self.server.messages.values())

    async def wait(self, count: int | None = None) -> None:
        """Wait for so many answers, by default for all."""
        wanted = count or sum(map(len, self.asked.values()))
        await self.server.wait(lambda: self.answered() >= wanted)

    def check(self) -> None:
        """None lost, none doubled, none out of its order."""
        for user, asked in self.asked.items():
            texts = [message["text"] for message in self.server.sent(user)]
            assert len(texts) == len(asked), f"{user} got {len(texts)} answers to {len(asked)} messages"
            for text, (_, expected) in zip(texts, asked, strict=True):
                assert expected in text, f"{user} got {text[:60]!r} instead of {expected!r}"

    def seconds(self) -> float:
        """From the first message to the last answer."""
        sends = [call["at"] for call in self.server.calls if call["method"] == "sendMessage" and call["status"] == 200]
        return sends[-1] - min(asked[0][0] for asked in self.asked.values())

    def waits(self) -> list[float]:
        """Seconds from each message to its answer, the shortest first."""
        sends = [call for call in self.server.calls if call["method"] == "sendMessage" and call["status"] == 200]
        times: dict[int, list[float]] = defaultdict(list)
        for call in sends:
            times[int(call["params"]["chat_id"])].append(call["at"])
        found = [
            at - asked for user, told in self.asked.items() for at, (asked, _) in zip(times[user], told, strict=True)
        ]
        return sorted(found)


@asynccontextmanager
async def serving(
    folder: Path, count: int, *, make: type[BotProcess] = BotProcess, **fields
) -> AsyncIterator[tuple[TelegramServer, list[BotProcess], list[Relay], Settings]]:
    """So many bots over an archive on one PostgreSQL, each with a network of its own to the database; and the
    settings of who adds to the archive."""
    async with AsyncExitStack() as stack:
        url = stack.enter_context(new_database())
        settings = Settings(home=folder / "home", database_url=url, _env_file=None)
        await add_articles(settings, MEETINGS[1:])
        server = await stack.enter_async_context(running_server(**fields))
        ports = [_free_port() for _ in range(count)]
        relays = [stack.enter_context(Relay(socket_file())) for _ in range(count)]
        networks = zip((relayed(url, relay.port) for relay in relays), ports, strict=True)
        bots = [make(server, settings.home, **_place(database, port)) for database, port in networks]
        for bot in bots:
            await bot.start()
            stack.push_async_callback(bot.stop, signal.SIGKILL)
        await wait_ready(server, count)
        poster = asyncio.create_task(Poster(server, [f"http://127.0.0.1:{port}/kait" for port in ports]).run())
        stack.callback(poster.cancel)
        yield server, bots, relays, settings


def _place(database: str, port: int) -> dict[str, str]:
    """Where one of the bots finds the database and receives."""
    return {
        "name": f"bot{port}",
        "NOTULA_DATABASE_URL": database,
        "NOTULA_WEBHOOK_URL": "https://bot.contoh.id/kait",
        "NOTULA_WEBHOOK_SECRET": SECRET,
        "NOTULA_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }


async def wait_ready(server: TelegramServer, starts: int) -> None:
    """Wait until so many starts of bots have come so far that they receive."""
    await server.wait(lambda: sum(call["method"] == "setWebhook" for call in server.calls) >= starts)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def add_articles(settings: Settings, meetings: Sequence[tuple[str, str, str, str]]) -> None:
    """Add articles on meetings: a new generation."""
    file = settings.home.parent / f"{meetings[0][1]}.jsonl"
    file.write_text("\n".join(json.dumps(article_on(*meeting)) for meeting in meetings), encoding="utf-8")
    await asyncio.to_thread(add_sources, settings, [str(file)])


async def run_trouble(folder: Path, *, people: int, rounds: int, seed: int, **fields) -> Crowd:
    """Three bots; one is killed, one is cut off from the database for a while, then another one is killed: when, is
    drawn by the seed, in answers. Meanwhile an article is added, and at last everybody asks about it."""
    dice = random.Random(seed)
    async with serving(folder, 3, **fields) as (server, bots, relays, settings):
        crowd = Crowd(server, range(1000, 1000 + people), rounds, dice)
        whole = people * rounds
        first, cut, mended, last = sorted(dice.sample(range(max(1, whole // 10), whole * 9 // 10), 4))
        adding = asyncio.create_task(add_articles(settings, MEETINGS[:1]))
        asking = asyncio.create_task(crowd.ask())
        await crowd.wait(first)
        await bots[0].stop(signal.SIGKILL)
        await crowd.wait(cut)
        relays[1].cut()
        await crowd.wait(mended)
        relays[1].mend()
        await crowd.wait(last)
        await bots[2].stop(signal.SIGKILL)
        await asyncio.gather(adding, asking)
        for users in (crowd.users[:1], crowd.users[1:]):
            # While the first takes up the new generation, others would still be answered from the old one.
            await crowd.wait()
            for user in users:
                await crowd.say(user, *question_on(*MEETINGS[0]))
        await crowd.wait()
        await bots[1].stop()
    crowd.check()
    return crowd


async def run_calm(folder: Path, count: int, *, people: int, rounds: int, seed: int, **fields) -> Crowd:
    """So many bots, with no trouble at all."""
    async with serving(folder, count, **fields) as (server, bots, _, _):
        crowd = Crowd(server, range(1000, 1000 + people), rounds, random.Random(seed))
        before = sum(bot.cpu_seconds for bot in bots)
        await crowd.ask()
        await crowd.wait()
        crowd.cpu_seconds = sum(bot.cpu_seconds for bot in bots) - before
        for bot in bots:
            await bot.stop()
    crowd.check()
    return crowd
