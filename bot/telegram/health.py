"""Health and figures of a serving bot, over HTTP on a loopback port: /health and /metrics (Prometheus)."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

logger = logging.getLogger(__name__)

_SECONDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)


class Figures:
    """What is counted while the bot serves."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter("notula_updates", "Updates taken, by what they ask", ["what"], registry=self.registry)
        self.answers = Counter("notula_answers", "Questions answered, by status", ["status"], registry=self.registry)
        self.faults = Counter("notula_faults", "Failed calls to Telegram", registry=self.registry)
        self.latency = Histogram(
            "notula_seconds", "From taking an update to its stage", ["stage"], buckets=_SECONDS, registry=self.registry
        )
        self.queue = Gauge("notula_queue", "Updates that wait for their answer", registry=self.registry)
        self.generation = Gauge("notula_generation", "Number of the index generation in use", registry=self.registry)

    def count_answer(self, status: str) -> None:
        """Count one answer."""
        self.answers.labels(status).inc()

    def text(self) -> bytes:
        """All figures as Prometheus reads them."""
        return generate_latest(self.registry)


class _Health(RequestHandler):
    def initialize(self, look: Callable[[], dict[str, Any]]) -> None:
        self.look = look

    def get(self) -> None:
        """Whether the bot receives updates, with how many wait."""
        state = self.look()
        self.set_status(200 if state["ok"] else 503)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(state))


class _Metrics(RequestHandler):
    def initialize(self, figures: Figures, look: Callable[[], dict[str, Any]]) -> None:
        self.figures, self.look = figures, look

    def get(self) -> None:
        """Every figure."""
        state = self.look()
        self.figures.queue.set(state["queue"])
        digits = "".join(filter(str.isdigit, state["generation"] or ""))
        self.figures.generation.set(int(digits or 0))
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(self.figures.text())


def serve_health(address: tuple[str, int], figures: Figures, look: Callable[[], dict[str, Any]]) -> HTTPServer | None:
    """Listen; where the port is taken, the bot serves without."""
    host, port = address
    application = Application(
        [(r"/health", _Health, {"look": look}), (r"/metrics", _Metrics, {"figures": figures, "look": look})]
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
