"""From the fields of a record, whatever format they came in, to an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from data.article import Article
from data.errors import ReadError
from data.readers.dates import read_published
from data.readers.record import Note
from data.wording import reading

MAX_ID_LENGTH = 200
# Neither half of a surrogate pair nor NUL survives a database.
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def build_article(fields: Mapping[str, object], *, fallback_id: str, max_characters: int) -> Article:
    """Check the fields and build the article; its text is the given one to the letter. ReadError names the field.

    A date that cannot be read leaves the article undated: `note_flaws` says so.
    """
    text = fields.get("text")
    if text is not None and not isinstance(text, str):
        raise ReadError(reading.wrong_type("text"))
    check_text(text or "", max_characters)
    return Article(
        id=_read_id(fields.get("id")) or fallback_id,
        text=text or "",
        title=_read_string(fields, "title"),
        publisher=_read_string(fields, "publisher") or _read_string(fields, "author"),
        url=_read_string(fields, "url") or None,
        published=_read_date(fields)[0],
    )


def note_flaws(fields: Mapping[str, object], source: str) -> Note | None:
    """What of the fields of an article that was built could not be taken as it stood; `source` names the record."""
    broken = reading.BROKEN_LETTERS if _REPLACEMENT in str(fields.get("text")) else ""
    flaws = "; ".join(filter(None, (_read_date(fields)[1], broken)))
    return Note(source, flaws) if flaws else None


def _read_date(fields: Mapping[str, object]) -> tuple[datetime | None, str]:
    """The moment of publication and why there is none."""
    try:
        return read_published(fields.get("published")), ""
    except ReadError as error:
        return None, str(error)


def check_text(text: str, max_characters: int) -> None:
    """Raise ReadError if a text is blank, too long, or holds what no database keeps."""
    if not text.strip():
        raise ReadError(reading.NO_TEXT)
    if len(text) > max_characters:
        raise ReadError(reading.too_long(max_characters))
    if _UNSTORABLE.search(text):
        raise ReadError(reading.CONTROL_CHARACTER)


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
