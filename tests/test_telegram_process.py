"""The bot as a process, over real HTTP: asked, stopped, killed, and in front of a Telegram that fails."""

from __future__ import annotations

import asyncio
import re
import signal
import time

from tests.telegram_bot import BotProcess, copy_home, running_bot, running_server
from tests.telegram_server import TOKEN

QUESTION = "siapa yang hadir di Rakor Batang Hari?"


async def test_question_is_answered_with_its_source_and_the_bot_ends_cleanly(tmp_path):
    """A private question gets one answer with its source; SIGTERM ends the process in time, with status 0."""
    async with running_bot(tmp_path) as (server, bot):
        await server.write(7, QUESTION)
        (message,) = await server.wait_sent(7)
        started = time.monotonic()
        status = await bot.stop()

    assert "Muhammad Azan" in message["text"]
    assert "JTIZEN, 25 Mei 2023" in message["text"]
    assert status == 0
    assert time.monotonic() - started < 10
    assert [call["method"] for call in server.calls if call["method"] in {"sendChatAction", "sendMessage"}] == [
        "sendChatAction",
        "sendMessage",
    ]
    assert TOKEN.partition(":")[2] not in bot.log
    assert QUESTION not in bot.log


async def test_updates_are_answered_once_though_delivered_again(tmp_path):
    """Telegram may deliver confirmed updates again: nobody is answered twice."""
    async with running_bot(tmp_path) as (server, _):
        await server.write(7, "/ulang")
        await server.wait_sent(7)
        await server.wait(lambda: len(server.confirmed) == 1)
        await server.redeliver(1)
        await server.write(8, "/ulang")
        await server.wait_sent(8)

    assert len(server.sent(7)) == 1


async def test_nothing_is_lost_or_doubled_when_the_bot_is_killed(tmp_path):
    """Twenty people ask, the bot is killed twice meanwhile: each is answered exactly once."""
    async with running_bot(tmp_path) as (server, bot):
        people = range(100, 120)
        for user in people:
            await server.write(user, QUESTION)
        for share in (3, 9):
            await server.wait(lambda share=share: sum(bool(server.sent(user)) for user in people) >= share)
            await bot.stop(signal.SIGKILL)
            await bot.start()
        await server.wait(lambda: all(server.sent(user) for user in people), timeout=60)
        await bot.stop()

    assert [len(server.sent(user)) for user in people] == [1] * 20


async def test_failures_of_telegram_are_survived(tmp_path):
    """Answers come once each although sends fail in every way, also where they did arrive; polling goes on."""
    async with running_bot(tmp_path) as (server, bot):
        await server.write(1, "/ulang")
        await server.wait_sent(1)
        for user, (kind, fields) in enumerate(
            [
                ("http", {"status": 500}),
                ("html", {"status": 502}),
                ("reset", {}),
                ("reset_after", {}),
                ("garbage", {}),
                ("flood", {"seconds": 1}),
                ("slow", {"seconds": 0.2}),
                ("http", {"status": 401}),
            ],
            start=50,
        ):
            server.fault("sendMessage", kind, **fields)
            server.fault("getUpdates", kind, **fields)
            await server.write(user, "/ulang")
            await server.wait_sent(user)
        await server.push({"message": {"message_id": 1}})
        await server.push({"poll_answer": 5})
        await server.write(60, "/ulang")
        await server.wait_sent(60)
        await bot.stop()

    assert [len(server.sent(user)) for user in range(50, 58)] == [1] * 8
    assert re.search(r"update \d+ cannot be read", bot.log)


async def test_bot_waits_for_a_telegram_that_is_away_at_start(tmp_path):
    """A bot that is started before Telegram can be reached answers once it can."""
    async with running_server() as server:
        port = server.port
        await server.stop()
        bot = BotProcess(server, copy_home(tmp_path))
        server.port = port
        await bot.start()
        try:
            await _wait_for_log(bot, "Telegram is away")
            await server.start()
            await server.write(7, "/ulang")
            await server.wait_sent(7)
        finally:
            await bot.stop(signal.SIGKILL)


async def _wait_for_log(bot, text):

    async with asyncio.timeout(60):
        while text not in bot.log:
            await asyncio.sleep(0.1)
