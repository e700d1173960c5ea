"""What search engines are told: which pages there are, and which they should leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker
from pydantic import Field
from starlette.requests import Request

from bot.web.addresses import ENGLISH, PATHS, address
from bot.web.endpoints import read_query
from bot.web.page import PageError, Query
from bot.web.visits import Visit
from data.store import Store
from data.wording.web import errors

MOST_ADDRESSES = 50_000
"""Addresses of one file; the protocol allows no more."""

_AT_ONCE = 1_000
_MOST_PEOPLE = 10_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_make = ElementMaker()
_FIXED = ("home", "meetings", "calendar", "sources")
_LEFT_ALONE, _LISTS = ("search", "receipt", "widget", "schedule", "feed"), ("meetings", "calendar", "people")
"""What search engines need not read, and of what they need not follow every choice."""

_Place = tuple[str, datetime | None]
"""An address without its origin, and when what is there last changed."""


class MapQuery(Query):
    """Which part of a map that is too long for one file; 0: the map, or what its parts are."""

    bagian: int = Field(default=0, ge=0)


def write_map(visit: Visit, request: Request) -> Iterator[bytes]:
    """The map of all pages, or a part of it, or the list of its parts; PageError where pages are not to be found."""
    part = read_query(request, MapQuery).bagian
    store = visit.app.store
    people = store.people.most_mentioned(limit=_MOST_PEOPLE) if visit.app.settings.web_people else []
    fixed = [address(name) for name in _FIXED] + [address("person", id=person) for person in people]
    parts = -(-(len(fixed) + store.accounts.count() + store.articles.count()) // MOST_ADDRESSES)
    if not visit.app.settings.web_indexed or part > parts:
        raise PageError(404, errors.NO_PAGE)
    if part == 0 and parts > 1:
        places = ((address("sitemap", bagian=number), None) for number in range(1, parts + 1))
        return _write("sitemapindex", "sitemap", iter([list(places)]), visit.origin)
    first = (max(part, 1) - 1) * MOST_ADDRESSES
    return _write("urlset", "url", _places(store, fixed, range(first, first + MOST_ADDRESSES)), visit.origin)


def write_rules(visit: Visit, request: Request) -> bytes:
    """robots.txt: no page at all where none is to be found, else none that is made for who asks."""
    if not visit.app.settings.web_indexed:
        return b"User-agent: *\nDisallow: /\n"
    paths = [PATHS[name].partition("{")[0] for name in _LEFT_ALONE] + [f"{PATHS[name]}?" for name in _LISTS]
    lines = ["User-agent: *", *(f"Disallow: {way}{path}" for path in paths for way in ("", ENGLISH))]
    return "\n".join([*lines, "", f"Sitemap: {visit.origin}{PATHS['sitemap']}", ""]).encode()


def _places(store: Store, fixed: list[str], places: range) -> Iterator[list[_Place]]:
    """The addresses of some places in the map: of fixed pages and people, then of meetings, then of articles."""

    def list_fixed(_store: Store, start: int, length: int) -> Iterator[_Place]:
        return ((path, None) for path in fixed[start : start + length])

    at = 0
    kinds = (len(fixed), list_fixed), (store.accounts.count(), _meetings), (store.articles.count(), _articles)
    for count, list_some in kinds:
        for start in range(max(places.start - at, 0), min(places.stop - at, count), _AT_ONCE):
            yield list(list_some(store, start, min(_AT_ONCE, places.stop - at - start)))
        at += count


def _meetings(store: Store, start: int, length: int) -> Iterator[_Place]:
    accounts = store.accounts.stretch(start, length)
    hidden = store.corrections.hidden({one.article_id for one in accounts})
    shown = (one for one in accounts if one.article_id not in hidden)
    return ((address("meeting", id=f"{one.article_id}:{one.ordinal}"), one.changed_at) for one in shown)


def _articles(store: Store, start: int, length: int) -> Iterator[_Place]:
    changes = store.articles.changes(start, length)
    hidden = store.corrections.hidden(changes)
    return ((address("article", id=one), moment) for one, moment in changes.items() if one not in hidden)


def _write(root: str, item: str, places: Iterator[list[_Place]], origin: str) -> Iterator[bytes]:
    # What stands inside is of the same namespace, and need not say so each time.
    yield _DECLARATION + f'<{root} xmlns="{_NAMESPACE}">\n'.encode()
    for some in places:
        yield b"".join(_write_one(item, place, origin) for place in some)
    yield f"</{root}>\n".encode()


def _write_one(item: str, place: _Place, origin: str) -> bytes:
    path, moment = place
    changed = [_make.lastmod(moment.astimezone(UTC).strftime("%Y-%m-%d"))] if moment else []
    return bytes(etree.tostring(_make(item, _make.loc(origin + path), *changed))) + b"\n"
