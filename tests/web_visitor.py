"""Visits to the pages of the sample archive, in the test's own process."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

from starlette.testclient import TestClient

from bot.app import open_app
from bot.web.application import make_application
from data.settings import Settings


@contextmanager
def visiting(home, **settings):
    """A client over a home's pages; `settings` by field name."""
    app = open_app(Settings(home=home, _env_file=None, **settings), warm=False)
    try:
        with TestClient(make_application(app), raise_server_exceptions=False) as client:
            yield client
    finally:
        app.close()


def otherwise(client, **settings):
    """A client over the same archive with some settings changed."""
    app = client.app.state.app
    changed = replace(app, settings=app.settings.model_copy(update=settings))
    return TestClient(make_application(changed), raise_server_exceptions=False)
