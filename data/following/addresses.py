"""Which addresses of a site may be articles."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from courlan.filters import type_filter

_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".mp3", ".zip", ".doc", ".docx", ".xls", ".xlsx")


def is_front_page(url: str) -> bool:
    """Tell whether an address is a site's first page."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def may_be_article(url: str) -> bool:
    """Tell whether an address is no front page, no list by category, tag or author, and no file of another kind."""
    parts = urlsplit(url)
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    return is_web and not is_front_page(url) and not parts.path.casefold().endswith(_FILES) and bool(type_filter(url))


def join_address(base: str, link: str) -> str:
    """The address that a link on a page leads to, without fragment; empty for what is none."""
    try:
        joined = urldefrag(urljoin(base, link.strip()))[0]
        urlsplit(joined)
    except ValueError:
        return ""
    return joined
