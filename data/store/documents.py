"""A reading as one JSON document: read back in one piece, for many articles, while somebody waits for an answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from data.facts import Capacity, Fact, FactKind, Meeting, Reading

_MEETING = [field.name for field in fields(Meeting)]
_FACT = [field.name for field in fields(Fact)]
_KINDS = {kind.value: kind for kind in FactKind}
_CAPACITIES = {None: None} | {capacity.value: capacity for capacity in Capacity}
_KIND, _CAPACITY, _CORRECTED = (_FACT.index(name) for name in ("kind", "capacity", "corrected"))
_DATE, _DATE_END, _REGIONS = (_MEETING.index(name) for name in ("date", "date_end", "regions"))


def encode_reading(reading: Reading) -> str:
    """The reading as compact JSON: values in rows, with the fields' names once."""
    document = {
        "head": [reading.article_id, reading.version, reading.regions],
        "meeting": _MEETING,
        "meetings": [[getattr(meeting, name) for name in _MEETING] for meeting in reading.meetings],
        "fact": _FACT,
        "facts": [[getattr(fact, name) for name in _FACT] for fact in reading.facts],
    }
    if reading.proposed:
        document["proposed"] = [[getattr(fact, name) for name in _FACT] for fact in reading.proposed]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)


@lru_cache(maxsize=1024)
def decode_reading(document: str) -> Reading:
    """The reading that `encode_reading` wrote, also by a version of Notula with fewer or more fields."""
    content = json.loads(document)
    article_id, version, regions = content["head"]
    meetings = _in_current_order(content["meetings"], content["meeting"], _MEETING)
    facts, proposed = (
        tuple(map(_fact, _in_current_order(content.get(part, []), content["fact"], _FACT)))
        for part in ("facts", "proposed")
    )
    return Reading(article_id, version, tuple(map(_meeting, meetings)), facts, tuple(regions), proposed)


def decode_facts(document: str, kind: FactKind) -> tuple[Fact, ...]:
    """The facts of one kind alone, of what `encode_reading` wrote."""
    content = json.loads(document)
    place = content["fact"].index("kind")
    rows = [row for row in content["facts"] if row[place] == kind.value]
    return tuple(map(_fact, _in_current_order(rows, content["fact"], _FACT)))


def _in_current_order(rows: list[list[Any]], written: Sequence[str], current: Sequence[str]) -> list[list[Any]]:
    if written == current:
        return rows
    # A field that was not known yet is empty until the article is read again.
    named = [dict(zip(written, row, strict=True)) for row in rows]
    return [[row.get(name) for name in current] for row in named]


def _meeting(row: list[Any]) -> Meeting:
    for day in (_DATE, _DATE_END):
        row[day] = date.fromisoformat(row[day]) if row[day] else None
    row[_REGIONS] = tuple(row[_REGIONS])
    return Meeting(*row)


def _fact(row: list[Any]) -> Fact:
    row[_KIND], row[_CAPACITY] = _KINDS[row[_KIND]], _CAPACITIES[row[_CAPACITY]]
    if row[_CORRECTED]:
        row[_CORRECTED] = date.fromisoformat(row[_CORRECTED])
    return Fact(*row)


def encode_fact(fact: Fact) -> dict[str, Any]:
    """One fact as JSON holds it."""
    told = {name: getattr(fact, name) for name in _FACT}
    return told | {"corrected": fact.corrected.isoformat() if fact.corrected else None}


def decode_fact(content: dict[str, Any]) -> Fact:
    """The fact that `encode_fact` gave, also by a version of Notula with fewer or more fields."""
    return _fact([content.get(name) for name in _FACT])
