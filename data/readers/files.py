"""Reading one file, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from data.errors import ReadError
from data.readers.archives import list_entries, open_archive, open_entry
from data.readers.dates import read_dated_name
from data.readers.decoding import decode_text
from data.readers.documents.office import parse_docx, parse_pdf
from data.readers.fields import build_article, note_flaws
from data.readers.folders import check_readable, read_all
from data.readers.ids import id_from_place
from data.readers.place import Place
from data.readers.record import Failure, Record, Terms
from data.readers.records.feeds import parse_feed
from data.readers.records.jsonlines import parse_lines
from data.readers.records.objects import parse_objects
from data.readers.records.rows import Row, build_rows
from data.readers.records.sheets import parse_sheets
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
_ARCHIVE = ".zip"
_OF_MANY = (*_LINES, ".json", *_TABLES, ".xlsx", ".xml")
SUFFIXES = (*_OF_MANY, *_TEXTS, *_PAGES, ".pdf", ".docx", _ARCHIVE)


def read_file(path: Path, shown: str, terms: Terms) -> Iterator[Record | Failure]:
    """Yield the articles of one file; `path` is absolute, `shown` is how the person named it."""
    place = Place(path, shown)
    try:
        _check_suffix(place)
        check_readable(path)
        if path.stat().st_size == 0:
            raise ReadError(reading.EMPTY)
        if place.suffix == _ARCHIVE:
            yield from _read_archive(place, terms)
        else:
            with path.open("rb") as file:
                yield from _read_opened(file, place, terms)
    except ReadError as error:
        yield Failure(shown, str(error))
    except OSError:
        yield Failure(shown, reading.NOT_READABLE)


def _check_suffix(place: Place) -> None:
    if place.suffix not in SUFFIXES:
        raise ReadError(reading.unknown_format(place.suffix, SUFFIXES))
    if place.suffix == _ARCHIVE and place.entry:
        raise ReadError(reading.NESTED_ARCHIVE)


def _read_archive(place: Place, terms: Terms) -> Iterator[Record | Failure]:
    """The articles of every entry; what is wrong with one skips no other."""
    with open_archive(place.path) as archive:
        entries = list_entries(archive)
        if not entries:
            raise ReadError(reading.EMPTY_ARCHIVE)
        for entry in entries:
            inside = place.inside(entry.filename)
            try:
                _check_suffix(inside)
                with open_entry(archive, entry) as file:
                    yield from _read_opened(file, inside, terms)
            except ReadError as error:
                yield Failure(inside.shown, str(error))


def _read_opened(file: IO[bytes], place: Place, terms: Terms) -> Iterator[Record | Failure]:
    if place.suffix in _OF_MANY:
        yield from _read_many(file, place, terms)
        return
    fields = _parse_file(file, place, terms)
    article = build_article(
        fields, fallback_id=id_from_place(place, terms.origin_of), max_characters=terms.max_characters
    )
    yield Record(article, place.origin, note_flaws(fields, place.shown))


def _read_many(file: IO[bytes], place: Place, terms: Terms) -> Iterator[Record | Failure]:
    if place.suffix == ".xml":
        terms = replace(terms, mapping={})  # what is read of a feed has our names already
    is_empty = True
    for item in build_rows(_parse_many(file, place, terms), place=place, terms=terms):
        is_empty = False
        yield item
    if is_empty:
        raise ReadError(reading.EMPTY)


def _parse_many(file: IO[bytes], place: Place, terms: Terms) -> Iterator[Row]:
    if place.suffix in _LINES:
        return parse_lines(file, max_characters=terms.max_characters)
    data = read_all(file, MAX_FILE_BYTES)
    match place.suffix:
        case ".json":
            return parse_objects(data, terms)
        case ".xlsx":
            return parse_sheets(data, terms.mapping)
        case ".xml":
            return parse_feed(data)
        case _:
            return parse_rows(data, terms.mapping)


def _parse_file(file: IO[bytes], place: Place, terms: Terms) -> dict[str, object]:
    """The fields of a file that holds one article; the day in its name is the last resort for a date."""
    fields = _parse_one(read_all(file, MAX_FILE_BYTES), place.suffix, terms)
    return {"published": read_dated_name(place.file_name), **fields}


def _parse_one(data: bytes, suffix: str, terms: Terms) -> dict[str, object]:
    if not data:
        raise ReadError(reading.EMPTY)
    if suffix == ".pdf":
        return parse_pdf(data, max_characters=terms.max_characters)
    if suffix == ".docx":
        return parse_docx(data, max_characters=terms.max_characters)
    return parse_page(data) if suffix in _PAGES else parse_text(decode_text(data), terms.mapping)
