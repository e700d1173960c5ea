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


class Form(StrEnum):
    """As which kind of file."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


def form_of(file: Path) -> Form:
    """The kind that a file's ending names; SelectionError where it names none."""
    try:
        return Form(file.suffix.casefold().removeprefix("."))
    except ValueError as error:
        raise SelectionError(wording.unknown_form(file.name, [f".{form}" for form in Form])) from error
