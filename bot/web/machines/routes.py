"""What stands beside the pages, each at its address."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
from starlette.routing import Route

from bot.app import App
from bot.web.addresses import PATHS
from bot.web.machines.calendars import CALENDAR, write_one, write_schedule
from bot.web.machines.cards import PNG, write_card
from bot.web.machines.description import write_description
from bot.web.machines.feed import ATOM, write_feed
from bot.web.machines.maps import write_map, write_rules
from bot.web.machines.sending import Endpoint, make_parts, make_whole


def machine_routes(app: App, threads: anyio.CapacityLimiter) -> Iterator[Route]:
    """The routes; they go before those of pages, whose ids may be anything."""
    endpoints: dict[str, Endpoint] = {
        "schedule": make_parts(app, threads, CALENDAR, write_schedule),
        "meeting_schedule": make_whole(app, threads, CALENDAR, write_one),
        "feed": make_whole(app, threads, ATOM, write_feed),
        "card": make_whole(app, threads, PNG, write_card),
        "openapi": make_whole(app, threads, "application/json", write_description),
        "sitemap": make_parts(app, threads, "application/xml", write_map),
        "robots": make_whole(app, threads, "text/plain", write_rules),
    }
    for name, endpoint in endpoints.items():
        yield Route(PATHS[name].replace("{id}", "{id:path}"), endpoint, name=name)
