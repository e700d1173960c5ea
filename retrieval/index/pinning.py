"""Keeping the files of the generation in use, while newer ones are built and old ones removed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import GenerationError
from retrieval.index.manifest import changed_files, link_or_copy, read_manifest

if TYPE_CHECKING:
    from retrieval.index.generation import Generations

TRIES = 5
"""Two newer generations may come between looking for the current one and giving its files second names."""


def pin_current(generations: Generations, folder: Path) -> str | None:
    """Give the files of the current generation second names in a folder, below the generation's own name.

    That name, or None where there is no generation, or none whose files are all there. The folder has to be on the
    same file system for this to cost no copy.
    """
    for _ in range(TRIES):
        try:
            name = generations.current()
            if name is None:
                return None
            pinned = folder / name
            shutil.copytree(
                generations.folder / name, pinned, copy_function=link_or_copy, ignore=shutil.ignore_patterns("*.lock")
            )
            if not changed_files(pinned, read_manifest(pinned), hashes=False):
                return name
        except (OSError, GenerationError):  # removed meanwhile, or damaged: the next try tells
            pass
        shutil.rmtree(folder, ignore_errors=True)
    return None
