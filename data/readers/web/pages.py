"""HTML pages: the article without menus, advertisements and comments, and what the page states about it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from data.errors import ReadError
from data.readers.decoding import decode_text
from data.readers.web.bodies import find_body, load_trafilatura
from data.wording import reading

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096

# A news page has 2,000 to 10,000 tags. The time to read one grows with their square: 3 seconds here, minutes at ten
# times as many (measured with pages of bare paragraphs).
MAX_TAGS = 30_000


def parse_page(data: bytes, *, url: str | None = None, charset: str | None = None) -> dict[str, object]:
    """Text, title, publisher, date and URL of a page; ReadError if it holds no article.

    `url` is where the page was fetched from: a canonical link counts only if it stays on that site. `charset` is what
    the server said. The date is the one the page states in its markup, never one guessed from the text.
    """
    html = decode_text(data, declared=charset or _declared_charset(data))
    text = body_text(html)
    if not text:
        raise ReadError(reading.NO_ARTICLE_ON_PAGE)
    stated = load_trafilatura().extract_metadata(
        html, default_url=url, date_config={"extensive_search": False, "original_date": True}
    )
    return {
        "text": text,
        "title": stated.title,
        "publisher": stated.sitename,
        "published": stated.date,
        "url": _choose_url(stated.url, url),
    }


def body_text(html: str) -> str:
    """The article's text of a page or of a piece of one, such as a feed's entry; empty where there is none.

    Paragraphs are parted by line breaks. ReadError if there are too many tags to read.
    """
    if html.count("<") > MAX_TAGS:
        raise ReadError(reading.too_many_tags(MAX_TAGS))
    return find_body(html)


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD_BYTES])
    return match[1].decode("ascii", "ignore") if match else None


def _choose_url(canonical: str | None, fetched: str | None) -> str | None:
    """The canonical link, unless it names another site than the one that was fetched."""
    if canonical and (fetched is None or _site_of(canonical) == _site_of(fetched)):
        return canonical
    return fetched


def _site_of(url: str) -> str:
    return urlsplit(url).netloc.casefold().removeprefix("www.")
