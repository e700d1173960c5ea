"""Questions as JSON lines in, answers as JSON lines out, in the same order, in one process."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from bot.app import App, failed_answer
from data.wording import terminal as wording
from retrieval.answering.answer import Answer, Status
from retrieval.answering.asking.query import Kind

logger = logging.getLogger(__name__)


def answer_batch(app: App, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One answer object for each line that is not blank; a line that is no question gets an answer of status error."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer_line(app, line, number)


def _answer_line(app: App, line: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not isinstance(record.get("question"), str):
        broken = Answer(question="", status=Status.ERROR, kind=Kind.PASSAGE, text=wording.bad_batch_line(number))
        return broken.to_json(record.get("id") if isinstance(record, dict) else None)
    history = record.get("history") or []
    earlier = [text for text in history if isinstance(text, str)] if isinstance(history, list) else []
    try:
        answer, _ = app.ask(record["question"], history=earlier, conversation="batch")
    except Exception:
        # One question must not end the others; the log keeps what happened.
        logger.exception("question %s of the batch failed", record.get("id"))
        answer = failed_answer(record["question"])
    return answer.to_json(record.get("id"))
