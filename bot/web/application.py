"""All pages over an opened archive, as one ASGI application."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.app import App
from bot.web.addresses import ENGLISH, PATHS
from bot.web.endpoints import JSON, make_endpoint, refuse
from bot.web.headers import KEPT_FOREVER, Headers
from bot.web.machines.routes import machine_routes
from bot.web.page import Page, PageError
from bot.web.pages import PAGES
from bot.web.rendering import STATIC, static_version
from bot.web.visits import visit_of
from data.errors import NotulaError
from data.wording.web import errors as wording

logger = logging.getLogger(__name__)

_THREADS = 4
"""Pages read at once: more would only wait for each other."""

_REASONS = {404: wording.NO_PAGE, 405: wording.NO_METHOD}


def make_application(app: App, others: Iterable[BaseRoute] = (), guards: Iterable[Middleware] = ()) -> Starlette:
    """The pages, and beside them what other routes answer; `guards` see requests when their language is known."""
    made = Starlette(
        routes=[*others, *_routes(app), Mount(f"/statis/{static_version()}", _Static(directory=STATIC))],
        middleware=[
            Middleware(Headers, is_indexed=app.settings.web_indexed),
            Middleware(GZipMiddleware, compresslevel=5),
            Middleware(Languages),
            *guards,
        ],
        exception_handlers={PageError: _refuse, HTTPException: _refuse, NotulaError: _fail, Exception: _fail},
    )
    made.state.app = app
    # A redirection would name whatever host the request does.
    made.router.redirect_slashes = False
    return made


def _routes(app: App) -> Iterator[Route]:
    threads = anyio.CapacityLimiter(_THREADS)
    yield from machine_routes(app, threads)
    for page in PAGES:
        yield from _page_routes(app, page, threads)


def _page_routes(app: App, page: Page[Any, Any], threads: anyio.CapacityLimiter) -> Iterator[Route]:
    # An id is any text, slashes included.
    path = PATHS[page.name].replace("{id}", "{id:path}")
    endpoint = make_endpoint(app, page, threads)

    async def as_json(request: Request) -> Response:
        request.scope["as_json"] = True
        try:
            return await endpoint(request)
        except PageError as error:
            if error.status != 404 or "id" not in request.path_params:
                raise
            return await _try_whole(request) or refuse(request, visit_of(request, app), error)

    async def _try_whole(request: Request) -> Response | None:
        """An id may itself end in .json: then it is a page's own."""
        whole = Request({**request.scope, "as_json": False}, request.receive)
        whole.path_params["id"] += JSON
        try:
            return await endpoint(whole)
        except PageError:
            return None

    yield Route(path + JSON, as_json)
    yield Route(path, endpoint, name=page.name)


class Languages:
    """ASGI middleware: English pages stand under /en."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if path == ENGLISH or path.startswith(f"{ENGLISH}/"):
            # The same scope: what an endpoint notes in it is for those outside.
            scope.update(path=path.removeprefix(ENGLISH) or "/", language="en")
        await self._application(scope, receive, send)


class _Static(StaticFiles):
    def file_response(self, *args: Any, **options: Any) -> Response:  # noqa: ANN401 - starlette's
        response = super().file_response(*args, **options)
        response.headers["Cache-Control"] = KEPT_FOREVER
        return response


async def _refuse(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return _answer_error(request, error)
    response = _answer_error(request, PageError(error.status_code, _REASONS.get(error.status_code, wording.FAILED)))
    response.headers.update(error.headers or {})
    return response


async def _fail(request: Request, error: Exception) -> Response:
    logger.error("page failed: %s", type(error).__name__, exc_info=error)
    return _answer_error(request, PageError(503, wording.FAILED))


def _answer_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, PageError)
    return refuse(request, visit_of(request, request.app.state.app), error)
