"""From an archive to one file: whole and flushed, or not there at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from data.errors import SelectionError
from data.store import Store
from data.wording import takeaway as wording
from retrieval.index.manifest import flush_path
from retrieval.takeaway.attendance import attendance_of
from retrieval.takeaway.choices import TABLES, Form, What
from retrieval.takeaway.clipping import clip
from retrieval.takeaway.document import Document, Frame
from retrieval.takeaway.meetings import meeting_row
from retrieval.takeaway.report import report_on
from retrieval.takeaway.selection import Event, Selection, find_event, select_events
from retrieval.takeaway.tables import Row, write_csv, write_json
from retrieval.takeaway.workbook import write_workbook


@dataclass(frozen=True, slots=True)
class Order:
    """What shall be taken home, as which kind of file; `place` is the meeting of a report, "ARTICLE_ID:ORDINAL"."""

    what: What
    form: Form
    selection: Selection = field(default_factory=Selection)
    place: str = ""
    frame: Frame = field(default_factory=Frame)


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows, or articles, of how many events a file has."""

    rows: int
    events: int


Progress = Callable[[int], None]
SumUp = Callable[[Event], str]


def write_order(
    store: Store, order: Order, file: Path, *, progress: Progress | None = None, sum_up: SumUp | None = None
) -> Written:
    """Write what the archive has into a file, which is replaced; `progress` is told the number of events read, `sum_up`
    gives a report's summary.

    SelectionError where nothing fits or it cannot be written: then the file is what it was.
    """
    events = list(_watch(_events(store, order), progress))
    rows = [row for event in events for row in _rows(order, event)] if order.what in TABLES else []
    if not events or (order.what in TABLES and not rows):
        raise SelectionError(wording.NOTHING)
    aside = file.with_name(f".{file.name}.part")
    try:
        if order.what in TABLES:
            _write_table(rows, order, aside)
        else:
            _write_document(_document(order, events, sum_up), order.form, aside)
        flush_path(aside)
        aside.replace(file)
        flush_path(file.parent)
    except OSError as error:
        raise SelectionError(wording.NOT_WRITABLE) from error
    finally:
        aside.unlink(missing_ok=True)
    articles = {telling.article.id for event in events for telling in event.tellings}
    return Written(len(rows) or len(articles), len(events))


def _events(store: Store, order: Order) -> Iterable[Event]:
    return [find_event(store, order.place)] if order.what is What.REPORT else select_events(store, order.selection)


def _watch(events: Iterable[Event], progress: Progress | None) -> Iterable[Event]:
    for number, event in enumerate(events, start=1):
        if progress:
            progress(number)
        yield event


def _rows(order: Order, event: Event) -> Sequence[Row]:
    return attendance_of(event, order.selection) if order.what is What.ATTENDANCE else [meeting_row(event)]


def _document(order: Order, events: Sequence[Event], sum_up: SumUp | None) -> Document:
    if order.what is not What.REPORT:
        return clip(events, frame=order.frame)
    return report_on(events[0], frame=order.frame, summary=sum_up(events[0]) if sum_up else "")


def _write_table(rows: Sequence[Row], order: Order, file: Path) -> None:
    headings = wording.ATTENDANCE if order.what is What.ATTENDANCE else wording.MEETINGS
    if order.form is Form.XLSX:
        write_workbook(rows, headings, file)
    elif order.form is Form.CSV:
        write_csv(rows, headings, file)
    else:
        write_json(rows, file)


def _write_document(document: Document, form: Form, file: Path) -> None:
    # Their libraries are loaded by whoever wants such a file.
    if form is Form.PDF:
        from retrieval.takeaway.pdf import write_pdf

        write_pdf(document, file)
    elif form is Form.DOCX:
        from retrieval.takeaway.word import write_word

        write_word(document, file)
    else:
        file.write_text(json.dumps(asdict(document), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
