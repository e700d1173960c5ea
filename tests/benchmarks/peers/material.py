"""What all are measured on: articles and questions, as JSON lines. Needs the standard library alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

QUERY, PASSAGE = "query: ", "passage: "
"""What e5 models expect before a question and before a text."""

OWN = Path(__file__).parents[2] / "quality"
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that needs no earlier one, and the articles any of which answers it; none where nothing does."""

    question: str
    article_ids: frozenset[str]


def read_questions(path: Path = OWN / "gold.jsonl") -> list[Asked]:
    """The questions of a file but those that follow up on another: the others are not made for conversations."""
    records = (json.loads(line) for line in _lines(path))
    return [
        Asked(record["question"], frozenset(record.get("article_ids", ())))
        for record in records
        if not record.get("history")
    ]


def read_texts(path: Path = OWN / "articles.jsonl") -> Iterator[tuple[str, str]]:
    """Article ids, and what a careful user has the other libraries index: title, publisher and day, text.

    Notula reads the same fields from the same file by itself.
    """
    for line in _lines(path):
        record = json.loads(line)
        yield record["id"], "\n".join(filter(None, (record.get("title"), _origin(record), record["text"])))


def _lines(path: Path) -> list[str]:
    """The lines of a file; by line feeds alone, since texts hold other line ends."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _origin(record: Mapping[str, Any]) -> str:
    published = record.get("published")
    day = datetime.fromisoformat(published) if published else None
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else None
    return ", ".join(filter(None, (record.get("publisher"), written)))
