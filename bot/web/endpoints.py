"""From a request to a page: as HTML, or as JSON where the address ends in .json or the client prefers it."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

import anyio
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from bot.app import App
from bot.web.addresses import ENGLISH, in_language
from bot.web.headers import EMBEDDED
from bot.web.page import Page, PageError, Query
from bot.web.rendering import render
from bot.web.visits import Visit, visit_of
from data.errors import NotulaError
from data.store import read_again
from data.wording.web import errors as wording

logger = logging.getLogger(__name__)

JSON = ".json"
_WEIGHT = re.compile(r"q=[01](\.\d{0,3})?")
Endpoint = Callable[[Request], Awaitable[Response]]
Asked = TypeVar("Asked", bound=Query)


@dataclass(frozen=True, slots=True)
class Here:
    """The address of what is shown, for links to it in other forms.

    path: what Indonesian readers have; query: with its question mark, or empty.
    """

    path: str
    query: str
    language: str
    origin: str

    @property
    def whole(self) -> str:
        """The address with scheme and host."""
        return self.origin + in_language(self.path, self.language) + self.query

    @property
    def other_language(self) -> str:
        """The same page in the other language."""
        return in_language(self.path, "id" if self.language == "en" else "en") + self.query

    @property
    def as_json(self) -> str:
        """The same page for machines."""
        return in_language(self.path + JSON, self.language) + self.query


def make_endpoint(app: App, page: Page[Any, Any], threads: anyio.CapacityLimiter) -> Endpoint:
    """What answers requests for a page; as many at once as the limiter lets."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request, app)
        try:
            return await anyio.to_thread.run_sync(_answer, request, visit, page, limiter=threads)
        except (PageError, NotulaError):
            raise
        except Exception:
            # Without the address: questions stand in some.
            logger.exception("the page %s failed", page.name)
            return refuse(request, visit, PageError(503, wording.FAILED))

    return endpoint


def _answer(request: Request, visit: Visit, page: Page[Any, Any]) -> Response:
    """The page asked for; PageError where there is none."""
    if prefers_json(request):
        body = _read(request, visit, page).model_dump_json().encode()
        return respond(request, body, "application/json", is_indexed=False)
    html = render(page.name, visit.language, it=_read(request, visit, page), here=here(request, visit), visit=visit)
    request.scope[EMBEDDED] = page.is_embedded
    return respond(request, html.encode("utf-8", "replace"), "text/html", is_indexed=page.is_indexed)


def _read(request: Request, visit: Visit, page: Page[Any, Any]) -> Any:  # noqa: ANN401 - the page's own result
    query = read_query(request, page.query)
    return read_again(lambda: page.read(visit, query))


def read_query(request: Request, model: type[Asked]) -> Asked:
    """What a request asks; PageError names the part that cannot be read."""
    try:
        return model.model_validate({**_asked(request), **request.path_params})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == "string_too_long":
            raise PageError(414, wording.TOO_LONG) from error
        raise PageError(400, wording.WRONG_QUERY, name=str(first["loc"][0])) from error


def _asked(request: Request) -> dict[str, str]:
    """The parts of the query string that say something; of what is given twice, the last."""
    return {name: value.strip() for name, value in request.query_params.items() if value.strip()}


def prefers_json(request: Request) -> bool:
    """Whether the address ends in .json (see `application`), or JSON is preferred to HTML."""
    if request.scope.get("as_json"):
        return True
    accepted = request.headers.get("Accept", "")
    return _weigh(accepted, "application/json") > _weigh(accepted, "text/html")


def _weigh(accepted: str, media_type: str) -> float:
    """How much a client wants this very type, from 0 to 1."""
    for part in accepted.lower().split(","):
        name, *parameters = (one.strip() for one in part.split(";"))
        if name == media_type:
            return float(next((one[2:] for one in parameters if _WEIGHT.fullmatch(one)), 1))
    return 0


def here(request: Request, visit: Visit) -> Here:
    """The address of a request."""
    query = request.url.query
    return Here(_path_of(request, visit), f"?{query}" if query else "", visit.language, visit.origin)


def _path_of(request: Request, visit: Visit) -> str:
    """What was asked for, still encoded; two slashes at its beginning would name another host."""
    path = quote(request.scope["raw_path"], safe="/%")
    if visit.language == "en":
        path = path.removeprefix(ENGLISH)
    if request.scope.get("as_json"):
        path = path.removesuffix(JSON)
    return "/" + path.lstrip("/")


def respond(request: Request, body: bytes, media_type: str, *, status: int = 200, is_indexed: bool = True) -> Response:
    """A response that caches can ask about again: 304 where the client has this very body."""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Vary": "Accept"}
    if not is_indexed:
        headers["X-Robots-Tag"] = "noindex"
    if status == 200 and tag in [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type)


def refuse(request: Request, visit: Visit, error: PageError) -> Response:
    """Say in one sentence why there is no page."""
    sentence = error.phrase.say(visit.language, **error.values)
    if prefers_json(request):
        body = json.dumps({"error": sentence}, ensure_ascii=False).encode()
        return Response(body, error.status, {"X-Robots-Tag": "noindex"}, "application/json")
    question = request.query_params.get("q", "")
    html = render("error", visit.language, sentence=sentence, question=question, here=here(request, visit), visit=visit)
    return Response(html, error.status, {"X-Robots-Tag": "noindex"}, "text/html")
