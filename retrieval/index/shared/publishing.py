"""Putting a generation into a shared place, and removing there what nobody names any more."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.folder import KEPT
from retrieval.index.manifest import MANIFEST, FileMark, is_unchanged, mark_file, read_manifest
from retrieval.index.shared.places import Place
from retrieval.index.shared.pointers import OBJECTS, POINTERS, Pointer, list_names, newest_name, read_pointer


def publish(place: Place, folder: Path, name: str, *, after: str | None, again: bool = False) -> None:
    """Put a verified generation into use under a name, and remove what is older than the one before.

    Only what the place does not have is sent, or everything `again`, which mends what was damaged there.
    GenerationError where another generation is in use than the one that this one comes `after`: that one stays.
    """
    _refuse_other(place, after)
    marks = {**read_manifest(folder).files, MANIFEST: mark_file(folder / MANIFEST)}
    there = {} if again else place.sizes(OBJECTS)
    for file, mark in marks.items():
        if there.get(mark.hash) != mark.size:
            _send(place, folder / file, mark)
    if not _are_there(place, marks.values()):  # another writer removed what was there
        raise GenerationError(wording.OUTRUN)
    _point(place, Pointer(name, marks[MANIFEST].hash), after=after)
    _prune(place, {mark.hash for mark in marks.values()})


def _send(place: Place, file: Path, mark: FileMark) -> None:
    """Send what a mark says; GenerationError where the file, a second name of an earlier one's, is no longer that."""
    if not is_unchanged(file, mark):
        raise GenerationError(wording.index_damaged(file.name))
    place.send(file, f"{OBJECTS}/{mark.hash}")


def _point(place: Place, pointer: Pointer, *, after: str | None) -> None:
    """Put a generation into use, unless another writer was there before. Of two at once one does, or neither."""
    place.create(f"{POINTERS}/{pointer.name}", pointer.to_bytes())
    if read_pointer(place, pointer.name) != pointer:
        raise GenerationError(wording.OUTRUN)
    try:
        _refuse_other(place, after, beside=pointer.name)
    except GenerationError:
        place.remove(f"{POINTERS}/{pointer.name}")
        raise


def _refuse_other(place: Place, name: str | None, *, beside: str | None = None) -> None:
    """GenerationError where, our own one aside, another generation is in use than this one."""
    if newest_name(other for other in list_names(place) if other != beside) != name:
        raise GenerationError(wording.OUTRUN)


def _prune(place: Place, named: set[str]) -> None:
    """Keep what the generation in use names, and the one before; whoever still fetches others begins with that one.

    Only who has just put a generation into use may do this: nobody names yet what another writer sends.
    """
    kept = list_names(place)[-KEPT:]
    for name in place.sizes(POINTERS).keys() - set(kept):
        place.remove(f"{POINTERS}/{name}")
    named = named.union(*(_objects_of(place, name) for name in kept))
    for key in place.sizes(OBJECTS).keys() - named:
        place.remove(f"{OBJECTS}/{key}")


def _are_there(place: Place, marks: Collection[FileMark]) -> bool:
    there = place.sizes(OBJECTS)
    return all(there.get(mark.hash) == mark.size for mark in marks)


def _objects_of(place: Place, name: str) -> set[str]:
    """What a generation of whatever version names; nothing where it is damaged."""
    try:
        manifest = read_pointer(place, name).manifest
        files = json.loads(place.read(f"{OBJECTS}/{manifest}") or b"")["files"]
        return {manifest, *(str(mark["hash"]) for mark in files.values())}
    except (GenerationError, ValueError, TypeError, KeyError, AttributeError):
        return set()
