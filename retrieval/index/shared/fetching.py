"""Getting a generation out of a shared place, into a folder aside. What a place says is checked, never believed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.manifest import (
    MANIFEST,
    FileMark,
    Manifest,
    flush,
    is_unchanged,
    link_or_copy,
    mark_file,
    parse_manifest,
    read_manifest,
)
from retrieval.index.shared.places import Place
from retrieval.index.shared.pointers import HASH, OBJECTS, Pointer, UnusableError

# What a generation may hold, and nothing that leads out of its folder.
_PART = r"(?!\.{1,2}(?:/|$))[\w.-]{1,200}"
_FILE = re.compile(rf"{_PART}(?:/{_PART}){{0,2}}", re.ASCII)


def fetch_generation(place: Place, pointer: Pointer, folder: Path, *, earlier: Iterable[Path] = ()) -> None:
    """Fill a folder with a generation: whole, verified, flushed.

    What lies in the folder already, or in `earlier` generations, is taken from there. UnusableError where something
    is missing in the place, damaged or of another version; GenerationError where there is no room.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manifest = _fetch_manifest(place, pointer, folder)
    here = _find_files(earlier)
    missing = {file: mark for file, mark in manifest.files.items() if not _is_here(folder / file, mark, here.get(mark))}
    if sum(mark.size for mark in missing.values()) > shutil.disk_usage(folder).free:
        raise GenerationError(wording.NO_ROOM)
    for file, mark in missing.items():
        if not fetch_object(place, mark, folder / file):
            raise UnusableError(wording.shared_damaged(pointer.name))
    flush(folder)


def fetch_object(place: Place, mark: FileMark, target: Path) -> bool:
    """Copy one object into a file; whether it is there, and is what its mark says."""
    return place.get(f"{OBJECTS}/{mark.hash}", target) and is_unchanged(target, mark)


def _fetch_manifest(place: Place, pointer: Pointer, folder: Path) -> Manifest:
    if not place.get(f"{OBJECTS}/{pointer.manifest}", folder / MANIFEST):
        raise UnusableError(wording.shared_damaged(pointer.name))
    if mark_file(folder / MANIFEST).hash != pointer.manifest:
        raise UnusableError(wording.shared_damaged(pointer.name))
    try:
        manifest = parse_manifest((folder / MANIFEST).read_bytes(), name=pointer.name)
    except GenerationError as error:
        raise UnusableError(str(error)) from error
    if not all(_FILE.fullmatch(file) and HASH.fullmatch(mark.hash) for file, mark in manifest.files.items()):
        raise UnusableError(wording.shared_damaged(pointer.name))
    return manifest


def _find_files(folders: Iterable[Path]) -> Mapping[FileMark, Path]:
    """The files of generations that are here, by what they say of them."""
    found = {}
    for folder in folders:
        with suppress(GenerationError):
            found.update({mark: folder / file for file, mark in read_manifest(folder).files.items()})
    return found


def _is_here(target: Path, mark: FileMark, source: Path | None) -> bool:
    """Whether a file is in its place, or can be given a second name there because another generation has it."""
    if is_unchanged(target, mark):
        return True
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    if source is None or not is_unchanged(source, mark):
        return False
    link_or_copy(source, target)
    return True
