"""Index generations: built aside, verified, swapped in one step and never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index import building
from retrieval.index.building import Earlier, Fetch, Progress
from retrieval.index.catalogue import Difference, compare, read_catalogue
from retrieval.index.dense import DenseIndex
from retrieval.index.encoder import Encoder
from retrieval.index.folder import GenerationFolder
from retrieval.index.fusion import calibrations_of, find_dense_weight
from retrieval.index.lexical import LexicalIndex
from retrieval.index.manifest import Manifest, changed_files, flush, read_manifest, refuse_mismatch, write_manifest
from retrieval.index.pinning import pin_current
from retrieval.index.search import Index

Publish = Callable[[Path, str], str]
"""Takes a verified generation and the least name that it may have here; gives the name that it has elsewhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the next generation shall hold: what is written, and from which one it is derived, if from any."""

    wanted: Mapping[int, str]
    fetch: Fetch
    difference: Difference
    earlier: Earlier | None

    @property
    def total(self) -> int:
        """How many chunks the generation then holds."""
        return self.difference.count_after(len(self.earlier.catalogue) if self.earlier else 0)


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
                earlier, difference = None, compare(None, wanted)
            change = Change(wanted, fetch, difference, earlier)
            return self._make(change, encoder=encoder, progress=progress, publish=publish)

    def renew(
        self,
        changed: Collection[str],
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        progress: Progress | None = None,
        publish: Publish | None = None,
    ) -> str | None:
        """Derive the next generation by the articles that changed since the current one, and return its name.

        `wanted` has the chunks of these articles alone: what it takes does not grow with the archive. None where the
        current one cannot be derived from; then `build` does it.
        """
        with self._generations.changing():
            earlier = self._reusable(encoder)
            difference = compare(earlier.catalogue, wanted, articles=changed) if earlier else None
            if earlier is None or difference is None:
                return None
            if not difference:
                return earlier.folder.name
            change = Change(wanted, fetch, difference, earlier)
            if not building.can_derive(earlier, difference, total=change.total):
                return None
            return self._make(change, encoder=encoder, progress=progress, publish=publish)

    def check(
        self, wanted: Mapping[int, str] | None = None, *, encoder: Encoder | None = None, is_deep: bool = True
    ) -> list[str]:
        """What does not fit together, one sentence each: files, parts, model, archive; [] where all is well.

        Files are compared by size, and where it `is_deep` read and compared by hash.
        """
        name = self.current()
        if name is None:
            return [wording.INDEX_MISSING] if wanted else []
        try:
            manifest = self.manifest(name)
            if encoder:
                refuse_mismatch(manifest, encoder)
            changed = changed_files(self.folder / name, manifest, hashes=is_deep)
            if changed:
                return [wording.file_changed(f"{name}/{file}") for file in changed]
            faults = building.find_faults(self.folder / name, manifest.chunks)
        except GenerationError as error:
            return [str(error)]
        if wanted is not None:
            difference = compare(read_catalogue(self.folder / name / building.CATALOGUE_FOLDER), wanted)
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
                dense=DenseIndex(folder),
                catalogue=read_catalogue(folder / building.CATALOGUE_FOLDER),
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

    def _make(self, change: Change, *, encoder: Encoder, progress: Progress | None, publish: Publish | None) -> str:
        """Write, verify, publish and use a generation; its name."""
        with self._generations.aside() as folder:
            manifest = building.write_generation(
                folder,
                wanted=change.wanted,
                fetch=change.fetch,
                encoder=encoder,
                earlier=change.earlier,
                difference=change.difference,
                progress=progress or _silent,
            )
            write_manifest(folder, manifest)
            flush(folder)
            if faults := building.find_faults(folder, change.total):
                raise GenerationError(f"{wording.index_damaged(folder.name)} ({'; '.join(faults)})")
            name = self._generations.next_name()
            name = publish(folder, name) if publish else name
            self._generations.put(folder, name)
        return name

    def _reusable(self, encoder: Encoder) -> Earlier | None:
        """The current generation, if it is whole and made by this model, chunker and format."""
        try:
            name = self.current()
            if name is None:
                return None
            folder, manifest = self.folder / name, self.manifest(name)
            refuse_mismatch(manifest, encoder)
            if changed_files(folder, manifest, hashes=False) or building.find_damage(folder, manifest):
                return None
            return Earlier(folder, manifest, read_catalogue(folder / building.CATALOGUE_FOLDER))
        except GenerationError:
            return None

    def _existing(self, name: str | None) -> str:
        found = name or self.current()
        if found is None:
            raise GenerationError(wording.INDEX_MISSING)
        return found


def _silent(done: int, total: int) -> None:
    """The progress that nobody watches."""
