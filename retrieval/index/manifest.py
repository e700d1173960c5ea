"""What a generation says about itself, and whether its files still are what was written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.chunker import CHUNKER
from retrieval.index.encoder import Encoder, is_same_model, probe

FORMAT = 3
"""Version of a generation's folder: files, lexical fields and manifest."""

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileMark:
    """Size in bytes and BLAKE2b hash of one file."""

    size: int
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """By which model and chunker a generation was made, what it holds, and its files by path inside the folder.

    `probes` are the model's vectors of the probe texts; `buried` counts the chunks that the lexical index still
    counts in its statistics although they were removed; `derived` generations were made since the last full one.
    """

    model: str
    fingerprint: str
    dimension: int
    probes: list[list[float]]
    chunker: str
    chunks: int
    vectors: int
    articles: int
    buried: int
    derived: int
    created: str
    files: dict[str, FileMark]
    format: int = FORMAT

    @property
    def probe_vectors(self) -> NDArray[np.float32]:
        """The probes as float32 (n, dimension)."""
        return np.array(self.probes, dtype=np.float32)


def refuse_mismatch(manifest: Manifest, encoder: Encoder) -> None:
    """GenerationError where a generation was made by another model or another way of cutting."""
    if manifest.chunker != CHUNKER:
        raise GenerationError(wording.index_other_version(wording.CHUNKER, manifest.chunker, CHUNKER))
    if manifest.fingerprint == encoder.fingerprint():
        return
    if manifest.dimension != encoder.dimension or not is_same_model(manifest.probe_vectors, probe(encoder)):
        built = wording.model_label(manifest.model, manifest.dimension, manifest.fingerprint)
        given = wording.model_label(encoder.name, encoder.dimension, encoder.fingerprint())
        raise GenerationError(wording.index_other_model(built, given))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into its generation's folder."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation; GenerationError where it is missing, damaged or of another format."""
    try:
        return parse_manifest((folder / MANIFEST).read_bytes(), name=folder.name)
    except OSError as error:
        raise GenerationError(wording.index_damaged(folder.name)) from error


def parse_manifest(text: bytes, *, name: str) -> Manifest:
    """The manifest of the generation of that name; GenerationError where it is damaged or of another format."""
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            said = wording.index_other_version(wording.FORMAT, str(content["format"]), str(FORMAT))
            raise GenerationError(said)
        content["files"] = {name: FileMark(**mark) for name, mark in content["files"].items()}
        return Manifest(**content)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise GenerationError(wording.index_damaged(name)) from error


def mark_files(folder: Path, earlier: tuple[Path, Manifest] | None = None) -> dict[str, FileMark]:
    """Size and hash of every file in a generation's folder but the manifest, by path.

    A file that is a second name of one of an `earlier` generation has that one's mark, and is not read: what became of
    it since shows when it is read.
    """
    known = _known_marks(*earlier) if earlier else {}
    marks = ((path, known.get(_identity(path))) for path in _files(folder))
    return {path.relative_to(folder).as_posix(): mark or mark_file(path) for path, mark in marks}


def _known_marks(folder: Path, manifest: Manifest) -> dict[tuple[int, int], FileMark]:
    return {_identity(folder / name): mark for name, mark in manifest.files.items()}


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def changed_files(folder: Path, manifest: Manifest, *, hashes: bool) -> list[str]:
    """The files that are missing or differ from the manifest: by size (milliseconds), or by hash as well."""
    return [name for name, mark in manifest.files.items() if not is_unchanged(folder / name, mark, hashes=hashes)]


def mark_file(path: Path) -> FileMark:
    """Size and hash of a file."""
    with path.open("rb") as file:
        return FileMark(path.stat().st_size, hashlib.file_digest(file, "blake2b").hexdigest()[:32])


def is_unchanged(path: Path, mark: FileMark, *, hashes: bool = True) -> bool:
    """Whether a file is there and is what its mark says: by size, or by hash as well."""
    try:
        if path.stat().st_size != mark.size:
            return False
        return not hashes or mark_file(path).hash == mark.hash
    except OSError:  # removed, perhaps just now
        return False


def link_or_copy(source: Path | str, target: Path | str) -> None:
    """A second name for a file that is never changed."""
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def flush(folder: Path) -> None:
    """Have everything in a folder written to the disk before going on."""
    for path in [*folder.rglob("*"), folder]:
        flush_path(path)


def flush_path(path: Path) -> None:
    """Have one file, or one folder's list of names, written to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(folder: Path) -> Iterator[Path]:
    # Tantivy's lock files come and go with the process that writes.
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST and path.suffix != ".lock"
    )
