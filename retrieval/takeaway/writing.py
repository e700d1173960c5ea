"""From an archive to one file: whole and flushed, or not there at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.errors import SelectionError
from data.store import Store
from data.wording import takeaway as wording
from retrieval.index.manifest import flush_path
from retrieval.takeaway.attendance import attendance_of
from retrieval.takeaway.choices import Form, What
from retrieval.takeaway.meetings import meeting_row
from retrieval.takeaway.selection import Event, Selection, select_events
from retrieval.takeaway.tables import Row, write_csv, write_json, write_workbook


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows of how many events a file has."""

    rows: int
    events: int


Progress = Callable[[int], None]


def write_selection(
    store: Store, what: What, selection: Selection, *, file: Path, form: Form, progress: Progress | None = None
) -> Written:
    """Write what the archive has of a selection into a file, which is replaced; `progress` is told the events read.

    SelectionError where nothing fits, and there is no file then, or where it cannot be written.
    """
    rows: list[Row] = []
    events = 0
    for events, event in enumerate(select_events(store, selection), start=1):
        rows += _rows(what, event, selection)
        if progress:
            progress(events)
    if not rows:
        raise SelectionError(wording.NOTHING)
    aside = file.with_name(f".{file.name}.part")
    try:
        _write(rows, what, form, aside)
        flush_path(aside)
        aside.replace(file)
        flush_path(file.parent)
    except OSError as error:
        raise SelectionError(wording.NOT_WRITABLE) from error
    finally:
        aside.unlink(missing_ok=True)
    return Written(len(rows), events)


def _rows(what: What, event: Event, selection: Selection) -> list[Row]:
    if what is What.ATTENDANCE:
        return [*attendance_of(event, selection)]
    return [meeting_row(event)]


def _write(rows: list[Row], what: What, form: Form, file: Path) -> None:
    headings = wording.ATTENDANCE if what is What.ATTENDANCE else wording.MEETINGS
    if form is Form.XLSX:
        write_workbook(rows, headings, file)
    elif form is Form.CSV:
        write_csv(rows, headings, file)
    else:
        write_json(rows, file)
