"""ZIP archives: their entries one after the other, and none that swells beyond all measure."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from data.errors import ReadError
from data.wording import reading

# A year of a region's press is some 50,000 files of 5 KB.
MAX_ENTRIES = 100_000
MAX_UNPACKED_BYTES = 512 * 2**20
_MAX_RATIO = 200  # text and XML pack 10 to 30 times; an archive bomb 1,000 times
_SMALL_ENTRY_BYTES = 2**20
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def check_swelling(archive: zipfile.ZipFile, reason: str, *, most_entries: int, most_bytes: int) -> None:
    """Refuse an archive by what it declares: zipfile reads no entry beyond its declared size."""
    entries = archive.infolist()
    is_swollen = any(
        entry.file_size > _SMALL_ENTRY_BYTES and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if is_swollen or len(entries) > most_entries or sum(entry.file_size for entry in entries) > most_bytes:
        raise ReadError(reason)


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive that may be unpacked; ReadError if it is broken or a bomb."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise ReadError(reading.BROKEN_ARCHIVE) from error
    with archive:
        check_swelling(archive, reading.SWOLLEN_ARCHIVE, most_entries=MAX_ENTRIES, most_bytes=MAX_UNPACKED_BYTES)
        yield archive


def list_entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of an archive, sorted by name, hidden ones and what systems put beside them left out."""
    entries = (entry for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename))
    return sorted(entries, key=lambda entry: entry.filename)


@contextmanager
def open_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """One entry to be read; ReadError, also while it is read, if it is locked or broken."""
    if entry.flag_bits & _ENCRYPTED:
        raise ReadError(reading.LOCKED_ARCHIVE)
    try:
        with archive.open(entry) as file:
            yield file
    except _BROKEN as error:
        raise ReadError(reading.BROKEN_ARCHIVE) from error


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in name.split("/"))
