"""XML that holds articles: RSS and Atom feeds, and what WordPress exports."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax import SAXException

from data.errors import ReadError
from data.readers.markup import markup_text, one_line
from data.readers.records.rows import Row
from data.wording import reading

# What WordPress keeps beside posts; the types that a site adds of its own are posts to its readers.
_NO_POSTS = ("page", "attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache")


def parse_feed(data: bytes) -> Iterator[Row]:
    """Yield the number of each entry, from 1, and its fields; of WordPress' export only what is published.

    The text is that of the whole content where there is one, else of the summary. ReadError if it is no feed; the last
    item says so where the XML breaks off.
    """
    feed = _parse(data)
    if not feed.entries and not feed.version:
        raise ReadError(reading.NOT_A_FEED)
    number = 0
    for number, entry in enumerate(feed.entries, start=1):
        if _is_public(entry):
            yield number, _read_entry(entry, feed.feed)
    if isinstance(feed.get("bozo_exception"), SAXException):
        yield number + 1, ReadError(reading.BROKEN_XML)


def _parse(data: bytes) -> Any:  # noqa: ANN401 - feedparser has no types
    import feedparser

    if b"<!ENTITY" in data.replace(b"\x00", b""):  # no feed needs one; in UTF-16 a letter has a zero byte
        raise ReadError(reading.NOT_A_FEED)
    try:
        # A stream: of a string it would take a URL or a path for what is to be fetched.
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a parser of hostile files fails in endless ways; each means that it cannot be read
        raise ReadError(reading.NOT_A_FEED) from error


def _is_public(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of WordPress' export is a published post; every entry of a feed is."""
    kind = str(entry.get("wp_post_type") or "post")
    is_post = kind not in _NO_POSTS and not kind.startswith("wp_")
    return is_post and entry.get("wp_status", "publish") == "publish" and not entry.get("wp_post_password")


def _read_entry(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, object]:
    source = entry.get("source") or {}
    return {
        "title": one_line(str(entry.get("title") or "")),
        "publisher": one_line(str(source.get("title") or feed.get("title") or "")),
        "url": entry.get("link"),
        "published": entry.get("wp_post_date") or entry.get("published") or entry.get("updated"),
        "text": _read_text(entry),
    }


def _read_text(entry: Mapping[str, Any]) -> str:
    contents = [*(entry.get("content") or []), entry.get("summary_detail") or {}]
    texts = (_plain(content) for content in contents)
    return next((text for text in texts if text.strip()), "")


def _plain(content: Mapping[str, Any]) -> str:
    value = str(content.get("value") or "")
    return value if content.get("type") == "text/plain" else markup_text(value)
