"""Health and figures of a serving bot, over HTTP on a loopback port: /health and /metrics (Prometheus)."""

from __future__ import annotations

import json
import logging

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.telegram.health.figures import Figures
from bot.telegram.health.judging import Judge

logger = logging.getLogger(__name__)


class _HealthPage(RequestHandler):
    def initialize(self, judge: Judge) -> None:
        self.judge = judge

    async def get(self) -> None:
        """Whether all is well, with the state of each check."""
        health = await self.judge()
        self.set_status(200 if health.is_well else 503)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(health.to_json(), ensure_ascii=False))


class _FiguresPage(RequestHandler):
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
        [(r"/health", _HealthPage, {"judge": judge}), (r"/metrics", _FiguresPage, {"figures": figures, "judge": judge})]
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
