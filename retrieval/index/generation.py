"""Index generations: built aside, verified, swapped in one step and never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index import building
from retrieval.index.building import Earlier, Fetch, Progress
from retrieval.index.catalogue import Difference, compare, read_catalogue
from retrieval.index.chunker import CHUNKER
from retrieval.index.dense import DenseIndex
from retrieval.index.encoder import Encoder, is_same_model, probe
from retrieval.index.folder import GenerationFolder
from retrieval.index.fusion import CALIBRATION_FILE, find_dense_weight
from retrieval.index.lexical import LexicalIndex
from retrieval.index.manifest import Manifest, changed_files, flush, read_manifest, write_manifest
from retrieval.index.pinning import pin_current
from retrieval.index.search import Index

Publish = Callable[[Path, str], str]
"""Takes a verified generation and the least name that it may have here; gives the name that it has elsewhere."""


class Generations:
    """The generations of one home folder. Processes may share it: one builds, any number read."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._generations = GenerationFolder(home)
        self.folder = self._generations.path

    @property
    def is_remote(self) -> bool:
        """No other home's processes put a generation into use here."""
        return False

    def catch_up(self, *, is_writing: bool = False) -> None:
        """Nothing is elsewhere."""

    def mark(self) -> object:
        """What changes when another generation is in use: one stat call."""
        return self._generations.mark()

    def current(self) -> str | None:
        """The name of the generation in use, None before the first."""
        return self._generations.current()

    def names(self) -> list[str]:
        """The finished generations, oldest first."""
        return self._generations.names()

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
        publish: Publish | None = None,
    ) -> str:
        """Make the generation that holds exactly the wanted chunks the current one, and return its name.

        `wanted` maps chunk ids to stamps, `fetch` yields chunks with their vectors. Nothing is built where the
        current generation is that already, unless `full`. GenerationError leaves the current one in use. `publish`
        makes a verified one known elsewhere before it is used here.
        """
        with self._generations.changing():
            self._generations.prune()
            earlier = None if full else self._reusable(encoder)
            difference = compare(earlier.catalogue if earlier else None, wanted)
            if earlier and not difference:
                return earlier.folder.name
            if earlier and not building.can_derive(earlier, difference, total=len(wanted)):
                earlier = None
            with self._generations.aside() as folder:
                self._write(
                    folder, wanted, fetch, encoder=encoder, earlier=earlier, difference=difference, progress=progress
                )
                name = self._generations.next_name()
                name = publish(folder, name) if publish else name
                self._generations.put(folder, name)
        return name

    def check(self, wanted: Mapping[int, str] | None = None, *, encoder: Encoder | None = None) -> list[str]:
        """What does not fit together, one sentence each: files, parts, model, archive; [] where all is well."""
        name = self.current()
        if name is None:
            return [wording.INDEX_MISSING] if wanted else []
        try:
            manifest = self.manifest(name)
            if encoder:
                self._refuse_mismatch(manifest, encoder)
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
        self._refuse_mismatch(manifest, encoder)
        if changed_files(folder, manifest, hashes=False):
            raise GenerationError(wording.index_damaged(name))
        calibrations = (self._home / CALIBRATION_FILE, Path(encoder.name).expanduser() / CALIBRATION_FILE)
        weight = find_dense_weight(encoder.fingerprint(), calibrations)
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
        with self._generations.changing():
            return self._generations.prune()

    def _write(
        self,
        folder: Path,
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        earlier: Earlier | None,
        difference: Difference,
        progress: Progress | None,
    ) -> None:
        """Write, flush and verify a generation."""
        manifest = building.write_generation(
            folder,
            wanted=wanted,
            fetch=fetch,
            encoder=encoder,
            earlier=earlier,
            difference=difference,
            progress=progress or _silent,
        )
        write_manifest(folder, manifest)
        flush(folder)
        if faults := building.find_faults(folder, len(wanted)):
            raise GenerationError(f"{wording.index_damaged(folder.name)} ({'; '.join(faults)})")

    def _reusable(self, encoder: Encoder) -> Earlier | None:
        """The current generation, if it is whole and made by this model, chunker and format."""
        try:
            name = self.current()
            if name is None:
                return None
            folder, manifest = self.folder / name, self.manifest(name)
            self._refuse_mismatch(manifest, encoder)
            if changed_files(folder, manifest, hashes=True):
                return None
            return Earlier(folder, manifest, read_catalogue(folder / building.CATALOGUE_FILE))
        except GenerationError:
            return None

    def _refuse_mismatch(self, manifest: Manifest, encoder: Encoder) -> None:
        if manifest.chunker != CHUNKER:
            raise GenerationError(wording.index_other_version(wording.CHUNKER, manifest.chunker, CHUNKER))
        if manifest.fingerprint == encoder.fingerprint():
            return
        if manifest.dimension != encoder.dimension or not is_same_model(manifest.probe_vectors, probe(encoder)):
            built = wording.model_label(manifest.model, manifest.dimension, manifest.fingerprint)
            given = wording.model_label(encoder.name, encoder.dimension, encoder.fingerprint())
            raise GenerationError(wording.index_other_model(built, given))

    def _existing(self, name: str | None) -> str:
        found = name or self.current()
        if found is None:
            raise GenerationError(wording.INDEX_MISSING)
        return found


def _silent(done: int, total: int) -> None:
    """The progress that nobody watches."""
