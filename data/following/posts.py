"""Posts as WordPress gives them at `/wp-json/wp/v2/posts`, or another site's JSON of that shape."""

from __future__ import annotations

import json
from typing import Any

import httpx

from data.source import Entry

PER_PAGE = 50
_LINKS = ("link", "url", "permalink")
_MARKS = ("modified", "updated", "updated_at", "date", "published", "id")


def parse_posts(data: bytes, *, url: str) -> list[Entry] | None:
    """The entries of a JSON array of posts, marked by when they were changed; None if it is none."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return None
    try:
        posts = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not all(isinstance(post, dict) for post in posts):
        return None
    found = [(_first_text(post, _LINKS), _first_text(post, _MARKS)) for post in posts]
    entries = [Entry(str(httpx.URL(url).join(link)), mark) for link, mark in found if _is_address(link)]
    return entries if entries or not posts else None


def posts_address(url: str, *, page: int, after: str = "") -> str:
    """Where a page of posts stands, the last changed first, of those changed after a moment in the site's words.

    WordPress takes these parameters; other sites pass over them and give the same array to every page.
    """
    wanted = {"per_page": str(PER_PAGE), "page": str(page), "orderby": "modified", "order": "desc"}
    if after:
        wanted["modified_after"] = after
    return str(httpx.URL(url).copy_merge_params(wanted))


def _first_text(post: dict[str, Any], names: tuple[str, ...]) -> str:
    found = (post.get(name) for name in names)
    return next((str(value).strip() for value in found if isinstance(value, str | int) and str(value).strip()), "")


def _is_address(link: str) -> bool:
    try:
        return bool(link) and httpx.URL(link).scheme in {"", "http", "https"}
    except (httpx.InvalidURL, ValueError):
        return False
