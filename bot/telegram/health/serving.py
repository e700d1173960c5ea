"""Health and figures of a serving bot, over HTTP on a loopback port: /health and /metrics (Prometheus)."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.telegram.health.figures import Figures
from bot.telegram.health.verdict import Verdict

logger = logging.getLogger(__name__)

Judge = Callable[[], Awaitable[Verdict]]


class _Health(RequestHandler):
    def initialize(self, judge: Judge) -> None:
        self.judge = judge

    async def get(self) -> None:
        """Whether all is well, with the state of each check."""
        verdict = await self.judge()
        self.set_status(200 if verdict.is_well else 503)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(verdict.to_json(), ensure_ascii=False))


class _Metrics(RequestHandler):
    def initialize(self, figures: Figures, judge: Judge) -> None:
        self.figures, self.judge = figures, judge

    async def get(self) -> None:
        """Every figure."""
        self.figures.take(await self.judge())
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(self.figures.text())


def serve_health(address: tuple[str, int], figures: Figures, judge: Judge) -> HTTPServer | None:
    """Listen; where the port is taken, the bot serves without."""
    host, port = address
    application = Application(
        [(r"/health", _Health, {"judge": judge}), (r"/metrics", _Metrics, {"figures": figures, "judge": judge})]
    )
    try:
        sockets = bind_sockets(port, host)
    except OSError:
        logger.warning("health: port %s is taken; the bot serves without", port)
        return None
    server = HTTPServer(application)
    server.add_sockets(sockets)
    logger.info("health on port %s", sockets[0].getsockname()[1])
    return server
