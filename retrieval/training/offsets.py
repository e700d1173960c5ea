"""Annotations without their texts: every value as the characters where it stands, so that they can be given on.

A line an article: {"id", "sha256" of its text, "meetings"}; in a meeting every string that stands in the text is
[start, end], anything else stays as it is. What people, offices and bodies are called is kept likewise: {"id",
"sha256", "names", "offices", ...}. Whoever has the texts gets the annotations back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from retrieval.evaluation.questions import read_lines
from retrieval.training.called import KINDS

KEPT = Path(__file__).with_name("annotated.jsonl")
"""Annotations of articles of many publishers; the texts are theirs, and not here."""

KEPT_CALLED = Path(__file__).with_name("called.jsonl")
"""How people, offices, bodies and places are called in more of them."""

VALUES = ("name", "time", "place", "organiser", "theme", "purpose", "person", "office", "represents", "quote", "group")


def without_text(text: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of `facts.jsonl` with offsets in place of words; what does not stand in the text is None."""
    meetings = [_map(meeting, lambda value: _find(text, value)) for meeting in record["meetings"]]
    return {"id": record["article_id"], "sha256": digest(text), "meetings": meetings}


def with_text(text: str, record: Mapping[str, Any]) -> dict[str, Any] | None:
    """The record of `facts.jsonl` again; None where the text is another one."""
    if digest(text) != record["sha256"]:
        return None
    meetings = [_map(meeting, lambda value: text[value[0] : value[1]]) for meeting in record["meetings"]]
    return {"article_id": record["id"], "meetings": [_whole(meeting) for meeting in meetings]}


def join(texts: Sequence[Path], folder: Path) -> int:
    """Write `articles.jsonl`, `facts.jsonl` and `called.jsonl` of the kept annotations whose articles some files have;
    how many articles."""
    facts = {record["sha256"]: record for record in read_lines(KEPT)}
    called = {record["sha256"]: record for record in read_lines(KEPT_CALLED)}
    articles = {digest(article["text"]): article for path in texts for article in read_lines(path)}
    found = [
        (article | {"id": (facts.get(key) or called[key])["id"]}, facts.get(key), called.get(key))
        for key, article in articles.items()
        if key in facts or key in called
    ]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "articles.jsonl", [article for article, _, _ in found])
    _write(folder / "facts.jsonl", [with_text(article["text"], record) for article, record, _ in found if record])
    _write(
        folder / "called.jsonl", [called_with_text(article["text"], record) for article, _, record in found if record]
    )
    return len(found)


def called_without_text(text: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of `called.jsonl` with offsets in place of words."""
    kept = {key: [_find(text, string) for string in record.get(key, ())] for key in KINDS}
    return {"id": record["article_id"], "sha256": digest(text), **kept}


def called_with_text(text: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """The record of `called.jsonl` again."""
    words = {key: [text[start:end] for start, end in filter(None, record[key])] for key in KINDS}
    return {"article_id": record["id"], **words}


def _write(path: Path, records: Sequence[Any]) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _map(value: object, change: Callable[[Any], object], key: str = "") -> Any:  # noqa: ANN401 - as JSON is
    if isinstance(value, Mapping):
        return {name: _map(inner, change, name) for name, inner in value.items()}
    if key in VALUES:
        return None if value is None else change(value)
    return [_map(inner, change) for inner in value] if isinstance(value, list) else value


def _find(text: str, value: str) -> list[int] | None:
    start = text.find(value)
    return [start, start + len(value)] if value and start >= 0 else None


def _whole(meeting: dict[str, Any]) -> dict[str, Any]:
    """A meeting without the people and groups of whom no words were kept."""
    people = [one for one in meeting["people"] if (one["person"] or one["office"]) and one["quote"]]
    return meeting | {"people": people, "groups": [one for one in meeting["groups"] if one["group"] and one["quote"]]}
