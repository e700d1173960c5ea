"""Attendance and meetings, checked cell by cell."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from data.facts import Capacity, Fact
from data.wording import takeaway as wording
from tests.takeaway_checking.archive import Archive, page_of, plain

Row = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
MOST_DAYS_APART = 2


def read_rows(file: Path) -> list[Row]:
    """The rows of a JSON export."""
    return json.loads(file.read_text("utf-8"))


def check_attendance(rows: Sequence[Row], archive: Archive) -> Iterator[str]:
    """Every row stands on a fact of its status, in an article with its link; nobody is left out."""
    for row in rows:
        for fault in _check_row(row, archive):
            yield f"{row['id']} {row['office']} {row['name']}: {fault}"
    said = defaultdict(set)
    for row in rows:
        said[row["day"], row["meeting"]] |= _words(row["name"], row["office"], row["deputies"])
    told = {row["id"]: said[row["day"], row["meeting"]] for row in rows}
    for place, words in told.items():
        for fact in archive.attended(place):
            if not _beginnings(_words(fact.person or fact.value)) & _beginnings(words):
                yield f"{place}: {fact.value} is in no row"


def _check_row(row: Row, archive: Archive) -> Iterator[str]:
    yield from _check_source(row, archive)
    if row["presence"] == "not_mentioned":
        if row["quotation"] or row["link"]:
            yield "not mentioned, and yet quoted"
        return
    facts = [fact for fact in archive.quoting(row["id"], row["quotation"]) if _is_of(fact, row)]
    absent = [fact for fact in facts if fact.capacity is Capacity.ABSENT]
    if not facts:
        yield f"no fact has the quotation “{row['quotation']}”"
    elif row["presence"] == "present" and not any(fact.capacity == row["capacity"] for fact in facts):
        yield f"no fact says {row['capacity']}"
    elif row["presence"] != "present" and not absent:
        yield f"{row['presence']} without a fact that says so"
    if row["presence"] == "represented" and not _stood_in(row, archive):
        yield f"{row['deputies']} stood in for nobody of the kind"
    if row["presence"] == "absent" and row["deputies"]:
        yield "absent, and yet represented"


def _check_source(row: Row, archive: Archive) -> Iterator[str]:
    article, meeting = archive.article(row["id"]), archive.meeting(row["id"])
    if row["presence"] != "not_mentioned" and (page_of(row["link"]), row["publisher"]) != (
        plain(article.url),
        plain(article.publisher),
    ):
        yield "link or publisher is another article's"
    if row["quotation"] not in archive.texts[article.id]:
        yield "the quotation is no slice of the article"
    day = date.fromisoformat(row["day"]) if row["day"] else None
    if (meeting.date is not None) and (day is None or abs((day - meeting.date).days) > MOST_DAYS_APART):
        yield f"on {day}, where the article says {meeting.date}"


def _is_of(fact: Fact, row: Row) -> bool:
    """Whether a fact is about who stands in a row."""
    who = fact.person or fact.value
    return bool(_words(who) & _words(row["name"], row["office"])) or plain(fact.value) in (row["name"], row["office"])


def _stood_in(row: Row, archive: Archive) -> bool:
    """Whether each deputy is somebody who, by a fact, represented who stands in the row."""
    facts = [fact for place in archive.places for fact in archive.attended(place) if fact.represents]
    of_row = [fact for fact in facts if _words(fact.represents) & _words(row["office"], row["name"])]
    known = [_words(fact.value, fact.person) for fact in of_row]
    return bool(row["deputies"]) and all(
        any(_words(one) <= words for words in known) for one in row["deputies"].split("; ")
    )


def _words(*texts: str | None) -> set[str]:
    return {word.casefold() for text in texts for word in re.findall(r"\w+", plain(text))}


def _beginnings(words: set[str]) -> set[str]:
    """Two outlets may spell one name in two ways: "Ronal" and "Ronald"."""
    return {word[:5] for word in words}


def check_meetings(rows: Sequence[Row], archive: Archive) -> Iterator[str]:
    """Every meeting of the archive has its row, each cell from one of the articles that the row names."""
    for row in rows:
        meeting, article = archive.meeting(row["id"]), archive.article(row["id"])
        if row["publishers"][0] != plain(article.publisher) or row["links"][0] != plain(article.url):
            yield f"{row['id']}: link or publisher is another article's"
        links = [link for link in row["links"] if link]
        known = {plain(one.url) for one in archive.articles.values()}
        yield from (f"{row['id']}: nobody has published {link}" for link in links if link not in known)
        said = {"meeting": meeting.name, "place": meeting.place, "theme": meeting.theme, "time": meeting.time}
        said |= {"organiser": meeting.organiser, "day": str(meeting.date or ""), "day_end": str(meeting.date_end or "")}
        for name, value in said.items():
            if value and str(row[name] or "") != plain(value):
                yield f"{row['id']}: {name} is “{row[name]}”, where the article says “{value}”"
    names = {row["meeting"] for row in rows}
    for place in archive.places:
        if (name := archive.meeting(place).name) and not any(_words(name) & _words(other) for other in names):
            yield f"{place}: {name} is in no row"


def check_counts(meetings: Sequence[Row], attendance: Sequence[Row]) -> Iterator[str]:
    """Each meeting names as many parties as the recapitulation has rows, who were only invited besides."""
    rows = Counter(row["day"] or row["id"] for row in attendance)
    named: Counter[str] = Counter()
    for row in meetings:
        named[row["day"] or row["id"]] += row["people"]
    yield from (f"{day}: {count} rows of {named[day]} parties" for day, count in rows.items() if count > named[day])


def check_csv(file: Path, rows: Sequence[Row], headings: dict[str, str]) -> Iterator[str]:
    """Cell for cell what JSON has, nothing that computes."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        written = list(csv.reader(stream))
    expected = [[*headings.values()], *([_shown(row, name) for name in headings] for row in rows)]
    yield from _compare(file.name, written, [[_quoted(cell) for cell in cells] for cells in expected])
    yield from (f"{file.name}: {cell} computes" for cells in written for cell in cells if cell.startswith(FORMULA))


def _quoted(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def check_workbook(file: Path, rows: Sequence[Row], headings: dict[str, str]) -> Iterator[str]:
    """Sheet by sheet and cell for cell what JSON has; links lead where they say, nothing computes, pages are set."""
    book = load_workbook(file)
    months = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["day"] or "9999")[:7]):
        months[_month(row)].append(row)
    if [name for name in book.sheetnames if name != wording.SUMMARY] != [*months]:
        yield f"{file.name}: sheets are {book.sheetnames}"
    for month, own in months.items():
        written = [[_text(cell) for cell in cells] for cells in book[month].iter_rows()]
        expected = [[*headings.values()], *([_shown(row, name) for name in headings] for row in own)]
        yield from _compare(f"{file.name} {month}", written, expected)
    for sheet in book:
        yield from (f"{file.name} {sheet.title}: {fault}" for fault in _check_sheet(sheet))


def _check_sheet(sheet: Any) -> Iterator[str]:
    if (sheet.freeze_panes, sheet.print_title_rows) != ("A2", "$1:$1"):
        yield "the heading does not stay"
    if not sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.fitToHeight != 0:
        yield "a page is not as wide as the sheet"
    for cell in (cell for cells in sheet.iter_rows() for cell in cells):
        if cell.data_type == "f":
            yield f"{cell.coordinate} computes"
        link = cell.hyperlink
        if link and "#".join(filter(None, (link.target, link.location))) != cell.value:
            yield f"{cell.coordinate} leads to {link.target}"


def check_summary(file: Path, rows: Sequence[Row]) -> Iterator[str]:
    """The counts of the summary, counted again."""
    sheet = load_workbook(file)[wording.SUMMARY]
    written = {cells[0]: cells[1:5] for cells in sheet.iter_rows(min_row=2, values_only=True) if cells[1] is not None}
    order = ("present", "represented", "absent", "not_mentioned")
    offices = {row["office"] or row["name"] for row in rows}
    counted = Counter((row["office"] or row["name"], row["presence"]) for row in rows)
    expected = {office or None: tuple(counted[office, presence] for presence in order) for office in offices}
    if written != expected:
        yield f"{file.name}: the summary differs at {sorted(map(str, written.items() ^ expected.items()))[:3]}"
    if sum(map(sum, written.values())) != len(rows):
        yield f"{file.name}: the summary counts other than {len(rows)} rows"


def _month(row: Row) -> str:
    if not row["day"]:
        return wording.UNDATED
    year, month, _ = row["day"].split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def _text(cell: Any) -> str:
    value = cell.value
    return value.date().isoformat() if isinstance(value, datetime) else "" if value is None else str(value)


def _shown(row: Row, name: str) -> str:
    """A value of JSON as it stands in a cell."""
    value = row[name]
    if name == "presence":
        return wording.CAPACITIES[row["capacity"]] if value == "present" else wording.PRESENCES[value]
    return "\n".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _compare(name: str, written: Sequence[Sequence[str]], expected: Sequence[Sequence[str]]) -> Iterator[str]:
    if len(written) != len(expected):
        yield f"{name}: {len(written)} rows, {len(expected)} expected"
    for number, (own, other) in enumerate(zip(written, expected, strict=False), start=1):
        for cell, wanted in zip(own, other, strict=True):
            if cell != wanted[:32_767]:
                yield f"{name} row {number}: “{cell[:200]}” is not “{wanted[:200]}”"
