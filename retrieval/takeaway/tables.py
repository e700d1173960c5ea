"""Rows as CSV and JSON, and their fields as people read them. What texts hold is never a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from data.wording import takeaway as wording
from retrieval.takeaway.attendance import AttendanceRow
from retrieval.takeaway.meetings import MeetingRow

Row = AttendanceRow | MeetingRow

_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a program for sheets takes for the beginning of a formula."""


def write_json(rows: Sequence[Row], file: Path) -> None:
    """A JSON array, one object a row, fields in English as in their classes, days ISO, what is not said null or ""."""
    objects = [{field.name: getattr(row, field.name) for field in fields(row)} for row in rows]
    file.write_text(json.dumps(objects, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def write_csv(rows: Sequence[Row], headings: Mapping[str, str], file: Path) -> None:
    """Comma-separated, UTF-8 with the mark by which Excel knows it; a cell that looks like a formula gets a quote."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings.values())
        writer.writerows([_defuse(say(row, name)) for name in headings] for row in rows)


def _defuse(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_SIGNS) else cell


def say(row: Row, name: str) -> str:
    """A field of a row as people read it."""
    value = getattr(row, name)
    if name == "presence":
        return wording.CAPACITIES.get(str(getattr(row, "capacity", "")), wording.PRESENCES[value])
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)
