"""What kind of source an address is, told from what stands there."""

from __future__ import annotations

from pathlib import Path

from data.errors import ReadError
from data.following.addresses import is_front_page
from data.following.feeds import parse_feed
from data.following.folders import list_folder
from data.following.pages import LEAST_ARTICLES, ParsedPage, parse_html
from data.following.posts import parse_posts
from data.following.sitemaps import parse_sitemap
from data.following.visiting import Visit
from data.readers.web.fetching import Page, is_url
from data.source import Found, SourceKind
from data.wording import following as wording


def find_source(given: str, visit: Visit) -> Found:
    """The source that a person's path or URL stands for; ReadError with a sentence if it is none.

    A site's front page stands for the feed it points to; another page for a feed of its own, for the list of articles
    that it is, or for the site's feed.
    """
    if not is_url(given):
        return _find_folder(given)
    page = _fetch(given, visit)
    return _find_listing(page, given) or _find_on_page(page, given, visit)


def _find_folder(given: str) -> Found:
    path = Path(given).expanduser()
    if not given or not path.is_dir():
        raise ReadError(wording.NO_FOLDER)
    real = str(path.resolve())
    return Found(SourceKind.FOLDER, real, given, path.resolve().name, len(list_folder(real)))


def _fetch(url: str, visit: Visit) -> Page:
    page = visit.get_any(url)
    if page is None:
        raise ReadError(wording.NOT_A_SOURCE)
    return page


def _find_listing(page: Page, given: str) -> Found | None:
    """The feed, sitemap or JSON that a page itself is."""
    if sitemap := parse_sitemap(page.data, url=page.url):
        count = len(sitemap.entries or sitemap.parts)
        return Found(SourceKind.SITEMAP, page.url, given, "", count)
    if (posts := parse_posts(page.data, url=page.url)) is not None:
        return Found(SourceKind.POSTS, page.url, given, "", len(posts))
    if feed := parse_feed(page.data, url=page.url, content_type=page.content_type):
        return Found(SourceKind.FEED, page.url, given, feed.title, len(feed.entries))
    return None


def _find_on_page(page: Page, given: str, visit: Visit) -> Found:
    parsed = parse_html(page)
    if parsed.is_article:
        raise ReadError(wording.ONE_ARTICLE)
    articles = parsed.articles()
    is_list = len(articles) >= LEAST_ARTICLES
    for address in _places_to_look(page.url, parsed, is_list=is_list):
        if found := _find_listing(_fetch(address, visit), given):
            return found
    if is_list:
        return Found(SourceKind.PAGE, page.url, given, parsed.title, len(articles))
    raise ReadError(wording.NOT_A_SOURCE)


def _places_to_look(url: str, parsed: ParsedPage, *, is_list: bool) -> list[str]:
    """The first feed that is the page's own, or the site's; else WordPress' JSON."""
    feeds, posts = parsed.feeds(), parsed.posts()
    is_front = is_front_page(url)
    own = [feed for feed in feeds if is_front or feed.startswith(url.rstrip("/") + "/")]
    if is_list and not is_front:
        return own[:1]
    return (own or feeds or ([posts] if posts else []))[:1]
