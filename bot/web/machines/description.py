"""The description of all pages for programs (OpenAPI 3.1), made of what they ask and show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.requests import Request

from bot.web.addresses import ENGLISH, PATHS
from bot.web.endpoints import JSON
from bot.web.filtering import FilterQuery
from bot.web.page import Query
from bot.web.pages import PAGES
from bot.web.visits import Visit
from data.wording.web import layout
from data.wording.web import machines as wording

VERSION = "1"
_REFERENCE = "#/components/schemas/{model}"
_PLACE = re.compile(r"\{(\w+)\}")
_REFUSALS = {
    "400": wording.REFUSED_QUERY,
    "404": wording.REFUSED_ID,
    "414": wording.REFUSED_LENGTH,
    "429": wording.REFUSED_OFTEN,
    "503": wording.REFUSED_NOW,
}

Schema = dict[str, Any]


class Refusal(BaseModel):
    """Why there is no page, in one sentence."""

    error: str


class OneMeeting(Query):
    """A meeting, as "ARTICLE_ID:ORDINAL"."""

    id: str


_OTHERS: dict[str, tuple[type[Query], str]] = {
    "schedule": (FilterQuery, "text/calendar"),
    "meeting_schedule": (OneMeeting, "text/calendar"),
    "feed": (FilterQuery, "application/atom+xml"),
    "card": (OneMeeting, "image/png"),
}
"""What stands beside the pages: what may be asked of it, and of which type it is."""


def write_description(visit: Visit, request: Request) -> bytes:
    """The description of the pages that are open here."""
    described = describe_pages(with_people=visit.app.settings.web_people)
    servers = [{"url": visit.origin}, {"url": visit.origin + ENGLISH}]
    return json.dumps({**described, "servers": servers}, ensure_ascii=False).encode()


@cache
def describe_pages(*, with_people: bool) -> Mapping[str, Any]:
    """The document, but for where the pages are served; in English whoever asks, as all names in it are."""
    pages = [page for page in PAGES if with_people or page.name not in {"people", "person"}]
    results: list[type[BaseModel]] = [Refusal, *(page.result for page in pages)]
    named, defined = models_json_schema([(one, "serialization") for one in results], ref_template=_REFERENCE)
    shown = {page.name: named[page.result, "serialization"] for page in pages}
    refusal = {**_content(named[Refusal, "serialization"]), "text/html": {"schema": {"type": "string"}}}
    refused = {status: {"description": phrase.en, "content": refusal} for status, phrase in _REFUSALS.items()}
    paths = {
        PATHS[page.name] + JSON: _describe(page.name, page.query, _content(shown[page.name]), refused) for page in pages
    }
    paths |= {PATHS[name]: _describe(name, query, {media: {}}, refused) for name, (query, media) in _OTHERS.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": layout.NAME.en,
            "version": VERSION,
            "description": wording.DESCRIPTION.en,
        },
        "paths": {path: {"get": operation} for path, operation in paths.items()},
        "components": {"schemas": defined["$defs"]},
    }


def _content(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def _describe(name: str, query: type[Query], content: Schema, refused: Schema) -> Schema:
    """One page: what may be asked of it, and what it answers."""
    asked = query.model_json_schema()
    return {
        "operationId": name,
        "summary": asked.get("description", ""),
        "parameters": list(_parameters(asked, set(_PLACE.findall(PATHS[name])))),
        "responses": {"200": {"description": wording.SHOWN.en, "content": content}, **refused},
    }


def _parameters(asked: Schema, in_path: set[str]) -> Iterator[Schema]:
    for name, schema in asked.get("properties", {}).items():
        if name in in_path:
            yield {"name": name, "in": "path", "required": True, "schema": schema}
        else:
            yield {"name": name, "in": "query", "required": name in asked.get("required", ()), "schema": schema}
