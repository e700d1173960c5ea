"""From the fields of a record, whatever format they came in, to an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from data.article import Article
from data.errors import ReadError
from data.readers.masthead import read_written_date
from data.wording import reading

MAX_ID_LENGTH = 200
# Neither half of a surrogate pair nor NUL survives a database.
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def build_article(fields: Mapping[str, object], *, fallback_id: str, max_characters: int) -> Article:
    """Check the fields and build the article; its text is the given one to the letter. ReadError names the field."""
    text = fields.get("text")
    if text is not None and not isinstance(text, str):
        raise ReadError(reading.wrong_type("text"))
    check_text(text or "", max_characters)
    return Article(
        id=_read_id(fields.get("id")) or fallback_id,
        text=text or "",
        title=_read_string(fields, "title"),
        publisher=_read_string(fields, "publisher"),
        url=_read_string(fields, "url") or None,
        published=read_published(fields.get("published")),
    )


def check_text(text: str, max_characters: int) -> None:
    """Raise ReadError if a text is blank, too long, or holds what no database keeps."""
    if not text.strip():
        raise ReadError(reading.NO_TEXT)
    if len(text) > max_characters:
        raise ReadError(reading.too_long(max_characters))
    if _UNSTORABLE.search(text):
        raise ReadError(reading.CONTROL_CHARACTER)


def read_published(value: object) -> datetime | None:
    """Read ISO 8601, a YAML date, or a date as Indonesian writes it; None for nothing given, ReadError for the rest."""
    match value:
        case None | "":
            return None
        case datetime():
            return value
        case date():
            return datetime.combine(value, time())
        case str():
            return _read_iso(value.strip()) or _read_written(value)
        case _:
            raise ReadError(reading.bad_date(str(value)))


def _read_iso(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _read_written(value: str) -> datetime:
    published = read_written_date(value)
    if published is None:
        raise ReadError(reading.bad_date(value))
    return published


def _read_id(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ReadError(reading.wrong_type("id"))
    try:
        given = str(value)
    except ValueError as error:  # an integer of more than 4,300 digits
        raise ReadError(reading.bad_id(MAX_ID_LENGTH)) from error
    if len(given) > MAX_ID_LENGTH or _CONTROLS.search(given) or _UNSTORABLE.search(given):
        raise ReadError(reading.bad_id(MAX_ID_LENGTH))
    return given


def _read_string(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise ReadError(reading.wrong_type(name))
    if _UNSTORABLE.search(str(value)):
        raise ReadError(reading.CONTROL_CHARACTER)
    return str(value)
