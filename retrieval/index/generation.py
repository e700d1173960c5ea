"""Index generations: folders that are built aside, verified, swapped in one step and never changed afterwards.

HOME/index/
├── current          one line: the name of the generation in use; replaced by a rename, never written in place
├── 000041/          the previous one, kept
├── 000042/          manifest.json, catalogue.npz, dense.faiss, lexical/
├── .building-…/     one that is being built, or that a crash left behind
└── lock             held by whoever builds
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index import building
from retrieval.index.building import Earlier, Fetch, Progress
from retrieval.index.catalogue import Difference, compare, read_catalogue
from retrieval.index.dense import DenseIndex
from retrieval.index.encoder import Encoder
from retrieval.index.fusion import calibrations_of, find_dense_weight
from retrieval.index.lexical import LexicalIndex
from retrieval.index.manifest import (
    Manifest,
    changed_files,
    flush,
    flush_path,
    read_manifest,
    refuse_mismatch,
    write_manifest,
)
from retrieval.index.pinning import pin_current
from retrieval.index.search import Index

FOLDER = "index"
POINTER = "current"
LOCK = "lock"
UNFINISHED = ".building-"
KEPT = 2
LOCK_TIMEOUT_SECONDS = 5

_NAME = re.compile(r"\d{6,}")


class Generations:
    """The generations of one home folder. Processes may share it: one builds, any number read."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.folder = home / FOLDER

    @property
    def is_remote(self) -> bool:
        """No other home's processes put a generation into use here."""
        return False

    def catch_up(self) -> None:
        """Nothing is elsewhere."""

    def mark(self) -> tuple[int, int] | None:
        """What changes when the pointer is replaced: one stat call."""
        try:
            found = (self.folder / POINTER).stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino

    def current(self) -> str | None:
        """The name of the generation in use, None before the first."""
        try:
            name = (self.folder / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        if not _NAME.fullmatch(name):
            raise GenerationError(wording.index_damaged(POINTER))
        return name

    def names(self) -> list[str]:
        """The finished generations, oldest first."""
        folders = self.folder.iterdir() if self.folder.is_dir() else ()
        return sorted((path.name for path in folders if _NAME.fullmatch(path.name)), key=int)

    def manifest(self, name: str | None = None) -> Manifest:
        """The manifest of a generation, of the current one by default; GenerationError where there is none."""
        return read_manifest(self.folder / self._existing(name))

    def build(
        self,
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        full: bool = False,
        progress: Progress | None = None,
    ) -> str:
        """Make the generation that holds exactly the wanted chunks the current one, and return its name.

        `wanted` maps chunk ids to stamps, `fetch` yields chunks with their vectors. Nothing is built where the
        current generation is that already, unless `full`. GenerationError leaves the current one in use.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._building_alone():
            self._prune()
            earlier = None if full else self._reusable(encoder)
            difference = compare(earlier.catalogue if earlier else None, wanted)
            if earlier and not difference:
                return earlier.folder.name
            if earlier and not building.can_derive(earlier, difference, total=len(wanted)):
                earlier = None
            name = self._build(
                wanted, fetch, encoder=encoder, earlier=earlier, difference=difference, progress=progress or _silent
            )
            self._prune()
        return name

    def check(self, wanted: Mapping[int, str] | None = None, *, encoder: Encoder | None = None) -> list[str]:
        """What does not fit together, one sentence each: files, parts, model, archive; [] where all is well."""
        name = self.current()
        if name is None:
            return [wording.INDEX_MISSING] if wanted else []
        try:
            manifest = self.manifest(name)
            if encoder:
                refuse_mismatch(manifest, encoder)
            changed = changed_files(self.folder / name, manifest, hashes=True)
            if changed:
                return [wording.file_changed(f"{name}/{file}") for file in changed]
            faults = building.find_faults(self.folder / name, manifest.chunks)
        except GenerationError as error:
            return [str(error)]
        if wanted is not None:
            difference = compare(read_catalogue(self.folder / name / building.CATALOGUE_FILE), wanted)
            faults += [wording.chunks_differ(*difference.counts())] if difference else []
        return faults

    def open_current(self, encoder: Encoder) -> Index:
        """The current generation, opened; GenerationError where it is missing, damaged or of another model."""
        name = self._existing(None)
        folder, manifest = self.folder / name, self.manifest(name)
        refuse_mismatch(manifest, encoder)
        if changed_files(folder, manifest, hashes=False):
            raise GenerationError(wording.index_damaged(name))
        weight = find_dense_weight(encoder.fingerprint(), calibrations_of(self._home, encoder.name))
        try:
            return Index(
                name,
                lexical=LexicalIndex(folder / building.LEXICAL_FOLDER),
                dense=DenseIndex(folder / building.DENSE_FILE),
                catalogue=read_catalogue(folder / building.CATALOGUE_FILE),
                encoder=encoder,
                dense_weight=weight,
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise GenerationError(wording.index_damaged(name)) from error

    def pin(self, folder: Path) -> str | None:
        """Give the current generation's files second names below its own name in a folder; that name, None without."""
        return pin_current(self, folder)

    def prune(self) -> list[str]:
        """Remove all but the current and the previous generation, and what crashes left; returns the removed names."""
        if not self.folder.is_dir():
            return []
        with self._building_alone():
            return self._prune()

    def _build(
        self,
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        earlier: Earlier | None,
        difference: Difference,
        progress: Progress,
    ) -> str:
        aside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.folder))
        try:
            manifest = building.write_generation(
                aside,
                wanted=wanted,
                fetch=fetch,
                encoder=encoder,
                earlier=earlier,
                difference=difference,
                progress=progress,
            )
            write_manifest(aside, manifest)
            flush(aside)
            if faults := building.find_faults(aside, len(wanted)):
                raise GenerationError(f"{wording.index_damaged(aside.name)} ({'; '.join(faults)})")
            return self._swap(aside)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _swap(self, aside: Path) -> str:
        """Give a finished folder its name and point to it; a crash at any moment leaves the old or the new one."""
        name = f"{int(max(self.names(), key=int, default='0')) + 1:06d}"
        aside.chmod(0o755)
        aside.rename(self.folder / name)
        flush_path(self.folder)
        pointer = self.folder / f".{POINTER}"
        pointer.write_text(f"{name}\n", encoding="utf-8")
        flush_path(pointer)
        pointer.replace(self.folder / POINTER)
        flush_path(self.folder)
        return name

    def _prune(self) -> list[str]:
        current = self.current()
        kept = [name for name in self.names() if current is not None and int(name) <= int(current)][-KEPT:]
        removed = [name for name in self.names() if name not in kept]
        leftovers = [path.name for path in self.folder.glob(f"{UNFINISHED}*")]
        for name in removed + leftovers:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return removed + leftovers

    def _reusable(self, encoder: Encoder) -> Earlier | None:
        """The current generation, if it is whole and made by this model, chunker and format."""
        try:
            name = self.current()
            if name is None:
                return None
            folder, manifest = self.folder / name, self.manifest(name)
            refuse_mismatch(manifest, encoder)
            if changed_files(folder, manifest, hashes=True):
                return None
            return Earlier(folder, manifest, read_catalogue(folder / building.CATALOGUE_FILE))
        except GenerationError:
            return None

    def _existing(self, name: str | None) -> str:
        found = name or self.current()
        if found is None:
            raise GenerationError(wording.INDEX_MISSING)
        return found

    @contextmanager
    def _building_alone(self) -> Iterator[None]:
        try:
            with FileLock(self.folder / LOCK, timeout=LOCK_TIMEOUT_SECONDS):
                yield
        except Timeout as error:
            raise GenerationError(wording.INDEX_BUSY) from error


def _silent(done: int, total: int) -> None:
    """The progress that nobody watches."""
