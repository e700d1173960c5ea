"""From what a person names (files, folders, URLs) to records and failures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from data.errors import ReadError
from data.readers.files import read_file
from data.readers.folders import list_files, show_path
from data.readers.record import MAX_CHARACTERS, Failure, Record, Terms
from data.readers.web.articles import read_page
from data.readers.web.fetching import fetch_page, is_url


def read_sources(
    sources: Sequence[str],
    *,
    max_characters: int = MAX_CHARACTERS,
    origin_of: Callable[[str], str | None] | None = None,
    mapping: Mapping[str, str] | None = None,
    allow_private: bool = False,
) -> Iterator[Record | Failure]:
    """Yield every article of the sources, and a failure for everything that gave none, in the order given.

    `max_characters` bounds one article's text. `origin_of` says which origin an id is stored under (None: free).
    `mapping` says what our fields are called in the files, where no table of names would know it.
    `allow_private` lets URLs lead to private and loopback addresses; only tests set it.
    """
    origins: dict[str, str] = {}
    seen: set[Path] = set()

    def find_origin(article_id: str) -> str | None:
        return origins.get(article_id) or (origin_of(article_id) if origin_of else None)

    terms = Terms(max_characters, find_origin, mapping or {})
    for source in sources:
        if is_url(source):
            items = _read_url(source, max_characters=max_characters, allow_private=allow_private)
        else:
            items = _read_path(source, seen, terms)
        for item in items:
            if isinstance(item, Record):
                origins[item.article.id] = item.origin
            yield item


def _read_path(source: str, seen: set[Path], terms: Terms) -> Iterator[Record | Failure]:
    """Read a file or the files of a folder; those in `seen` were read before."""
    try:
        for file in list_files(source):
            path = Path(os.path.realpath(file))
            if path not in seen:
                seen.add(path)
                yield from read_file(path, show_path(file), terms)
    except ReadError as error:
        yield Failure(source, str(error))


def _read_url(url: str, *, max_characters: int, allow_private: bool) -> Iterator[Record | Failure]:
    try:
        yield read_page(fetch_page(url, allow_private=allow_private), max_characters=max_characters)
    except ReadError as error:
        yield Failure(url, str(error))
