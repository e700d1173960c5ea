"""Folders: their files, marked by size and time."""

from __future__ import annotations

from pathlib import Path

from data.errors import ReadError
from data.readers.files import SUFFIXES
from data.readers.folders import list_files
from data.source import Entry
from data.wording import following as wording


def list_folder(folder: str) -> list[Entry]:
    """The files of a folder that are of a format that is read; ReadError if it is no folder any more."""
    if not Path(folder).is_dir():
        raise ReadError(wording.FOLDER_GONE)
    try:
        files = [file for file in list_files(folder) if file.suffix.casefold() in SUFFIXES]
    except ReadError:  # an empty folder may be filled later
        return []
    return [Entry(str(file), mark) for file in files if (mark := _mark(file))]


def _mark(file: Path) -> str:
    """Size and time; empty for what cannot be looked at: it went away meanwhile, or is a link to nothing."""
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns}:{found.st_size}"
