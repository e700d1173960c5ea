"""Files that are sent: kept until they are through, never sent twice, and gone from the store afterwards."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.telegram.calls import File, button, files_of, send_document, send_photo
from data.store import StoredUpdate
from tests.telegram_bot import copy_home, running_server
from tests.telegram_service import one_run, settings_for
from tests.waiting import LONGEST, wait_until

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
RECAP = File("rekap.csv", b"Bupati;hadir\n" * 1000)
PICTURE = File("batang.png", b"\x89PNG\r\n\x1a\n" + bytes(400))


def plan(store, *calls, chat=7):
    """Keep calls as the answer to an update; what the store then has to send."""
    store.updates.put([StoredUpdate(1, {"message": {}}, chat, chat, 10, "answer", NOW)])
    return store.updates.plan(1, [(call.method, call.params) for call in calls], now=NOW, files=files_of(calls))


def test_a_file_is_kept_until_its_call_is_made(store):
    """Bytes come back to the letter, each with its own call, and go when that is sent or has failed."""
    text = send_document(7, RECAP, "satu"), send_photo(7, PICTURE, "dua")
    sent, failed = plan(store, *text)
    kept = [store.updates.attached(call) for call in (sent, failed)]
    store.updates.mark_sent(sent, 70)
    store.updates.mark_failed(failed)

    assert kept == [RECAP.content, PICTURE.content]
    assert [store.updates.attached(call) for call in (sent, failed)] == [b"", b""]


def test_a_file_that_nobody_wants_any_more_is_dropped(store):
    """Where a chat is closed, the calls behind the refused one are never made."""
    _, second = plan(store, send_document(7, RECAP, "satu"), send_document(7, RECAP, "dua"))
    store.updates.finish(1, now=NOW)

    assert store.updates.attached(second) == b""


async def resume(tmp_path, *calls, faults=(), chat=7):
    """A run that finds calls an earlier one planned; the server, and what the store still has to do."""
    async with running_server() as server:
        settings = settings_for(copy_home(tmp_path), server)
        async with one_run(settings) as (_, service, store):
            plan(store, *calls, chat=chat)
            for method, kind in faults:
                server.fault(method, kind)
            await service.resume()
            await settle(store, service)
            return server, store.updates.undone()


async def settle(store, service):
    """Wait until all that was planned is done."""
    await asyncio.to_thread(wait_until, lambda: not store.updates.undone())
    await service.stop(LONGEST)


async def test_what_was_planned_before_a_kill_is_sent_by_the_next_run(tmp_path):
    """A document and a picture come with name, bytes, caption, button, topic and what they reply to."""
    keys = [[button("Lagi", "m:::0")]]
    call = send_document(-1009, RECAP, "<b>Rekap</b> &amp; lain", topic=5, reply_to=3, keyboard=keys)
    server, undone = await resume(tmp_path, call, send_photo(-1009, PICTURE, "Grafik"), chat=-1009)
    document, picture = server.sent(-1009)

    assert undone == []
    assert document["file"] == (RECAP.name, RECAP.content)
    assert (document["caption"], document["topic"], document["reply_to"]) == ("Rekap & lain", "5", 3)
    assert document["reply_markup"] == {"inline_keyboard": keys}
    assert picture["file"] == (PICTURE.name, PICTURE.content)


@pytest.mark.parametrize("faults", [["reset"], ["reset_after"], ["http"], ["reset_after", "reset"]])
async def test_a_file_whose_sending_broke_off_is_sent_once(tmp_path, faults):
    """It is looked for by its caption; text and file before and after it are told apart from it."""
    calls = [send_document(7, RECAP, "Rekap"), send_document(7, RECAP, "Rekap"), send_photo(7, PICTURE, "Grafik")]
    server, _ = await resume(tmp_path, *calls, faults=[("sendDocument", kind) for kind in faults])

    assert [message["caption"] for message in server.sent(7)] == ["Rekap", "Rekap", "Grafik"]


async def test_a_file_that_was_sent_when_the_bot_was_killed_is_not_sent_again(tmp_path):
    """The next run finds it where it stands, though nobody noted that it was sent."""
    async with running_server() as server:
        settings = settings_for(copy_home(tmp_path), server)
        async with one_run(settings) as (bot, service, store):
            (call,) = plan(store, send_document(7, RECAP, "Rekap"))
            store.updates.mark_sending(call, 10)
            await bot.send_document(7, RECAP.content, filename=RECAP.name, caption="Rekap", parse_mode="HTML")
            await service.resume()
            await settle(store, service)

            assert len(server.sent(7)) == 1
            assert store.updates.unsent(1) == []


async def test_what_is_too_large_on_the_way_is_given_up(tmp_path):
    """A proxy's 413 is no passing fault: trying for ever would keep all that the person asks afterwards."""
    async with running_server() as server:
        settings = settings_for(copy_home(tmp_path), server)
        async with one_run(settings) as (_, service, store):
            plan(store, send_document(7, RECAP, "Rekap"))
            server.fault("sendDocument", "html", status=413)
            await service.resume()
            await settle(store, service)

            assert (server.sent(7), store.updates.undone()) == ([], [])
