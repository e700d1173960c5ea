"""The service within a running loop, in front of a Telegram that keeps it waiting, fails, or posts an update again."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from unittest.mock import Mock

import aiohttp
import pytest

from bot.health.judging import Probed
from bot.telegram import service as services
from bot.telegram.delivery import backoff as backoffs
from bot.telegram.delivery.api import make_bot, make_polling
from bot.telegram.delivery.backoff import Backoff
from bot.telegram.health.figures import Figures
from bot.telegram.health.probing import watch_bot
from bot.telegram.health.serving import serve_health
from bot.telegram.intake.polling import Reception, poll
from bot.telegram.intake.webhook import serve_webhook
from bot.telegram.service import keep_updates_for
from data.errors import SettingError
from tests.telegram_bot import copy_home, running_server
from tests.telegram_service import a_message, one_run, serving, settings_for
from tests.waiting import LONGEST


async def test_typing_comes_before_the_answer(tmp_path, monkeypatch):
    """Whoever asks in private sees the bot typing, and then its answer."""
    monkeypatch.setattr(services, "_WAIT_FOR_TYPING", LONGEST)
    async with serving(tmp_path) as (service, _, server):
        await service.accept([a_message("siapa yang hadir di Rakor Batang Hari?")])
        await server.wait_sent(7)
        await service.stop(LONGEST)

    assert [call["method"] for call in server.calls[-2:]] == ["sendChatAction", "sendMessage"]


async def test_what_cannot_be_finished_in_time_is_left_to_the_next_run(tmp_path):
    """Stopping waits no longer than it may: an answer that Telegram does not take stays in the store."""
    async with serving(tmp_path) as (service, store, server):
        server.held.add(7)
        await service.accept([a_message("/ulang")])
        await server.wait(lambda: server.waiting == [7])
        await service.stop(0.0)

        assert [update.update_id for update in store.updates.undone()] == [1]
        assert server.sent(7) == []
        await server.release(7)


async def test_a_person_may_ask_as_often_as_is_set(tmp_path):
    """Beyond NOTULA_MESSAGES_PER_MINUTE there is one notice, then silence."""
    async with (
        running_server() as server,
        one_run(settings_for(copy_home(tmp_path), server, messages_per_minute=2)) as (_, service, _),
    ):
        await service.accept([a_message("/ulang", number=number) for number in (1, 2, 3, 4)])
        await server.wait_sent(7, 3)
        await service.stop(LONGEST)

    assert [message["text"][:11] for message in server.sent(7)] == ["Percakapan ", "Percakapan ", "Pesannya te"]


async def test_strangers_do_not_see_the_bot_typing(tmp_path):
    """Nothing but the one sentence goes to who may not ask."""
    async with (
        running_server() as server,
        one_run(settings_for(copy_home(tmp_path), server, allowed=frozenset({8}))) as (_, service, _),
    ):
        await service.accept([a_message("kapan?")])
        await server.wait_sent(7)
        await service.stop(LONGEST)

    assert [call["method"] for call in server.calls if "chat_id" in call["params"]] == ["sendMessage"]


async def test_answers_come_once_each_while_half_of_all_calls_fail(tmp_path):
    """Looking for a message that may have been sent goes on where it failed, so it ends before the failures do."""
    backoff = Backoff(first_seconds=0.001, longest_seconds=0.001)
    async with serving(tmp_path, backoff=backoff) as (service, _, server):
        for kind in ("reset", "reset_after"):
            server.fault("*", kind, count=10**6, share=0.3)
        await service.accept([a_message("/ulang", user=user, number=user) for user in (7, 8, 9)])
        for user in (7, 8, 9):
            await server.wait_sent(user)
        await service.stop(LONGEST)

    assert [len(server.sent(user)) for user in (7, 8, 9)] == [1, 1, 1]


async def test_a_call_that_failed_is_made_again_as_soon_as_another_one_succeeds(tmp_path, monkeypatch):
    """However long it would still wait: the answer to somebody else shows that Telegram is back."""
    monkeypatch.setattr(backoffs, "_LEAST_SHARE", 0.0)
    failed = asyncio.Event()
    fields = {"backoff": Backoff(first_seconds=LONGEST, longest_seconds=LONGEST), "fault": lambda _: failed.set()}
    async with serving(tmp_path, **fields) as (service, _, server):
        server.fault("sendMessage", "reset")
        await service.accept([a_message("/ulang")])
        await asyncio.wait_for(failed.wait(), LONGEST)
        await service.accept([a_message("/ulang", user=8, number=2)])
        await server.wait_sent(7, timeout=LONGEST / 2)
        await service.stop(LONGEST)

    assert len(server.sent(7)) == 1


async def test_polling_finds_out_at_once_whether_telegram_is_back(tmp_path):
    """After a failure it asks for what there is, without waiting for updates; after that it waits again."""
    reception, taken = Reception(lambda: 0.0, Mock()), asyncio.Event()

    async def accept(raws):
        if raws:
            taken.set()

    async with running_server() as server:
        settings, polling = settings_for(tmp_path, server), make_polling()
        async with make_bot(settings, polling) as bot:
            server.fault("getUpdates", "reset")
            polled = asyncio.create_task(
                poll(bot, polling, accept, reception=reception, backoff=Backoff(first_seconds=0.0))
            )
            await server.wait(lambda: any(call["method"] == "getUpdates" for call in server.calls))
            await server.write(7, "kapan?")
            await asyncio.wait_for(taken.wait(), LONGEST)
            polled.cancel()
            await asyncio.gather(polled, return_exceptions=True)

    waits = [call["params"]["timeout"] for call in server.calls if call["method"] == "getUpdates"]
    assert waits[:2] == ["0", "25"]
    assert reception.fault.call_count == 1
    assert not reception.is_failing


async def test_an_update_that_is_posted_again_to_the_next_run_is_not_answered_again(tmp_path, unused_tcp_port):
    """What one run answered stays answered: by webhook, too, and after a restart."""
    address = f"http://127.0.0.1:{unused_tcp_port}"
    async with running_server() as server:
        webhook = {
            "webhook_url": "https://bot.contoh.id/kait",
            "webhook_secret": "rahasia",
            "webhook_listen": f"127.0.0.1:{unused_tcp_port}",
        }
        settings = settings_for(copy_home(tmp_path), server, **webhook)
        for last in (8, 9):
            server.webhook = {}
            async with one_run(settings) as (bot, service, _), aiohttp.ClientSession(address) as session:
                serve = serve_webhook(
                    bot, settings, service.accept, reception=Reception(lambda: 0.0, Mock()), backoff=Backoff()
                )
                serving = asyncio.create_task(serve)
                await server.wait(lambda: server.webhook)
                for user in (7, 7, last):
                    update = json.dumps(a_message("/ulang", user=user, number=user))
                    headers = {"X-Telegram-Bot-Api-Secret-Token": "rahasia"}
                    assert (await session.post("/kait", data=update, headers=headers)).status == 200
                await server.wait_sent(last)
                serving.cancel()
                await asyncio.gather(serving, return_exceptions=True)
                await service.stop(LONGEST)

    assert [len(server.sent(user)) for user in (7, 8, 9)] == [1, 1, 1]


async def test_one_server_takes_updates_and_tells_health_where_their_addresses_are_the_same(tmp_path, unused_tcp_port):
    """What is posted before Telegram was greeted is posted again by Telegram."""
    listen, taken, reception = f"127.0.0.1:{unused_tcp_port}", [], Reception(lambda: 0.0, Mock())
    webhook = {"webhook_url": "https://bot.contoh.id/kait", "webhook_secret": "rahasia", "webhook_listen": listen}

    async def accept(raws):
        taken.extend(raws)

    async with running_server() as server:
        settings = settings_for(tmp_path, server, health_listen=listen, **webhook)
        watch = watch_bot(lambda: Probed(0.0), reception)
        async with (
            make_bot(settings, make_polling()) as bot,
            aiohttp.ClientSession(
                f"http://{listen}", headers={"X-Telegram-Bot-Api-Secret-Token": "rahasia"}
            ) as session,
            serve_health(settings.health, Figures(), watch.judge) as health,
        ):
            early = await session.post("/kait", data=json.dumps({"update_id": 1}))
            serve = serve_webhook(bot, settings, accept, reception=reception, backoff=Backoff(), health=health)
            serving = asyncio.create_task(serve)
            await server.wait(lambda: server.webhook)
            taking = await session.post("/kait", data=json.dumps({"update_id": 1}))
            looking = await session.get("/health")
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
        watch.close()

    assert (early.status, taking.status, looking.status) == (404, 200, 503)
    assert taken == [{"update_id": 1}]


async def test_what_no_telegram_posts_is_refused(tmp_path, unused_tcp_port):
    """Without the secret, too long, or not posted at all; an address that is taken is one sentence."""
    listen = f"127.0.0.1:{unused_tcp_port}"
    webhook = {"webhook_url": "https://bot.contoh.id/kait", "webhook_secret": "rahasia", "webhook_listen": listen}
    manners = {"reception": Reception(lambda: 0.0, Mock()), "backoff": Backoff()}
    async with running_server() as server:
        settings = settings_for(tmp_path, server, **webhook)
        async with make_bot(settings, make_polling()) as bot, aiohttp.ClientSession(f"http://{listen}") as session:
            serving = asyncio.create_task(serve_webhook(bot, settings, Mock(), **manners))
            await server.wait(lambda: server.webhook)
            secret = {"X-Telegram-Bot-Api-Secret-Token": "rahasia"}
            answers = [
                await session.post("/kait", data="{}"),
                await session.post("/kait", headers={**secret, "Content-Length": str(2 * 2**20 + 1)}),
                await session.get("/kait", headers=secret),
            ]
            with pytest.raises(SettingError, match="NOTULA_WEBHOOK_LISTEN tidak dapat dipakai"):
                await serve_webhook(bot, settings, Mock(), **manners)
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    assert [answer.status for answer in answers] == [403, 413, 405]


def test_an_update_is_known_for_longer_than_telegram_delivers_it():
    """A short retention of questions does not let an update be answered again."""
    days = [keep_updates_for(timedelta(days=days)).days for days in (1, 7, 180)]

    assert days == [2, 7, 14]
