"""The one server: where it listens, whom it believes, whom it lets go, and how it ends."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from bot.serving import connections
from bot.serving.server import listen, port_of, serve
from tests.waiting import LONGEST
from tests.web_server import connected, read_all, served


async def tell_address(request):
    return PlainTextResponse(f"{request.url.scheme} {request.client.host}")


async def take_body(request):
    return PlainTextResponse(str(len(await request.body())))


APPLICATION = Starlette(routes=[Route("/", tell_address), Route("/isi", take_body, methods=["POST"])])
pytestmark = pytest.mark.asyncio(loop_scope="module")
GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client():
    """In front of one server for all that leave it running."""
    async with served(APPLICATION) as client:
        yield client


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]"), ("localhost", "127.0.0.1")])
async def test_any_free_port_of_a_host_is_served(host, shown):
    listening = listen((host, 0))
    async with serve(APPLICATION, listening), httpx.AsyncClient(trust_env=False) as client:
        response = await client.get(f"http://{shown}:{port_of(listening)}/")

    assert response.status_code == 200
    assert "server" not in response.headers


async def test_a_port_is_served_by_one():
    with listen(("127.0.0.1", 0)) as listening, pytest.raises(OSError, match="in use"):
        listen(("127.0.0.1", port_of(listening)))


@pytest.mark.parametrize(
    ("proxies", "told"),
    [
        ((), "http 127.0.0.1"),
        (("10.0.0.0/8",), "http 127.0.0.1"),
        (("127.0.0.1",), "https 203.0.113.9"),
        (("127.0.0.0/8", "203.0.113.0/24"), "https 198.51.100.7"),
    ],
)
async def test_only_trusted_proxies_are_believed(proxies, told):
    """The client is the last address that no trusted proxy has; what it claims of itself counts for nothing."""
    headers = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto": "https"}
    async with served(APPLICATION, proxies=proxies) as client:
        assert (await client.get("/", headers=headers)).text == told


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HTTP/1.1\r\nHost: a", b"POST /isi HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123"]
)
async def test_who_does_not_end_a_request_is_let_go(client, monkeypatch, sent):
    """Silent, or in the middle of the head or of the body."""
    monkeypatch.setattr(connections, "SECONDS_TO_ASK", 0.05)
    async with connected(client, sent) as reader:
        assert await read_all(reader) == b""


async def test_a_second_request_has_its_deadline_too(client, monkeypatch):
    """Who was answered once may not take its time for what it begins next."""
    monkeypatch.setattr(connections, "SECONDS_TO_ASK", 0.05)
    async with connected(client, GET + GET[:9]) as reader:
        assert (await read_all(reader)).count(b"200 OK") == 1


async def test_silent_connections_keep_nobody_out(client, monkeypatch):
    """Where there are too many, the one that idles longest is let go, and the new one answered."""
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 3)
    monkeypatch.setattr(connections, "SECONDS_TO_ASK", LONGEST)
    async with connected(client) as first, connected(client), connected(client):
        assert (await client.get("/")).status_code == 200
        assert await read_all(first) == b""


async def test_what_is_being_answered_is_not_let_go_for_others(monkeypatch):
    """However long it takes and however many come."""
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 2)
    asked, answer = asyncio.Event(), asyncio.Event()

    async def wait(_):
        asked.set()
        await answer.wait()
        return PlainTextResponse("akhirnya")

    application = Starlette(routes=[Route("/lama", wait), Route("/", tell_address)])
    async with served(application) as client:
        slow = asyncio.create_task(client.get("/lama"))
        await asked.wait()
        async with connected(client), connected(client), connected(client, GET) as last:
            assert (await last.readline()).startswith(b"HTTP/1.1 200")
            answer.set()
            assert (await slow).text == "akhirnya"


async def test_who_does_not_take_its_answer_is_let_go(monkeypatch):
    """More than the machine keeps for a client that reads nothing: sending it ends."""
    monkeypatch.setattr(connections, "SECONDS_TO_TAKE", 0.05)
    ended = asyncio.Event()

    async def flood():
        for _ in range(500):
            yield b"x" * 2**20
        ended.set()

    async def stream(_):
        return StreamingResponse(flood())

    async with served(Starlette(routes=[Route("/", stream)])) as client, connected(client, GET) as reader:
        await asyncio.wait_for(ended.wait(), LONGEST)
        assert len(await read_all(reader)) < 500 * 2**20


@pytest.mark.parametrize("sent", [b"halo\r\n\r\n", b"GET /" + b"a" * 2**20, GET[:-2] + b"A: " + b"b" * 2**20])
async def test_what_is_no_request_is_refused_without_a_word_in_the_log(client, sent, caplog):
    """Not HTTP, or a head without end."""
    async with connected(client, sent) as reader:
        assert b" 200 " not in await read_all(reader)
        assert (await client.get("/")).status_code == 200

    assert caplog.records == []


async def test_ten_thousand_characters_are_a_request(client):
    asked = f"GET /?q={quote('界' * 10_000)} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    async with connected(client, asked) as reader:
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")


async def test_questions_are_not_logged(client, caplog):
    caplog.set_level("DEBUG", logger="uvicorn")
    await client.get("/", params={"q": "rahasia"})

    assert not [record for record in caplog.records if record.name.startswith("uvicorn")]


async def test_an_end_that_cannot_wait_leaves_nothing_open():
    """Cancelled while it stops, the server is gone all the same."""
    stopping, listening = asyncio.Event(), listen(("127.0.0.1", 0))

    async def serve_until_told():
        async with serve(APPLICATION, listening):
            await stopping.wait()

    serving = asyncio.create_task(serve_until_told())
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.get(f"http://127.0.0.1:{port_of(listening)}/")
        stopping.set()
        await asyncio.sleep(0)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    assert listening.fileno() == -1


async def test_what_is_being_answered_is_answered_to_the_end():
    """Stopping waits for it."""
    asked, answer = asyncio.Event(), asyncio.Event()

    async def wait(_):
        asked.set()
        await answer.wait()
        return PlainTextResponse("selesai")

    listening = listen(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{port_of(listening)}/"
    async with httpx.AsyncClient(trust_env=False, timeout=LONGEST) as client:
        async with serve(Starlette(routes=[Route("/", wait)]), listening):
            asking = asyncio.create_task(client.get(address))
            await asked.wait()
            answer.set()
        assert (await asking).text == "selesai"
        with pytest.raises(httpx.ConnectError):
            await client.get(address)
