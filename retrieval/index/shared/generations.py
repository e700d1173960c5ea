"""An index whose generations are shared: the home's own ones, kept up with a place that all homes share.

HOME/index is what it is without a shared place, so answering knows no difference: it is what a reader has got so far,
and what a writer starts from. What the place has goes before what the home has.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.building import Fetch, Progress
from retrieval.index.encoder import Encoder
from retrieval.index.folder import GenerationFolder
from retrieval.index.generation import Generations, Publish
from retrieval.index.manifest import MANIFEST, Manifest, changed_files, mark_file
from retrieval.index.search import Index
from retrieval.index.shared.checking import check_place
from retrieval.index.shared.fetching import fetch_generation
from retrieval.index.shared.places import Place
from retrieval.index.shared.pointers import Pointer, UnusableError, find_newest, list_names, newest_name
from retrieval.index.shared.publishing import publish

FETCHING = ".fetching-"

_LOG = logging.getLogger(__name__)


class SharedGenerations:
    """The generations of one home, which are those of the place once it has caught up."""

    def __init__(self, home: Path, place: Place) -> None:
        self._local = Generations(home)
        self._folder = GenerationFolder(home)
        self._place = place

    @property
    def is_remote(self) -> bool:
        """Another machine may put a generation into use."""
        return True

    def catch_up(self, *, is_writing: bool = False) -> None:
        """Get the generation that the place has in use, and use it here; a writer gives to an empty place what is here.

        GenerationError where the place is away, or, for a reader, not whole: what is in use here stays.
        """
        try:
            newest = self._catch_up()
        except UnusableError as error:
            if not is_writing:
                raise
            _LOG.warning("What is shared is not used: %s", error)
        else:
            if is_writing and newest is None:
                self._give()

    def mark(self) -> object:
        """What changes when another generation is in use here: one stat call."""
        return self._local.mark()

    def current(self) -> str | None:
        """The name of the generation in use here, None before the first."""
        return self._local.current()

    def manifest(self, name: str | None = None) -> Manifest:
        """The manifest of a generation that is here."""
        return self._local.manifest(name)

    def build(
        self,
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        full: bool = False,
        progress: Progress | None = None,
    ) -> str:
        """Build here from what is shared, and put it into use in the place first, then here."""
        share = self._begin(again=full)
        return self._local.build(wanted, fetch, encoder=encoder, full=full, progress=progress, publish=share)

    def renew(
        self,
        changed: Collection[str],
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        progress: Progress | None = None,
    ) -> str | None:
        """The same by what changed alone; None where another generation came into use than the one it changed since."""
        current = self.current()
        share = self._begin()
        if self.current() != current:
            return None
        return self._local.renew(changed, wanted, fetch, encoder=encoder, progress=progress, publish=share)

    def check(
        self, wanted: Mapping[int, str] | None = None, *, encoder: Encoder | None = None, is_deep: bool = True
    ) -> list[str]:
        """What does not fit together, here and in the place, of which every object is read where it `is_deep`."""
        found = self._local.check(wanted, encoder=encoder, is_deep=is_deep)
        if found:
            return found
        current = self.current()
        return check_place(self._place, self._folder.path / current if current else None, is_deep=is_deep)

    def open_current(self, encoder: Encoder) -> Index:
        """The generation in use here, opened."""
        return self._local.open_current(encoder)

    def pin(self, folder: Path) -> str | None:
        """Give the files of the generation in use here second names in a folder."""
        return self._local.pin(folder)

    def _catch_up(self) -> Pointer | None:
        """What the place has in use, which then is in use here. One process of a home gets it, and others wait."""
        newest = find_newest(self._place)
        if newest is None or self._uses(newest):
            return newest
        try:
            with self._folder.changing(is_patient=True):
                return self._take_newest()
        except OSError as error:
            raise GenerationError(wording.NO_ROOM) from error

    def _take_newest(self) -> Pointer | None:
        newest = find_newest(self._place)
        while newest is not None and not self._uses(newest):
            try:
                self._take(newest)
            except UnusableError:
                # A writer may have removed it, having put newer ones into use.
                found = find_newest(self._place)
                if found == newest:
                    raise
                newest = found
        return newest

    def _take(self, pointer: Pointer) -> None:
        """Use a generation, got from the place unless it is here; an earlier try is gone on with."""
        if self._has(pointer):
            self._folder.point(pointer.name)
            self._folder.prune()
            return
        aside = self._folder.path / f"{FETCHING}{pointer.manifest}"
        for other in set(self._folder.path.glob(f"{FETCHING}*")) - {aside}:
            shutil.rmtree(other)
        earlier = [self._folder.path / name for name in self._folder.names()]
        fetch_generation(self._place, pointer, aside, earlier=earlier)
        self._folder.put(aside, pointer.name)

    def _uses(self, pointer: Pointer) -> bool:
        return self.current() == pointer.name and self._has(pointer)

    def _has(self, pointer: Pointer) -> bool:
        """Whether a generation is here, by its manifest and the sizes of its files."""
        folder = self._folder.path / pointer.name
        try:
            is_it = mark_file(folder / MANIFEST).hash == pointer.manifest
        except OSError:  # not here, or no longer
            return False
        return is_it and not changed_files(folder, self.manifest(pointer.name), hashes=False)

    def _give(self) -> None:
        """Share what is in use here, unless it is damaged: then what is built next is the first."""
        name = self.current()
        if name is None or self._local.check():
            return
        publish(self._place, self._folder.path / name, name, after=None)

    def _begin(self, *, again: bool = False) -> Publish:
        """Catch up, and say how what is built from that is shared."""
        started_from = newest_name(list_names(self._place))
        self.catch_up(is_writing=True)
        return partial(self._share, after=started_from, again=again)

    def _share(self, folder: Path, name: str, *, after: str | None, again: bool) -> str:
        """Put a generation into use in the place, under a number that neither the place nor this home has had."""
        name = max(name, f"{int(after or 0) + 1:06d}", key=int)
        publish(self._place, folder, name, after=after, again=again)
        return name
