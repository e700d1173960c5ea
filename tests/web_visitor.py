"""Visits to the pages of the sample archive, in the test's own process."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import unquote

from starlette.testclient import TestClient

from bot.app import open_app
from bot.web.application import make_application
from data.settings import Settings


@contextmanager
def visiting(home, **settings):
    """A client over a home's pages; `settings` by field name."""
    app = open_app(Settings(home=home, _env_file=None, **settings), warm=False)
    try:
        with TestClient(_AsSent(make_application(app)), raise_server_exceptions=False) as client:
            yield client
    finally:
        app.close()


def otherwise(client, **settings):
    """A client over the same archive with some settings changed."""
    app = client.app.state.app
    changed = replace(app, settings=app.settings.model_copy(update=settings))
    return TestClient(_AsSent(make_application(changed)), raise_server_exceptions=False)


class _AsSent:
    """Decodes paths once, as servers do: the client does so twice, and takes "%252F" for a slash."""

    def __init__(self, application):
        self._application = application
        self.state = application.state

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            scope["path"] = unquote(scope["raw_path"].decode("ascii"))
        await self._application(scope, receive, send)
