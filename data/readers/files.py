"""Reading one file, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from data.article import Article
from data.errors import ReadError
from data.readers.decoding import decode_text
from data.readers.documents.office import parse_docx, parse_pdf
from data.readers.fields import build_article
from data.readers.folders import check_readable, read_bytes, show_path
from data.readers.ids import id_from_path
from data.readers.record import Failure, Record
from data.readers.records.jsonlines import parse_lines
from data.readers.records.rows import build_rows
from data.readers.records.tables import parse_rows
from data.readers.texts import parse_text
from data.readers.web.pages import parse_page
from data.wording import reading

# A year of articles as CSV is a tenth of this; JSON lines are read line by line and have no limit.
MAX_FILE_BYTES = 50 * 2**20

_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
_TEXTS = (".txt", ".md", ".markdown")
_PAGES = (".html", ".htm", ".xhtml")
SUFFIXES = (*_LINES, *_TABLES, *_TEXTS, *_PAGES, ".pdf", ".docx")


def read_file(
    path: Path, shown: str, *, max_characters: int, origin_of: Callable[[str], str | None]
) -> Iterator[Record | Failure]:
    """Yield the articles of one file; `path` is absolute, `shown` is how the person named it."""
    suffix = path.suffix.casefold()
    try:
        if suffix not in SUFFIXES:
            raise ReadError(reading.unknown_format(suffix, SUFFIXES))
        if suffix in (*_LINES, *_TABLES):
            yield from _read_rows(path, shown, max_characters=max_characters)
        else:
            fields = _parse_file(suffix, read_bytes(path, MAX_FILE_BYTES), max_characters)
            fallback_id = id_from_path(path, origin_of)
            article = build_article(fields, fallback_id=fallback_id, max_characters=max_characters)
            yield Record(article, show_path(path))
    except ReadError as error:
        yield Failure(shown, str(error))


def _read_rows(path: Path, shown: str, *, max_characters: int) -> Iterator[Record | Failure]:
    check_readable(path)
    if path.suffix.casefold() in _LINES:
        rows = parse_lines(path, max_characters=max_characters)
    else:
        rows = parse_rows(read_bytes(path, MAX_FILE_BYTES))
    is_empty = True
    for number, item in build_rows(rows, path=path, max_characters=max_characters):
        is_empty = False
        if isinstance(item, Article):
            yield Record(item, show_path(path))
        else:
            yield Failure(f"{shown}:{number}", str(item))
    if is_empty:
        raise ReadError(reading.EMPTY)


def _parse_file(suffix: str, data: bytes, max_characters: int) -> dict[str, object]:
    if not data:
        raise ReadError(reading.EMPTY)
    if suffix == ".pdf":
        return parse_pdf(data, max_characters=max_characters)
    if suffix == ".docx":
        return parse_docx(data, max_characters=max_characters)
    return parse_page(data) if suffix in _PAGES else parse_text(decode_text(data))
