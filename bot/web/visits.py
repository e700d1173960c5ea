"""One request for a page: what it is answered from, and in which language."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from bot.app import App


@dataclass(frozen=True, slots=True)
class Visit:
    """What reading a page needs beside its query.

    origin: scheme and host that whole addresses begin with, without a slash at the end.
    """

    app: App
    language: str
    origin: str


def visit_of(request: Request, app: App) -> Visit:
    """The visit that a request is. Where no public address is set, the one it came to is taken."""
    origin = app.settings.public_url or str(request.base_url)
    return Visit(app, request.scope.get("language", "id"), origin.rstrip("/"))
