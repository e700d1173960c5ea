"""One HTTP server for everything that is served: an ASGI application on an address, within the running loop."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.serving.connections import Connection

# A question of 10,000 characters in an address, each of up to nine bytes, with the other headers of a browser.
_MOST_HEAD_BYTES = 128 * 2**10
# Proxies keep connections for up to two minutes, and must not find one closed just as they use it.
_SECONDS_BETWEEN_REQUESTS = 130
_GRACE_SECONDS = 2


def listen(address: tuple[str, int]) -> socket.socket:
    """Listen on a host and port, 0 being any free one; OSError where that cannot be done."""
    host, _ = address
    return socket.create_server(address, family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=1024)


def port_of(listening: socket.socket) -> int:
    """The port that is listened on."""
    port: int = listening.getsockname()[1]
    return port


def address_of(listening: socket.socket) -> str:
    """The address of what is served there, for people."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@asynccontextmanager
async def serve(application: ASGIApp, listening: socket.socket, *, proxies: Sequence[str] = ()) -> AsyncIterator[None]:
    """Serve on a socket, which is closed at the end; then what is being answered has two seconds.

    proxies: addresses and networks whose word on the client's address is taken.
    """
    server = _Server(
        uvicorn.Config(
            application,
            http=Connection,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            # What clients do wrong is no matter for the log, and addresses hold what people ask.
            log_level=logging.ERROR,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            h11_max_incomplete_event_size=_MOST_HEAD_BYTES,
            timeout_keep_alive=_SECONDS_BETWEEN_REQUESTS,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    )
    running = asyncio.create_task(server.serve([listening]))
    try:
        yield
    finally:
        server.should_exit = True
        try:
            await running
        finally:
            _cut_off(server, listening)


def _cut_off(server: uvicorn.Server, listening: socket.socket) -> None:
    """End what is left: connections that would not end, and, where nobody waits for a proper end, everything."""
    if server.started:
        for accepting in server.servers:
            accepting.close()
    listening.close()
    for connection in list(server.server_state.connections):
        connection.transport.abort()


class _Server(uvicorn.Server):
    """One of several in a loop that knows itself what to do about signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
