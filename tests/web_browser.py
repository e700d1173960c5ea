"""A real browser in front of the pages: the chromium of this machine, nothing downloaded."""

from __future__ import annotations

import os
from contextlib import contextmanager

from anyio.from_thread import start_blocking_portal
from playwright.sync_api import expect, sync_playwright

from bot.app import open_app
from bot.serving.server import address_of, listen, serve
from bot.web.application import make_application
from data.settings import Settings
from tests.chromium import CHROMIUM

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PATIENCE = 60_000
"""Milliseconds for what comes at once on a machine that is not busy."""

expect.set_options(timeout=PATIENCE)


@contextmanager
def browsing(home, **settings):
    """A browser before a home's pages: `reading(**options)` opens a tab of its own there, as playwright's contexts."""
    app = open_app(Settings(home=home, _env_file=None, **settings), warm=False)
    listening = listen(("127.0.0.1", 0))
    origin = address_of(listening)
    try:
        with (
            start_blocking_portal() as portal,
            portal.wrap_async_context_manager(serve(make_application(app), listening)),
            sync_playwright() as driver,
        ):
            browser = driver.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=os.geteuid() != 0)
            yield Browser(browser, origin)
            browser.close()
    finally:
        app.close()


class Browser:
    """Opens tabs on the pages under an origin."""

    def __init__(self, browser, origin):
        self._browser = browser
        self.origin = origin

    @contextmanager
    def reading(self, start="/", **options):
        """A tab on a page, as somebody has it who was never here; AssertionError where the browser had to complain."""
        context = self._browser.new_context(base_url=self.origin, **options)
        context.set_default_timeout(PATIENCE)
        page, complaints = context.new_page(), []
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(start)
        yield page
        assert not complaints, complaints
        context.close()
