"""What a source lists now, each kind in its way, as far as something may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.errors import ReadError, RefusedError
from data.following.feeds import parse_feed
from data.following.folders import list_folder
from data.following.pages import parse_html
from data.following.posts import PER_PAGE, parse_posts, posts_address
from data.following.sitemaps import Sitemap, parse_sitemap
from data.following.visiting import Visit
from data.source import NO_STAMP, Entry, Source, SourceKind, Stamp
from data.wording import following as wording

MOST_ENTRIES = 1000
"""Of one listing, the newest: who follows a site wants what comes, not twenty years of it."""

MOST_PARTS = 5
"""Sitemaps of a sitemap that are fetched in one run, the last changed first."""

MOST_PAGES = 10
"""Pages of posts that are fetched in one run."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries of a source that are new to a listing or may be, and what to remember of it."""

    entries: list[Entry] = field(default_factory=list)
    stamp: Stamp = NO_STAMP
    parts: Mapping[str, list[str | None]] = field(default_factory=dict)


def list_source(source: Source, visit: Visit, *, newest: str = "") -> Listed:
    """What the source lists; no entries where it says that nothing has changed. ReadError if it cannot be read.

    `newest` is the latest mark that is known of its entries.
    """
    match source.kind:
        case SourceKind.FOLDER:
            return Listed(list_folder(source.url))
        case SourceKind.POSTS:
            return Listed(_list_posts(source, visit, newest)[:MOST_ENTRIES])
        case SourceKind.SITEMAP:
            return _list_sitemap(source, visit)
        case SourceKind.FEED:
            return _list_feed(source, visit)
        case SourceKind.PAGE:
            return _list_links(source, visit)


def _list_feed(source: Source, visit: Visit) -> Listed:
    page = visit.get_any(source.url, source.stamp)
    if page is None:
        return Listed(stamp=source.stamp)
    feed = parse_feed(page.data, url=page.url, content_type=page.content_type)
    if feed is None:
        raise ReadError(wording.NO_FEED)
    return Listed(feed.entries[:MOST_ENTRIES], page.stamp)


def _list_links(source: Source, visit: Visit) -> Listed:
    """The articles of a page; those of a page that has not changed may have changed themselves."""
    page = visit.get_any(source.url, source.stamp)
    if page is None:
        return Listed(list(map(Entry, source.parts)), source.stamp, source.parts)
    entries = parse_html(page).articles()[:MOST_ENTRIES]
    if not entries:
        raise ReadError(wording.NO_LINKS)
    return Listed(entries, page.stamp, {entry.url: [] for entry in entries})


def _list_posts(source: Source, visit: Visit, newest: str) -> list[Entry]:
    """Page after page, until one is not full or, as on sites that know no pages, brings nothing more."""
    found: dict[str, Entry] = {}
    for number in range(1, MOST_PAGES + 1):
        entries = _fetch_posts(posts_address(source.url, page=number, after=newest), visit, is_first=number == 1)
        before = len(found)
        found |= {entry.url: entry for entry in entries if entry.url not in found}
        if len(entries) < PER_PAGE or len(found) == before:
            break
    return list(found.values())


def _fetch_posts(url: str, visit: Visit, *, is_first: bool) -> list[Entry]:
    try:
        page = visit.get_any(url)
    except RefusedError as error:
        if is_first or error.status >= 500:
            raise
        return []  # WordPress refuses the page behind the last
    entries = parse_posts(page.data, url=page.url) if page else []
    if entries is None:
        raise ReadError(wording.NO_POSTS)
    return entries


def _list_sitemap(source: Source, visit: Visit) -> Listed:
    sitemap, stamp = _fetch_sitemap(source.url, visit, source.stamp)
    if sitemap is None:
        # Parts without a date may have changed, though the list of them has not.
        parts = [Entry(url) for url, known in source.parts.items() if not known[0]]
    elif not sitemap.parts:
        return Listed(sitemap.entries[:MOST_ENTRIES], stamp)
    else:
        parts = [part for part in sitemap.parts if _is_new(part, source.parts)]
    known = dict(source.parts) or {part.url: [part.mark, None, None] for part in parts[MOST_PARTS:]}
    return _list_parts(visit, parts, known, stamp)


def _list_parts(visit: Visit, parts: list[Entry], known: dict[str, list[str | None]], stamp: Stamp) -> Listed:
    """The entries of the first parts; without a stamp where one is left, so that the next run looks again."""
    entries: list[Entry] = []
    left = [part for part in parts[MOST_PARTS:] if _is_new(part, known)]
    for part in parts[:MOST_PARTS]:
        before = known.get(part.url) or [None, None, None]
        try:
            sitemap, now = _fetch_sitemap(part.url, visit, Stamp(before[1], before[2]))
        except RefusedError:
            left.append(part)
            continue
        known[part.url] = [part.mark, now.etag, now.last_modified]
        entries += sitemap.entries if sitemap else []
    newest = sorted(entries, key=lambda entry: entry.mark, reverse=True)
    return Listed(newest[:MOST_ENTRIES], NO_STAMP if left else stamp, known)


def _fetch_sitemap(url: str, visit: Visit, stamp: Stamp) -> tuple[Sitemap | None, Stamp]:
    """The sitemap with its version; None if it still is the known one."""
    page = visit.get_any(url, stamp)
    if page is None:
        return None, stamp
    sitemap = parse_sitemap(page.data, url=page.url)
    if sitemap is None:
        raise ReadError(wording.NO_SITEMAP)
    return sitemap, page.stamp


def _is_new(part: Entry, known: Mapping[str, list[str | None]]) -> bool:
    """Whether a part of a sitemap may list something new: it has another date than the known one, or never any."""
    return not part.mark or known.get(part.url, [None])[0] != part.mark
