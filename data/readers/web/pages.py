"""HTML pages: the article without menus, advertisements and comments, by trafilatura."""

from __future__ import annotations

import logging
import re
import warnings
from types import ModuleType
from urllib.parse import urlsplit

from data.errors import ReadError
from data.readers.decoding import decode_text
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
    if data.count(b"<") > MAX_TAGS:
        raise ReadError(reading.too_many_tags(MAX_TAGS))
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints are told as reasons
    trafilatura = _load_trafilatura()
    html = decode_text(data, declared=charset or _declared_charset(data))
    document = trafilatura.bare_extraction(
        html,
        url=url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if document is None or isinstance(document, dict) or not document.text:
        raise ReadError(reading.NO_ARTICLE_ON_PAGE)
    return {
        "text": document.text,
        "title": document.title,
        "publisher": document.sitename,
        "published": document.date,
        "url": _choose_url(document.url, url),
    }


def _load_trafilatura() -> ModuleType:
    with warnings.catch_warnings():
        # Its own downloader, which is not used here, complains that a proxy library is missing.
        warnings.simplefilter("ignore")
        import trafilatura
    return trafilatura


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
