"""A bot's process that is killed or cut short, and in front of a Telegram that fails, is away, or calls by webhook."""

from __future__ import annotations

import asyncio
import json
import re
import signal

import aiohttp

from tests.telegram_bot import ADMIN, ForkedBot, Gate, copy_home, running_bot, running_server
from tests.telegram_load import FAULTS, ask_all, check
from tests.telegram_server import person_message
from tests.waiting import LONGEST


async def test_nothing_is_lost_or_doubled_when_the_bot_is_killed(tmp_path):
    """Sixteen people ask, the bot is killed twice meanwhile: each is answered exactly once."""
    async with running_bot(tmp_path) as (server, bot):
        users = range(100, 116)
        await ask_all(server, users)
        for share in (3, 8):
            await server.wait(lambda share=share: sum(bool(server.sent(user)) for user in users) >= share)
            await bot.stop(signal.SIGKILL)
            await bot.start()
        await server.wait(lambda: all(server.sent(user) for user in users))
        await bot.stop()

    check(server, users)


async def test_job_that_was_cut_short_says_so_and_can_be_done_again(tmp_path):
    """Killed or stopped in the middle of a job, the next run says so in the job's message, and a button repeats it."""
    async with Gate() as gate, running_bot(tmp_path, **gate.environment) as (server, bot):
        await server.write(ADMIN, "/perbarui")
        await server.wait_sent(ADMIN)
        await press(server, "Baca ulang")
        for number in (signal.SIGKILL, signal.SIGTERM):
            await gate.wait()
            await server.wait(lambda: "Sedang dikerjakan" in server.sent(ADMIN)[0]["text"])
            assert await bot.stop(number) in {0, -signal.SIGKILL}
            await bot.start()
            await server.wait(lambda: "terputus karena bot berhenti" in server.sent(ADMIN)[0]["text"])
            await press(server, "Ulangi")
        (await gate.wait()).close()
        await server.wait(lambda: server.sent(ADMIN)[0]["text"] == "5 artikel dibaca ulang.")
        await bot.stop()

    assert len(server.sent(ADMIN)) == 1


async def press(server, label):
    """The administrator presses a button of the one message there is."""
    (message,) = server.sent(ADMIN)
    keys = [key for row in message["reply_markup"]["inline_keyboard"] for key in row if label in key["text"]]
    await server.press(ADMIN, ADMIN, message["message_id"], keys[0]["callback_data"])


async def test_failures_of_telegram_are_survived(tmp_path):
    """Answers come once each although sends fail in every way, also where they did arrive; polling goes on."""
    async with running_bot(tmp_path) as (server, bot):
        users = range(3000, 3000 + len(FAULTS))
        await server.write(1, "/ulang")
        await server.wait_sent(1)
        for user, (kind, fields) in zip(users, FAULTS, strict=True):
            server.fault("sendMessage", kind, **fields)
            server.fault("getUpdates", kind, **fields)
            await ask_all(server, range(user, user + 1))
            await server.wait_sent(user)
        await server.push({"message": {"message_id": 1}})
        await server.push({"callback_query": 5})
        await server.write(60, "/ulang")
        await server.wait_sent(60)
        await bot.stop()

    check(server, users)
    assert len(re.findall(r"update \d+ cannot be read", bot.log)) == 2


async def test_bot_waits_for_a_telegram_that_is_away_at_start(tmp_path):
    """A bot that is started before Telegram can be reached tells how it is, and answers once it can."""
    async with running_server() as server:
        await server.stop()
        bot = ForkedBot(server, copy_home(tmp_path))
        await bot.start()
        try:
            async with asyncio.timeout(LONGEST):
                while "Telegram is away" not in bot.log:
                    await asyncio.sleep(0.05)
            port = re.search(r"health on port (\d+)", bot.log)[1]
            async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health") as response:
                assert (await response.json())["checks"]["database"] == {"ok": True, "fault": None}
            await server.start()
            await server.write(7, "/ulang")
            await server.wait_sent(7)
        finally:
            await bot.stop(signal.SIGKILL)


async def test_refused_token_is_one_line(tmp_path):
    """A token that Telegram refuses ends the bot with status 1 and one sentence, without the token."""
    async with running_server() as server:
        bot = ForkedBot(server, copy_home(tmp_path), TELEGRAM_BOT_TOKEN="4242:salah-salah-salah-salah-salah")
        await bot.start()
        status = await bot.wait_end()

    assert status == 1
    assert bot.log.splitlines()[-1].startswith("Telegram menolak TELEGRAM_BOT_TOKEN")
    assert "salah-salah" not in bot.log


async def test_webhook(tmp_path, unused_tcp_port):
    """With a webhook address updates are posted: only with the secret, answered once however often they come."""
    address = f"http://127.0.0.1:{unused_tcp_port}"
    webhook = {
        "NOTULA_WEBHOOK_URL": f"{address}/notula",
        "NOTULA_WEBHOOK_SECRET": "rahasia",
        "NOTULA_WEBHOOK_LISTEN": f"127.0.0.1:{unused_tcp_port}",
    }
    update = {"update_id": 5, "message": person_message(900, 7, "/ulang")}
    async with running_bot(tmp_path, **webhook) as (server, bot), aiohttp.ClientSession() as session:

        async def post(secret, body):
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
            async with session.post(f"{address}/notula", data=body, headers=headers) as response:
                return response.status

        await server.wait(lambda: server.webhook.get("url") == f"{address}/notula")
        assert server.webhook["secret_token"] == "rahasia"
        assert await post("salah", json.dumps(update)) == 403
        assert await post("rahasia", "bukan json") == 200
        assert [await post("rahasia", json.dumps(update)) for _ in range(2)] == [200, 200]
        await server.wait_sent(7)
        assert await bot.stop() == 0

    assert len(server.sent(7)) == 1
