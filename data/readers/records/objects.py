"""JSON: an array of records, an object that holds one somewhere, or a single record."""

from __future__ import annotations

import io
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from data.errors import ReadError
from data.readers.decoding import decode_text
from data.readers.names import name_fields
from data.readers.record import Terms
from data.readers.records.jsonlines import parse_lines
from data.readers.records.rows import Row
from data.wording import reading

_MOST_LOOKED_INTO = 10_000


def parse_objects(data: bytes, terms: Terms) -> Iterator[Row]:
    """Yield the number of each record, from 1, and its fields or what is wrong with it.

    A file of JSON lines under this name is read as one. ReadError if it is no JSON or holds no records.
    """
    text = decode_text(data)
    try:
        content = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        if not _is_lines(text):
            raise ReadError(reading.NOT_JSON_FILE) from error
        yield from parse_lines(io.BytesIO(data), max_characters=terms.max_characters)
        return
    records = find_records(content, terms.mapping)
    if records is None:
        raise ReadError(reading.NO_RECORDS)
    for number, record in enumerate(records, start=1):
        yield number, record if isinstance(record, dict) else ReadError(reading.NOT_AN_OBJECT)


def find_records(content: object, mapping: Mapping[str, str]) -> Sequence[object] | None:
    """The first array whose objects have texts, or the first such object alone, the outermost before what is inside.

    A bare array of objects is taken as it is. None where there is neither.
    """
    if isinstance(content, list) and any(isinstance(item, dict) for item in content):
        return content
    waiting = deque([content])
    for _ in range(_MOST_LOOKED_INTO):
        if not waiting:
            break
        node = waiting.popleft()
        if _is_record(node, mapping):
            return [node]
        inner = node if isinstance(node, list) else list(node.values()) if isinstance(node, dict) else []
        if isinstance(node, list) and any(_is_record(item, mapping) for item in inner):
            return inner
        waiting.extend(item for item in inner if isinstance(item, dict | list))
    return None


def _is_record(node: object, mapping: Mapping[str, str]) -> bool:
    return isinstance(node, dict) and isinstance(name_fields(node, mapping).get("text"), str)


def _is_lines(text: str) -> bool:
    """Whether the first line that is not blank is an object by itself."""
    first = next(line for line in text.split("\n") if line.strip())
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
