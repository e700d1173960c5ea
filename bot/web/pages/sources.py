"""Where the archive comes from: sources that are followed, publishers, and what came in last."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from bot.web.addresses import address
from bot.web.page import Page, PageError, Query, Result
from bot.web.visits import Visit
from data.source import ItemState, Source, SourceKind
from data.store.browsing import HeldPublisher
from data.wording.web import sources as wording

_ARRIVALS, _PER_PAGE = 10, 100


class SourcesQuery(Query):
    """Which page of publishers, from 1 on."""

    halaman: str = "1"


class State(StrEnum):
    """How a source is doing."""

    WELL = "well"
    FAILING = "failing"
    PAUSED = "paused"
    NEW = "new"


class Followed(Result):
    """A source that is followed, without what its address may hold of secrets; nothing names folders."""

    name: str
    site: str
    kind: SourceKind
    state: State
    articles: int
    read_at: datetime | None


class Publisher(Result):
    """A publisher's articles: days of the first and the last one, and when one came in last."""

    name: str
    articles: int
    first: date | None
    last: date | None
    arrived: datetime
    address: str


class Arrived(Result):
    """An article that came in."""

    article_id: str
    title: str
    publisher: str
    at: datetime
    address: str


class Sources(Result):
    """What the archive holds from where; publishers are a page of them, with how many pages there are."""

    articles: int
    first: date | None
    last: date | None
    arrived: datetime | None
    followed: list[Followed]
    publishers: list[Publisher]
    page: int
    pages: int
    arrivals: list[Arrived]


def read_sources(visit: Visit, query: SourcesQuery) -> Sources:
    """What is followed and what is there; PageError where there is no such page of publishers."""
    browsing = visit.app.store.browsing
    with browsing.together():
        numbers, held = browsing.holdings.numbers(), browsing.holdings.publishers()
        arrivals = browsing.holdings.arrivals(limit=_ARRIVALS)
    pages = max(1, -(-len(held) // _PER_PAGE))
    page = _read_page(query.halaman, pages)
    return Sources(
        articles=numbers.articles,
        first=numbers.first,
        last=numbers.last,
        arrived=numbers.arrived,
        followed=_find_followed(visit),
        publishers=[_publisher(visit, one) for one in held[(page - 1) * _PER_PAGE : page * _PER_PAGE]],
        page=page,
        pages=pages,
        arrivals=[
            Arrived(
                article_id=one.article_id,
                title=one.title,
                publisher=one.publisher,
                at=one.at,
                address=address("article", visit.language, id=one.article_id),
            )
            for one in arrivals
        ],
    )


def _read_page(given: str, pages: int) -> int:
    page = int(given) if given.isascii() and given.isdecimal() and len(given) < len("1000000") else 0
    if not 1 <= page <= pages:
        raise PageError(404, wording.NO_PAGE, pages=pages)
    return page


def _publisher(visit: Visit, held: HeldPublisher) -> Publisher:
    there = address("meetings", visit.language, penerbit=held.name) if held.name else ""
    return Publisher(
        name=held.name, articles=held.articles, first=held.first, last=held.last, arrived=held.arrived, address=there
    )


def _find_followed(visit: Visit) -> list[Followed]:
    store = visit.app.store
    sources = store.sources.all()
    counts = store.source_items.counts() if sources else {}
    return [_followed(source, counts.get(source.id, {}).get(ItemState.TAKEN, 0)) for source in sources]


def _followed(source: Source, articles: int) -> Followed:
    is_folder = source.kind is SourceKind.FOLDER
    site = "" if is_folder else urlsplit(source.url).hostname or ""
    return Followed(
        name="" if is_folder else source.title or site,
        site=site,
        kind=source.kind,
        state=_state(source),
        articles=articles,
        read_at=source.succeeded_at,
    )


def _state(source: Source) -> State:
    if source.is_paused:
        return State.PAUSED
    if source.failures:
        return State.FAILING
    return State.WELL if source.succeeded_at else State.NEW


SOURCES = Page("sources", SourcesQuery, Sources, read_sources)
