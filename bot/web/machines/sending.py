"""Answers made in a thread: whole, so that caches can ask again for them, or in parts where they are long."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import chain, islice

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.app import App
from bot.web.endpoints import respond
from bot.web.visits import Visit, visit_of
from data.store import read_again

Endpoint = Callable[[Request], Awaitable[Response]]


def make_whole(
    app: App, threads: anyio.CapacityLimiter, media_type: str, make: Callable[[Visit, Request], bytes]
) -> Endpoint:
    """What answers with one body; `make` runs in a thread, and may raise PageError."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request, app)
        body = await anyio.to_thread.run_sync(lambda: read_again(lambda: make(visit, request)), limiter=threads)
        return respond(request, body, media_type, is_indexed=False)

    return endpoint


def make_parts(
    app: App, threads: anyio.CapacityLimiter, media_type: str, make: Callable[[Visit, Request], Iterator[bytes]]
) -> Endpoint:
    """What answers with a body in parts, each made in a thread when the one before is on its way.

    What stands in two parts is sent whole: most answers do.
    """

    async def endpoint(request: Request) -> Response:
        parts = await anyio.to_thread.run_sync(make, visit_of(request, app), request, limiter=threads)
        # An error in these is still told as one: nothing has been sent.
        begun = await anyio.to_thread.run_sync(lambda: list(islice(parts, 3)), limiter=threads)
        if len(begun) < 3:
            return respond(request, b"".join(begun), media_type, is_indexed=False)
        rest = _in_threads(chain(begun, parts), threads)
        return StreamingResponse(rest, headers={"X-Robots-Tag": "noindex"}, media_type=media_type)

    return endpoint


async def _in_threads(parts: Iterator[bytes], threads: anyio.CapacityLimiter) -> AsyncIterator[bytes]:
    while (part := await anyio.to_thread.run_sync(next, parts, None, limiter=threads)) is not None:
        yield part
