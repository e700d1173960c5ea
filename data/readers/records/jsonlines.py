"""JSON lines: one article a line; a broken line is reported by its number and skips nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from data.errors import ReadError
from data.readers.decoding import check_not_binary, marked_encoding
from data.readers.records.rows import Row
from data.wording import reading

# Escapes make a character up to twelve bytes long; the rest of a record is short beside its text.
_BYTES_PER_CHARACTER = 12
_BYTES_BESIDE_TEXT = 1_000_000
_HEAD_BYTES = 4096


def parse_lines(file: IO[bytes], *, max_characters: int) -> Iterator[Row]:
    """Yield the number of each line that is not blank, and its fields or what is wrong with it.

    The file is read line by line, whatever its size. ReadError if it is not text.
    """
    limit = max_characters * _BYTES_PER_CHARACTER + _BYTES_BESIDE_TEXT
    for number, line in enumerate(_read_lines(file, limit), start=1):
        if not line.strip():
            continue
        try:
            yield number, _parse_line(line, limit)
        except ReadError as error:
            yield number, error


def _parse_line(line: bytes, limit: int) -> dict[str, object]:
    if len(line) > limit:
        raise ReadError(reading.too_big(limit))
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(reading.NOT_UTF8) from error
    except (ValueError, RecursionError) as error:
        raise ReadError(reading.NOT_JSON) from error
    if not isinstance(fields, dict):
        raise ReadError(reading.NOT_A_RECORD)
    return fields


def _read_lines(file: IO[bytes], limit: int) -> Iterator[bytes]:
    """The lines as UTF-8; of a line over the limit only the beginning is held."""
    head = file.read(_HEAD_BYTES)
    encoding = marked_encoding(head)
    if encoding and encoding != "utf-8-sig":
        file.seek(0)
        yield from _read_marked_lines(file, encoding)
        return
    check_not_binary(head)
    file.seek(3 if encoding else 0)
    while line := file.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = file.readline(limit + 1)


def _read_marked_lines(file: IO[bytes], encoding: str) -> Iterator[bytes]:
    """The lines of a file that a byte order mark calls UTF-16 or UTF-32."""
    try:
        with io.TextIOWrapper(cast("BinaryIO", file), encoding=encoding, newline="\n") as lines:
            for line in lines:
                yield line.encode("utf-8")
    except UnicodeError as error:
        raise ReadError(reading.UNKNOWN_ENCODING) from error
