"""A real server within the test's loop, and raw connections to it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import httpx

from bot.serving.server import listen, port_of, serve
from tests.waiting import LONGEST


@asynccontextmanager
async def served(application, **options):
    """The application behind a client; `client.port` is where it listens."""
    listening = listen(("127.0.0.1", 0))
    port = port_of(listening)
    async with (
        serve(application, listening, **options),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=LONGEST, trust_env=False) as client,
    ):
        client.port = port
        yield client


@asynccontextmanager
async def connected(client, sent=b""):
    """A raw connection on which something was sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
    writer.write(sent)
    await writer.drain()
    try:
        yield reader
    finally:
        writer.close()


async def read_all(reader):
    """What comes until the server closes the connection, by a reset as well."""
    taken = bytearray()
    async with asyncio.timeout(LONGEST):
        try:
            while part := await reader.read(2**16):
                taken += part
        except ConnectionResetError:
            pass
    return bytes(taken)
