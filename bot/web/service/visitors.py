"""How often one visitor may ask: whoever asks more often is told when to come again."""

from __future__ import annotations

import logging
import math
import time
from ipaddress import IPv6Address, ip_address

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.app import App
from bot.health.routes import HEALTH
from bot.web.endpoints import refuse
from bot.web.page import PageError
from bot.web.visits import visit_of
from data.wording.web import errors as wording

logger = logging.getLogger(__name__)

_STATIC = "/statis/"


class Visitors:
    """ASGI middleware that counts what each visitor asks in a minute, in the memory of this process."""

    def __init__(self, application: ASGIApp, app: App) -> None:
        self._application = application
        self._app = app
        self._limit = RateLimitItemPerMinute(app.settings.web_per_minute)
        self._counted = FixedWindowRateLimiter(MemoryStorage())
        self._believes = bool(app.settings.web_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._application
        if scope["type"] == "http" and scope["path"] != HEALTH and not scope["path"].startswith(_STATIC):
            request = Request(scope)
            self._look_for_proxy(request)
            visitor = visitor_of(request)
            if not await self._counted.hit(self._limit, visitor):
                answer = self._refuse(request, await self._seconds_to_wait(visitor))
        await answer(scope, receive, send)

    async def _seconds_to_wait(self, visitor: str) -> int:
        window = await self._counted.get_window_stats(self._limit, visitor)
        return max(1, math.ceil(window.reset_time - time.time()))

    def _refuse(self, request: Request, seconds: int) -> Response:
        error = PageError(429, wording.TOO_OFTEN, seconds=seconds)
        response = refuse(request, visit_of(request, self._app), error)
        response.headers["Retry-After"] = str(seconds)
        return response

    def _look_for_proxy(self, request: Request) -> None:
        if not self._believes and "x-forwarded-for" in request.headers:
            self._believes = True
            logger.warning("all who come through a proxy count as one visitor: NOTULA_WEB_PROXIES names none")


def visitor_of(request: Request) -> str:
    """Whose request it is: an address, or of IPv6 the network of 64 bits that one customer has."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or int(address) >> 64)
    return host
