"""What can be taken home, and as which kind of file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from data.errors import SelectionError
from data.wording import takeaway as wording


class What(StrEnum):
    """What is taken home."""

    ATTENDANCE = "attendance"
    MEETINGS = "meetings"
    CLIPPING = "clipping"
    REPORT = "report"


class Form(StrEnum):
    """As which kind of file."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


TABLES = frozenset({What.ATTENDANCE, What.MEETINGS})


def choose_form(what: What, file: Path, given: Form | None) -> Form:
    """The kind of file that was given, else that of the file's ending; SelectionError where `what` is none of it."""
    possible = (Form.XLSX, Form.CSV, Form.JSON) if what in TABLES else (Form.DOCX, Form.PDF, Form.JSON)
    try:
        form = given or Form(file.suffix.casefold().removeprefix("."))
    except ValueError as error:
        raise SelectionError(wording.unknown_form(file.name, [f".{form}" for form in possible])) from error
    if form not in possible:
        raise SelectionError(wording.wrong_form(form, possible))
    return form
