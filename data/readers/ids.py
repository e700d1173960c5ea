"""Ids for articles that come without one: stable, and readable in a list."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import urlsplit

from courlan import normalize_url

from data.readers.fields import MAX_ID_LENGTH
from data.readers.place import Place

_HASH_DIGITS = 8


def id_from_url(url: str) -> str:
    """The URL without scheme, "www.", tracking parameters and fragment: one page, one id."""
    parts = urlsplit(normalize_url(url, trailing_slash=False))
    host = parts.netloc.casefold().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return _shorten(f"{host}{parts.path.rstrip('/')}{query}")


def id_from_place(place: Place, origin_of: Callable[[str], str | None]) -> str:
    """The file's name; with a hash of its absolute path where another file has the name already."""
    name = _shorten(place.name)
    path = f"{place.path}/{place.entry}" if place.entry else str(place.path)
    qualified = f"{_shorten(name, MAX_ID_LENGTH - _HASH_DIGITS - 1)}~{_hash(path)}"
    is_taken = origin_of(name) not in {None, place.origin} or origin_of(qualified) is not None
    return qualified if is_taken else name


def _shorten(text: str, length: int = MAX_ID_LENGTH) -> str:
    return text if len(text) <= length else f"{text[: length - _HASH_DIGITS - 1]}~{_hash(text)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_HASH_DIGITS]
