"""From what a person names (files, folders, URLs) to records and failures."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from data.errors import ReadError
from data.readers.decoding import decode_text
from data.readers.documents.office import parse_pdf
from data.readers.fields import build_article, note_flaws
from data.readers.files import read_file
from data.readers.folders import list_files, show_path
from data.readers.ids import id_from_url
from data.readers.record import MAX_CHARACTERS, Failure, Record, Terms
from data.readers.texts import parse_text
from data.readers.web.fetching import Page, fetch_page
from data.readers.web.pages import parse_page

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


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
        if _SCHEME.match(source):
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
        page = fetch_page(url, allow_private=allow_private)
        fields = _parse_fetched(page, max_characters)
        article = build_article(fields, fallback_id=id_from_url(page.url), max_characters=max_characters)
        yield Record(article, page.url, note_flaws(fields, url))
    except ReadError as error:
        yield Failure(url, str(error))


def _parse_fetched(page: Page, max_characters: int) -> dict[str, object]:
    """The fields of a fetched page, without an id of its own: a site could replace any article by naming it."""
    match page.content_type:
        case "application/pdf":
            return {**parse_pdf(page.data, max_characters=max_characters), "url": page.url}
        case "text/plain" | "text/markdown":
            return {**parse_text(decode_text(page.data, declared=page.charset)), "url": page.url, "id": None}
        case _:
            return parse_page(page.data, url=page.url, charset=page.charset)
