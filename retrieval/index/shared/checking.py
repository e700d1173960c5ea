"""Whether a shared place has the generation that is used here, read object by object."""

from __future__ import annotations

import tempfile
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.manifest import MANIFEST, mark_file, read_manifest
from retrieval.index.shared.fetching import fetch_object
from retrieval.index.shared.places import Place
from retrieval.index.shared.pointers import find_newest


def check_place(place: Place, generation: Path | None) -> list[str]:
    """What does not fit together between a place and the folder of the generation in use here; [] where all is well.

    Every object is copied out, beside the folder, and compared with what this home has.
    """
    try:
        newest = find_newest(place)
        if generation is None:
            return [wording.NOT_SHARED] if newest else []
        marks = {**read_manifest(generation).files, MANIFEST: mark_file(generation / MANIFEST)}
        if newest is None or (newest.name, newest.manifest) != (generation.name, marks[MANIFEST].hash):
            return [wording.NOT_SHARED]
        with tempfile.TemporaryDirectory(prefix=".checking-", dir=generation.parent) as aside:
            changed = [file for file, mark in marks.items() if not fetch_object(place, mark, Path(aside) / "object")]
    except GenerationError as error:
        return [str(error)]
    return [wording.object_changed(generation.name, file) for file in changed]
