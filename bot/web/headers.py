"""What every response says to browsers and caches."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors {ancestors}"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

KEPT_FOREVER = "public, max-age=31536000, immutable"
ASKED_EACH_TIME = "no-cache"
"""Caches may keep it, and ask each time whether it is still so: what is removed is gone at once."""

EMBEDDED = "embedded"
"""In a request's scope: whether other sites may show this page inside theirs."""


class Headers:
    """ASGI middleware: no code but our own files', no frames, no guessing of types; not kept by search engines where
    these are not wanted."""

    def __init__(self, application: ASGIApp, *, is_indexed: bool) -> None:
        self._application = application
        self._is_indexed = is_indexed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), scope)
            await send(message)

        await self._application(scope, receive, send_with_headers)

    def _complete(self, headers: MutableHeaders, scope: Scope) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        ancestors = "*" if scope.get(EMBEDDED) else "'none'"
        headers.setdefault("Content-Security-Policy", _POLICY.format(ancestors=ancestors))
        headers.setdefault("Cache-Control", ASKED_EACH_TIME)
        if not self._is_indexed:
            headers["X-Robots-Tag"] = "noindex"
