"""Which files a path on the command line stands for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from data.errors import ReadError
from data.wording import reading


def list_files(source: str) -> Iterator[Path]:
    """The file itself, or the files of a folder and the folders below it, sorted, hidden ones left out.

    ReadError if there is nothing there. Linked folders are not followed: they may lead round in a circle.
    """
    path = Path(source)
    if not source:  # an empty shell variable must not stand for the whole current folder
        raise ReadError(reading.NOT_FOUND)
    try:
        if not path.is_dir():
            path.stat()
            yield path
            return
    except (OSError, ValueError) as error:
        raise ReadError(reading.NOT_READABLE if isinstance(error, PermissionError) else reading.NOT_FOUND) from error
    is_empty = True
    for file in _walk(path):
        is_empty = False
        yield file
    if is_empty:
        raise ReadError(reading.EMPTY_FOLDER)


def read_all(file: IO[bytes], limit: int) -> bytes:
    """The content of an open file; ReadError if it is over the limit in bytes."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise ReadError(reading.too_big(limit))
    return data


def check_readable(path: Path) -> None:
    """ReadError if a path is no regular file that may be opened: a pipe would wait for ever."""
    if not path.is_file():
        raise ReadError(reading.NOT_A_FILE if path.exists() else reading.NOT_FOUND)
    if not os.access(path, os.R_OK):
        raise ReadError(reading.NOT_READABLE)


def show_path(path: Path) -> str:
    """A path as text that can be printed and stored, whatever bytes its name holds."""
    return os.fsencode(path).decode("utf-8", "replace")


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))
