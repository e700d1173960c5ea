"""Whether a shared place has the generation that is used here, read object by object."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.manifest import MANIFEST, FileMark, mark_file, read_manifest
from retrieval.index.shared.fetching import fetch_object
from retrieval.index.shared.places import Place
from retrieval.index.shared.pointers import OBJECTS, find_newest


def check_place(place: Place, generation: Path | None, *, is_deep: bool = True) -> list[str]:
    """What does not fit together between a place and the folder of the generation in use here; [] where all is well.

    Objects are compared by size, and where it `is_deep` copied out, beside the folder, and compared by hash.
    """
    try:
        newest = find_newest(place)
        if generation is None:
            return [wording.NOT_SHARED] if newest else []
        marks = {**read_manifest(generation).files, MANIFEST: mark_file(generation / MANIFEST)}
        if newest is None or (newest.name, newest.manifest) != (generation.name, marks[MANIFEST].hash):
            return [wording.NOT_SHARED]
        changed = _find_changed(place, marks, aside=generation.parent) if is_deep else _find_sizes(place, marks)
    except GenerationError as error:
        return [str(error)]
    return [wording.object_changed(generation.name, file) for file in changed]


def _find_sizes(place: Place, marks: Mapping[str, FileMark]) -> list[str]:
    sizes = place.sizes(OBJECTS)
    return [file for file, mark in marks.items() if sizes.get(mark.hash) != mark.size]


def _find_changed(place: Place, marks: Mapping[str, FileMark], *, aside: Path) -> list[str]:
    with tempfile.TemporaryDirectory(prefix=".checking-", dir=aside) as folder:
        return [file for file, mark in marks.items() if not fetch_object(place, mark, Path(folder) / "object")]
