"""Checks the exports of an archive: `python -m tests.takeaway_checking HOME`; exits with 1 where there is a fault."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from data.store import Store, open_store
from data.wording import takeaway as wording
from retrieval.takeaway.choices import Form, What
from retrieval.takeaway.writing import Order, write_order
from tests.takeaway_checking import documents, tables
from tests.takeaway_checking.archive import read_archive

REPORTS = 12
"""Meetings that are reported on: those that most articles tell."""


def check(store: Store, folder: Path) -> Iterator[str]:
    """Every export of a store, written into a folder; the faults found in them."""
    yield from check_tables(store, folder)
    yield from check_clippings(store, folder)
    yield from check_reports(store, folder)


def check_tables(store: Store, folder: Path) -> Iterator[str]:
    """Attendance and meetings."""
    rows, archive = {}, read_archive(store)
    for what, headings in ((What.ATTENDANCE, wording.ATTENDANCE), (What.MEETINGS, wording.MEETINGS)):
        files = {form: _write(store, Order(what, form), folder) for form in (Form.JSON, Form.CSV, Form.XLSX)}
        rows[what] = tables.read_rows(files[Form.JSON])
        yield from tables.check_csv(files[Form.CSV], rows[what], headings)
        yield from tables.check_workbook(files[Form.XLSX], rows[what], headings)
    yield from tables.check_attendance(rows[What.ATTENDANCE], archive)
    yield from tables.check_meetings(rows[What.MEETINGS], archive)
    yield from tables.check_counts(rows[What.MEETINGS], rows[What.ATTENDANCE])
    yield from tables.check_summary(folder / "attendance.xlsx", rows[What.ATTENDANCE])


def check_clippings(store: Store, folder: Path) -> Iterator[str]:
    """A clipping of everything."""
    order = Order(What.CLIPPING, Form.JSON)
    clipping = _write(store, order, folder)
    yield from documents.check_clipping(documents.read_document(clipping), read_archive(store))
    yield from _check_files(store, order, clipping)


def check_reports(store: Store, folder: Path) -> Iterator[str]:
    """Reports on the meetings of which most is told."""
    archive = read_archive(store)
    rows = tables.read_rows(_write(store, Order(What.MEETINGS, Form.JSON), folder))
    for row in sorted(rows, key=lambda row: (len(row["links"]), row["people"]), reverse=True)[:REPORTS]:
        order = Order(What.REPORT, Form.JSON, place=row["id"])
        report = _write(store, order, folder)
        yield from documents.check_report(documents.read_document(report), archive)
        yield from _check_files(store, order, report)


def _check_files(store: Store, order: Order, file: Path) -> Iterator[str]:
    document = documents.read_document(file)
    word, pdf = (
        _write(store, Order(order.what, form, place=order.place), file.parent) for form in (Form.DOCX, Form.PDF)
    )
    yield from documents.check_word(word, document)
    yield from documents.check_pdf(pdf, document)


def _write(store: Store, order: Order, folder: Path) -> Path:
    file = folder / f"{order.what}.{order.form}"
    write_order(store, order, file)
    return file


def main(home: str) -> int:
    """Print the faults of a home's exports and how many there are."""
    store = open_store(f"sqlite:///{Path(home).absolute() / 'notula.db'}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            faults = [*check(store, Path(folder))]
    finally:
        store.close()
    print(*faults, f"{len(faults)} faults", sep="\n")
    return min(1, len(faults))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
