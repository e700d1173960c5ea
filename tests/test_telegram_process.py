"""The bot as a process, over real HTTP: asked, crowded, given files, looked at, and stopped."""

from __future__ import annotations

import asyncio
import json
import re

import aiohttp
import pytest
import pytest_asyncio

from retrieval.backup.archive import open_archive
from tests.telegram_bot import BotProcess, running_bot
from tests.telegram_load import QUESTIONS
from tests.telegram_server import TOKEN
from tests.waiting import LONGEST

pytestmark = pytest.mark.asyncio(loop_scope="module")
GROUP = -1009


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def serving(tmp_path_factory):
    """One bot that polls, for tests that leave it running."""
    folder = tmp_path_factory.mktemp("serving")
    backups = {"NOTULA_BACKUP_FOLDER": str(folder / "backups"), "NOTULA_BACKUP_HOURS": "24"}
    async with running_bot(folder, make=BotProcess, NOTULA_WEB_LISTEN="127.0.0.1:0", **backups) as (server, bot):
        await server.write(1, "/ulang")
        await server.wait_sent(1)
        yield server, bot


async def test_question_is_answered_with_its_source(serving):
    """A private question gets one answer with its source; the log holds neither token nor text."""
    server, bot = serving
    await server.write(7, "siapa yang hadir di Rakor Batang Hari?")
    (message,) = await server.wait_sent(7)

    assert "Muhamad Azan" in message["text"]
    assert "JTIZEN, 25 Mei 2023" in message["text"]
    own = [call["method"] for call in server.calls if call["params"].get("chat_id") == "7"]
    assert own.count("sendMessage") == 1
    assert TOKEN.partition(":")[2] not in bot.log
    assert "siapa yang hadir" not in bot.log


async def test_updates_are_answered_once_though_delivered_again(serving):
    """Telegram may deliver confirmed updates again: nobody is answered twice."""
    server, _ = serving
    await server.write(20, "/ulang")
    await server.wait_sent(20)
    await server.write(21, "/ulang")
    await server.wait_sent(21)
    await server.redeliver(3)
    await server.write(22, "/ulang")
    await server.wait_sent(22)

    assert [len(server.sent(user)) for user in (20, 21, 22)] == [1, 1, 1]


async def test_group_answer_is_a_reply_in_the_topic(serving):
    """In a topic the answer goes to the topic, as a reply to the question."""
    server, _ = serving
    thread = {"message_thread_id": 77, "is_topic_message": True}
    asked = await server.write(23, f"/tanya {QUESTIONS[0][0]}", chat=GROUP, **thread)
    (message,) = await server.wait_sent(GROUP)

    assert (message["reply_to"], message["topic"]) == (asked, "77")


async def test_buttons_change_the_answer_in_place(serving):
    """A press shows the quotes where the answer stands, a second press changes nothing; an edit answers anew there."""
    server, _ = serving
    asked = await server.write(24, QUESTIONS[0][0])
    (message,) = await server.wait_sent(24)
    data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    for _ in range(2):
        query = await server.press(24, 24, message["message_id"], data)
        await server.wait(lambda query=query: server.pressed[query] != {})
    await server.wait(lambda: "Kutipan di balik" in server.sent(24)[0]["text"])
    await server.edit(24, asked, QUESTIONS[1][0])
    await server.wait(lambda: QUESTIONS[1][1] in server.sent(24)[0]["text"])

    assert len(server.sent(24)) == 1


async def test_messages_of_one_person_keep_their_order(serving):
    """Six questions in a row are answered in their order."""
    server, _ = serving
    for number in range(6):
        await server.write(25, QUESTIONS[number % 4][0])
    sent = await server.wait_sent(25, 6)

    assert all(QUESTIONS[number % 4][1] in message["text"] for number, message in enumerate(sent))


async def test_flood_of_one_person_slows_only_that_person(serving):
    """Sixty messages of one person: another one is served before any is answered; one notice at most."""
    server, _ = serving
    server.held.add(26)
    for _ in range(60):
        await server.write(26, "/ulang")
    await server.write(27, QUESTIONS[1][0])
    await server.wait_sent(27)

    assert server.sent(26) == []
    await server.release(26)
    await server.wait(lambda: len(server.sent(26)) >= 2)
    assert sum("terlalu banyak" in message["text"] for message in server.sent(26)) <= 1


async def test_closed_chat_is_forgotten_quietly(serving):
    """Whoever blocks the bot is not tried again, and nobody else notices."""
    server, _ = serving
    server.closed.add(28)
    await server.write(28, "/ulang")
    await server.wait(lambda: any(call["status"] == 403 for call in server.calls))
    await server.write(29, "/ulang")
    await server.wait_sent(29)

    assert sum(call["status"] == 403 for call in server.calls) == 1


async def test_inline_query_is_answered(serving):
    """An inline query gets results that Telegram takes."""
    server, _ = serving
    query = await server.inline(30, "rakor batang hari")
    await server.wait(lambda: server.pressed[query] != {})

    assert len(server.pressed[query]["results"]) > 1


async def test_file_of_an_administrator_is_fetched_and_added(serving):
    """/tambah with a file, confirmed: the article is in the archive, told where the button was."""
    server, _ = serving
    text = "Rapat Pasar Baru\nCamat Sukamaju Budi memimpin rapat koordinasi pasar di Aula Sukamaju, Senin (4/3/2024)."
    server.files["f1"] = text.encode()
    document = {"file_id": "f1", "file_unique_id": "u", "file_name": "pasar.txt", "file_size": len(text)}
    await server.write(77, document=document, caption="/tambah")
    (message,) = await server.wait_sent(77)
    await server.press(77, 77, message["message_id"], message["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    await server.wait(lambda: "Selesai: 1 artikel baru" in server.sent(77)[0]["text"])

    assert server.downloads == ["f1"]


async def test_health_and_figures(serving):
    """/health says that the bot serves, /metrics counts updates, answers and seconds."""
    server, bot = serving
    await server.write(30, QUESTIONS[0][0])
    await server.wait_sent(30)
    port = re.search(r"health on port (\d+)", bot.log)[1]
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/health") as response:
            health = await response.json()
        async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
            figures = await response.text()

    assert health["ok"] is True
    assert re.search(r'notula_updates_total\{what="text"\} [1-9]', figures)
    assert re.search(r'notula_answers_total\{status="answered"\} [1-9]', figures)
    assert re.search(r"notula_generation [1-9]", figures)


async def test_a_backup_is_made_by_itself(serving):
    """One is due where there is none; the process that makes it ends with the whole file."""
    _, bot = serving
    async with asyncio.timeout(LONGEST):
        while not (made := list((bot.home.parent / "backups").glob("*.zip"))):
            await asyncio.sleep(0.05)

    with open_archive(made[0]) as (_, manifest):
        assert manifest.counts["articles"] >= 5
    assert TOKEN not in manifest.to_json()


async def test_commands_are_registered(serving):
    """Commands for private chats, groups and administrators, in both languages."""
    server, _ = serving
    await server.wait(lambda: sum(call["method"] == "setMyCommands" for call in server.calls) >= 6)
    calls = [call["params"] for call in server.calls if call["method"] == "setMyCommands"]

    scopes = [(json.loads(call["scope"])["type"], call.get("language_code", "")) for call in calls]
    kinds = ("all_private_chats", "all_group_chats", "chat")
    assert scopes == [(kind, language) for kind in kinds for language in ("", "en")]


async def test_pages_are_served_beside(serving):
    """By a process of their own, on the archive that is answered from."""
    _, bot = serving
    async with aiohttp.ClientSession() as session, session.get(f"{pages_of(bot)}/.json") as response:
        assert (await response.json())["articles"] >= 5


def pages_of(bot):
    """Where they are served, as the bot told."""
    return re.search(r"pages on (http://[\d.:]+)", bot.log)[1]


async def test_every_line_of_the_log_is_json(serving):
    """Logs are structured."""
    _, bot = serving

    assert all({"at", "level", "room", "what"} <= set(json.loads(line)) for line in bot.log.splitlines())


async def test_termination_is_clean(serving):
    """SIGTERM ends the process with status 0, and the pages with it."""
    _, bot = serving

    assert await bot.stop() == 0
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(pages_of(bot))
