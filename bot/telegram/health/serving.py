"""Health and figures of a serving bot, over HTTP on a loopback port: /health and /metrics (Prometheus)."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from bot.health.judging import Judge
from bot.health.routes import health_routes
from bot.serving.server import listen, port_of, serve
from bot.telegram.health.figures import Figures

logger = logging.getLogger(__name__)


@asynccontextmanager
async def serve_health(address: tuple[str, int], figures: Figures, judge: Judge) -> AsyncIterator[Starlette | None]:
    """Serve, with whatever routes are added later; where the port is taken, the bot serves without."""
    try:
        listening = listen(address)
    except OSError:
        logger.warning("health: port %s is taken; the bot serves without", address[1])
        yield None
        return
    logger.info("health on port %s", port_of(listening))
    application = Starlette(routes=health_routes(judge, figures.tell))
    async with serve(application, listening):
        yield application
