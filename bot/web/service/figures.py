"""What is counted while pages are served, as Prometheus reads it."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.health.figures import HealthFigures
from bot.health.judging import Health

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class PageFigures:
    """Requests by page and status, and how long they took. A page is a path with its places unfilled: nothing of what
    was asked is kept."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        names = ("page", "status")
        self.requests = Counter(
            "notula_page_requests", "Requests answered, by page and status", names, registry=registry
        )
        self.seconds = Histogram(
            "notula_page_seconds", "From a request to its answer", ["page"], buckets=_SECONDS, registry=registry
        )
        self._health = HealthFigures(registry)
        self._registry = registry

    def count(self, page: str, status: int, seconds: float) -> None:
        """Count one request."""
        self.requests.labels(page, status).inc()
        self.seconds.labels(page).observe(seconds)

    def tell(self, health: Health) -> bytes:
        """All figures as Prometheus reads them, with what /health says."""
        self._health.take(health)
        return generate_latest(self._registry)


class Counting:
    """ASGI middleware that counts requests; what no route takes has the page "-"."""

    def __init__(self, application: ASGIApp, figures: PageFigures) -> None:
        self._application = application
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.perf_counter(), 500

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._application(scope, receive, note_status)
        finally:
            page = getattr(scope.get("route"), "path", "-")
            self._figures.count(page, status, time.perf_counter() - began)
