"""A real bot under load, killed, and in front of a failing Telegram: `python -m tests.telegram_load`.

Everything stays on this machine's loopback. Prints what was measured; an AssertionError says what was lost or doubled.
"""

from __future__ import annotations

import asyncio
import random
import signal
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path

from bot.telegram.delivery.limits import ALL_CHATS_SECONDS
from data.store import open_store
from tests.telegram_bot import BotProcess, copy_home, running_server
from tests.telegram_server import TelegramServer

# Question, and a word that only its answer has: an answer that is mixed up shows.
QUESTIONS = (
    ("di mana rakor batang hari 2023?", "Gazebo"),
    ("di mana rakor kesbangpol kalteng 2025?", "Eka Hapakat"),
    ("di mana rakorda FPK Jambi 2025?", "Auditorium"),
    ("di mana rapat forkopimda batang hari 2022?", "endopo"),
)
FAULTS = (
    ("http", {"status": 500}),
    ("http", {"status": 504}),
    ("http", {"status": 401}),
    ("html", {"status": 502}),
    ("reset", {}),
    ("reset_after", {}),
    ("garbage", {}),
    ("flood", {"seconds": 1}),
    ("slow", {"seconds": 0.3}),
)


@asynccontextmanager
async def serving(*, flood: bool = True):
    """A server that keeps flood limits, and a bot that is ready to answer."""
    with tempfile.TemporaryDirectory(prefix="notula-") as folder:
        async with running_server(flood=flood) as server:
            bot = BotProcess(server, copy_home(Path(folder)))
            await bot.start()
            try:
                await server.write(1, "/ulang")
                await server.wait_sent(1, timeout=120)
                yield server, bot
            finally:
                await bot.stop(signal.SIGKILL)


async def ask_all(server: TelegramServer, users: range) -> dict[int, float]:
    """Let every user ask at once; when each asked."""
    asked = {}
    for user in users:
        asked[user] = time.monotonic()
        await server.write(user, QUESTIONS[user % len(QUESTIONS)][0])
    return asked


def check(server: TelegramServer, users: range, questions: int = 1) -> None:
    """None lost, none doubled, none mixed up."""
    for user in users:
        sent = server.sent(user)
        assert len(sent) == questions, f"user {user} got {len(sent)} answers"
        assert all(QUESTIONS[user % len(QUESTIONS)][1] in message["text"] for message in sent), f"user {user} mixed up"


async def run_crowd(people: int) -> str:
    """So many users ask at once; the 95th percentile of their waiting is what the flood limit makes it."""
    async with serving() as (server, bot):
        users = range(1000, 1000 + people)
        asked = await ask_all(server, users)
        await server.wait(lambda: all(server.sent(user) for user in users), timeout=60 + people / 10)
        check(server, users)
        engine = engine_milliseconds(bot, people)
    sends = [call for call in server.calls if call["method"] == "sendMessage"]
    times = {int(call["params"]["chat_id"]): call["at"] for call in sends if call["status"] == 200}
    waits = sorted(times[user] - asked[user] for user in users)
    refused = sum(call["status"] == 429 for call in sends)
    p95 = waits[int(0.95 * people)]
    bound = 0.95 * people * ALL_CHATS_SECONDS
    told = (
        f"{people} users: p50 {waits[people // 2]:.1f} s, p95 {p95:.1f} s (limit alone {bound:.1f} s), {refused}x 429"
    )
    return f"{told}; engine p50 {engine[people // 2]:.0f} ms, p95 {engine[int(0.95 * people)]:.0f} ms"


def engine_milliseconds(bot: BotProcess, people: int) -> list[float]:
    """How long the engine took for each of the last questions, the shortest first."""
    store = open_store(f"sqlite:///{bot.home / 'notula.db'}")
    try:
        return sorted(stored.asked.milliseconds for stored in store.questions.recent(limit=people))
    finally:
        store.close()


async def run_kills(people: int, kills: int) -> str:
    """The bot is killed at random moments while so many questions are open."""
    async with serving() as (server, bot):
        users = range(2000, 2000 + people)
        await ask_all(server, users)
        for number in range(kills):
            share = people * (number + 1) // (kills + 2)
            await server.wait(lambda share=share: sum(bool(server.sent(user)) for user in users) >= share, timeout=120)
            await asyncio.sleep(random.uniform(0, 0.2))
            await bot.stop(signal.SIGKILL)
            await bot.start()
        await server.wait(lambda: all(server.sent(user) for user in users), timeout=120)
        await bot.stop()
        check(server, users)
    return f"{people} questions, killed {kills} times: none lost, none doubled"


async def run_faults() -> str:
    """Every kind of fault, in sending and in polling."""
    async with serving(flood=False) as (server, bot):
        for user, (kind, fields) in enumerate(FAULTS, start=3000):
            server.fault("sendMessage", kind, **fields)
            server.fault("getUpdates", kind, **fields)
            await ask_all(server, range(user, user + 1))
            await server.wait_sent(user)
        for update in ({"message": {"message_id": 1}}, {"poll_answer": 5}, {"callback_query": "x"}):
            await server.push(update)
        await ask_all(server, range(3100, 3101))
        await server.wait_sent(3100)
        await bot.stop()
        check(server, range(3000, 3000 + len(FAULTS)))
    return f"{len(FAULTS)} kinds of faults and unreadable updates survived"


async def run_flood(messages: int) -> str:
    """One user writes and writes; another one is served meanwhile."""
    async with serving() as (server, _):
        for _ in range(messages):
            await server.write(4000, QUESTIONS[0][0])
        started = time.monotonic()
        await server.write(4001, QUESTIONS[1][0])
        await server.wait_sent(4001)
        waited = time.monotonic() - started
        await server.wait_sent(4000, 2)
        notices = [message for message in server.sent(4000) if "terlalu banyak" in message["text"]]
    assert waited < 2.0, f"the other user waited {waited:.1f} s"
    assert len(notices) <= 1
    return f"{messages} messages of one user: the other one was served in {waited:.2f} s"


async def run_stop(people: int) -> str:
    """The bot is stopped while so many questions are open, some of them on their way to a Telegram that is slow."""
    async with serving() as (server, bot):
        server.held.add(5000)
        users = range(5000, 5000 + people)
        await ask_all(server, users)
        await server.wait(lambda: server.waiting and any(server.sent(user) for user in users))
        started = time.monotonic()
        status = await bot.stop()
        waited = time.monotonic() - started
    assert status == 0
    assert waited < 10.0, f"stopping took {waited:.1f} s"
    return f"{people} questions open: stopped in {waited:.1f} s"


async def main() -> None:
    """Run everything at full size."""
    print(await run_crowd(300))
    print(await run_kills(60, 2))
    print(await run_faults())
    print(await run_flood(60))
    print(await run_stop(60))


if __name__ == "__main__":
    asyncio.run(main())
