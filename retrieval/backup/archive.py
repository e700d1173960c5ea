"""The one file of a backup: a ZIP of its members and the manifest, written and read as a stream.

The manifest stands at the end, when every member's hash is known; a reader finds it by its name.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from data.errors import BackupError
from data.wording import backup as wording
from retrieval.backup.manifest import MANIFEST, MOST_BYTES, BackupManifest, Member, read_manifest
from retrieval.index.manifest import flush_path

_BLOCK = 1024 * 1024
# What the library says to other bytes than were written, and to members that are encrypted or packed in other ways.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
_LEVEL = 1  # a fifth quicker than the usual 6, for files a twenty-fifth larger


def write_archive(file: Path, manifest: BackupManifest, members: Mapping[str, Path]) -> BackupManifest:
    """Write a new file, flush it and read it back; the manifest with its members.

    BackupError where it cannot be written or does not hold what it shall.
    """
    try:
        with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            marks = {name: _add(archive, name, path) for name, path in members.items()}
            whole = replace(manifest, members=marks)
            archive.writestr(MANIFEST, whole.to_json())
        file.chmod(0o600)
        flush_path(file)
    except OSError as error:
        raise BackupError(wording.UNWRITABLE) from error
    if not _is_whole(file, whole):
        raise BackupError(wording.NOT_WRITTEN_WELL)
    return whole


@contextmanager
def open_archive(file: Path) -> Iterator[tuple[zipfile.ZipFile, BackupManifest]]:
    """A backup with its manifest, whose members are the file's; BackupError where it is none or is damaged."""
    try:
        archive = zipfile.ZipFile(file)
    except OSError as error:
        raise BackupError(wording.MISSING) from error
    except (zipfile.BadZipFile, ValueError) as error:
        raise BackupError(wording.NOT_A_BACKUP) from error
    with archive:
        with _wrap_errors():
            manifest = _read_manifest(archive)
        yield archive, manifest


def unpack(archive: zipfile.ZipFile, manifest: BackupManifest, places: Mapping[str, Path]) -> None:
    """Write each member into the new file that is its place, and flush it.

    BackupError where one is not what the manifest says; OSError where it cannot be written.
    """
    for name, place in places.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        with _wrap_errors(), archive.open(name) as source, place.open("xb") as target:
            found = _copy(source, target, manifest.members[name].size)
        if found != manifest.members[name]:
            raise BackupError(wording.DAMAGED)
        flush_path(place)


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        return _copy(source, target)


def _copy(source: IO[bytes], target: IO[bytes] | None, limit: int | None = None) -> Member:
    """Copy, or only read, a stream; what it was. No more is read than `limit` and one block."""
    size, digest = 0, hashlib.sha256()
    while (limit is None or size <= limit) and (block := source.read(_BLOCK)):
        size += len(block)
        digest.update(block)
        if target is not None:
            target.write(block)
    return Member(size, digest.hexdigest())


def _is_whole(file: Path, manifest: BackupManifest) -> bool:
    """Whether a file, read back, is a backup that holds what was put into it."""
    try:
        with open_archive(file) as (archive, found), _wrap_errors():
            read = {name: _read(archive, name) for name in found.members}
            return found == manifest and read == manifest.members
    except BackupError:
        return False


def _read(archive: zipfile.ZipFile, name: str) -> Member:
    with archive.open(name) as source:
        return _copy(source, None)


@contextmanager
def _wrap_errors() -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as error:
        raise BackupError(wording.DAMAGED) from error


def _read_manifest(archive: zipfile.ZipFile) -> BackupManifest:
    sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    if not 0 < sizes.pop(MANIFEST, 0) <= MOST_BYTES or len(archive.infolist()) != len(sizes) + 1:
        raise BackupError(wording.NOT_A_BACKUP)
    manifest = read_manifest(archive.read(MANIFEST))
    if sizes != {name: member.size for name, member in manifest.members.items()}:
        raise BackupError(wording.DAMAGED)
    return manifest


def clear(folder: Path) -> None:
    """Remove a folder of this run, or of one that was killed."""
    shutil.rmtree(folder, ignore_errors=True)
