"""Health and figures over HTTP: /health for anybody, /metrics (Prometheus) for who asks from near."""

from __future__ import annotations

import json
from collections.abc import Callable
from ipaddress import ip_address

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.health.judging import Health, Judge

HEALTH = "/health"
_FIGURES_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_FORWARDED = {"forwarded", "x-forwarded-for"}


def health_routes(judge: Judge, tell: Callable[[Health], bytes]) -> list[Route]:
    """Routes for both; `tell` gives all figures in Prometheus' words."""

    async def health(_: Request) -> Response:
        found = await judge()
        body = json.dumps(found.to_json(), ensure_ascii=False)
        return Response(body, 200 if found.is_well else 503, media_type="application/json")

    async def figures(request: Request) -> Response:
        if not is_near(request):
            raise HTTPException(404)
        return Response(tell(await judge()), media_type=_FIGURES_TYPE)

    return [Route(HEALTH, health), Route("/metrics", figures)]


def is_near(request: Request) -> bool:
    """Whether a request came by itself from this machine or a private network, not through a proxy."""
    if request.client is None or _FORWARDED & set(request.headers):
        return False
    try:
        return ip_address(request.client.host).is_private
    except ValueError:
        return False
