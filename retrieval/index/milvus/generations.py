"""The generations of an archive on Milvus: built beside the one in use, verified, and in use by one row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as index_wording
from data.wording import milvus as wording
from retrieval.index.building import Fetch, Progress
from retrieval.index.encoder import Encoder
from retrieval.index.folder import KEPT
from retrieval.index.fusion import calibrations_of, find_dense_weight
from retrieval.index.manifest import Manifest, refuse_mismatch
from retrieval.index.milvus.checking import find_faults, make_ready
from retrieval.index.milvus.connection import AwayError
from retrieval.index.milvus.editions import Edition, Editions, name_of
from retrieval.index.milvus.searching import MilvusIndex
from retrieval.index.milvus.server import Server
from retrieval.index.milvus.writing import (
    CHUNKS,
    Wanted,
    can_follow,
    read_shown,
    undo,
    write_changes,
    write_whole,
)


class MilvusGenerations:
    """See ArchiveIndex. Whoever builds holds the archive's writer lock; any number of machines read."""

    def __init__(self, server: Server, *, home: Path) -> None:
        self._server = server
        self._home = home
        self._editions = Editions(server)
        self._newest: int | None = None
        self._held: Edition | None = None
        self._is_serving = False

    @property
    def is_remote(self) -> bool:
        """Others put generations into use, too."""
        return True

    def catch_up(self, *, is_writing: bool = False) -> None:
        """Look which generation is in use, and get its words where questions are answered from here."""
        newest = max(self._editions.collections(), default=None)
        if newest is not None and self._is_serving and not is_writing:
            held = self._hold(newest)
            self._server.open(held.collection)  # where the server started anew, and has forgotten that it was
        self._newest = newest

    def mark(self) -> int | None:
        """The number of the generation that was in use at the last look."""
        return self._newest

    def current(self) -> str | None:
        """The name of the generation in use at the last look, None before the first."""
        return None if self._newest is None else name_of(self._newest)

    def manifest(self, name: str | None = None) -> Manifest:
        """The manifest of a generation, of the current one by default; GenerationError where there is none."""
        return self._hold(self._number(name)).manifest

    def build(
        self,
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        full: bool = False,
        progress: Progress | None = None,
    ) -> str:
        """See ArchiveIndex.

        A kill leaves rows that no generation in use shows, or a collection that none names; the next build removes
        them. What changed is written into the collection of the generation before, where that searches alike.
        """
        kept, work = self._begin(), Wanted(wanted, fetch, encoder, progress or _silent)
        earlier = None if full else self._reusable(kept, encoder)
        edition = self._follow(earlier, work) if earlier else None
        return self._put_into_use(edition or write_whole(self._server, max(kept, default=0) + 1, work), kept)

    def renew(
        self,
        changed: Collection[str],
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        progress: Progress | None = None,
    ) -> str | None:
        """See ArchiveIndex."""
        kept, work = self._begin(), Wanted(wanted, fetch, encoder, progress or _silent)
        earlier = self._reusable(kept, encoder)
        edition = self._follow(earlier, work, changed) if earlier else None
        return self._put_into_use(edition, kept) if edition else None

    def check(
        self, wanted: Mapping[int, str] | None = None, *, encoder: Encoder | None = None, is_deep: bool = True
    ) -> list[str]:
        """See ArchiveIndex; where it is not `is_deep` chunks are counted, and once."""
        try:
            self.catch_up()
            if self._newest is None:
                return [index_wording.INDEX_MISSING] if wanted else []
            edition = self._hold(self._newest)
            if encoder:
                refuse_mismatch(edition.manifest, encoder)
            faults = find_faults(self._server, edition) if is_deep else []
            if wanted is not None and (difference := read_shown(self._server, edition).compare(wanted)):
                faults.append(index_wording.chunks_differ(*difference.counts()))
        except GenerationError as error:
            return [str(error)]
        return faults

    def open_current(self, encoder: Encoder) -> MilvusIndex:
        """See ArchiveIndex; costs no call where `catch_up` got it already."""
        edition = self._hold(self._number(None))
        refuse_mismatch(edition.manifest, encoder)
        self._is_serving = True
        weight = find_dense_weight(encoder.fingerprint(), calibrations_of(self._home, encoder.name))
        return MilvusIndex(self._server, edition, encoder=encoder, dense_weight=weight)

    def pin(self, folder: Path) -> str | None:
        """Nothing: it is no files."""
        return None

    def _begin(self) -> dict[int, str]:
        """The finished generations that stay, once what is left of others is gone."""
        self._editions.prepare()
        return self._prune()

    def _follow(self, earlier: Edition, work: Wanted, articles: Collection[str] | None = None) -> Edition | None:
        """A generation if it is what is wanted, or one that follows it; None where a whole one is needed.

        `articles`: those alone changed.
        """
        before = read_shown(self._server, earlier, articles)
        difference = before.compare(work.stamps)
        if not difference:
            return earlier
        if not can_follow(earlier, difference):
            return None
        return write_changes(self._server, earlier, before, difference, work)

    def _reusable(self, kept: Mapping[int, str], encoder: Encoder) -> Edition | None:
        """The generation in use, if it is whole and made by this model, chunker and format."""
        try:
            earlier = self._editions.read(max(kept)) if kept else None
            if earlier is None or earlier.collection not in self._server.names():
                return None
            refuse_mismatch(earlier.manifest, encoder)
            self._server.open(earlier.collection)
            undo(self._server, earlier)
            return None if find_faults(self._server, earlier) else earlier
        except AwayError:  # no reason to fill a collection anew
            raise
        except GenerationError:
            return None

    def _put_into_use(self, edition: Edition, kept: Mapping[int, str]) -> str:
        """Verify and finish a generation, if it is not in use already; its name."""
        if edition.number not in kept:
            make_ready(self._server, edition)
            if faults := find_faults(self._server, edition):
                raise GenerationError(f"{index_wording.index_damaged(edition.name)} ({'; '.join(faults)})")
            meanwhile = self._editions.collections()
            if meanwhile.keys() != kept.keys():
                raise GenerationError(wording.changed_elsewhere(name_of(max(meanwhile, default=0))))
            self._editions.put(edition)
            self._held = edition
            self._prune()
        self._newest = edition.number
        return edition.name

    def _prune(self) -> dict[int, str]:
        """Remove all but the generation in use and the one before, and what crashes left; those that stay."""
        collections = self._editions.collections()
        kept = dict(sorted(collections.items())[-KEPT:])
        for number in collections.keys() - kept.keys():
            self._editions.remove(number)
        self._editions.remove_unfinished(max(kept, default=0))
        for name in self._server.names():
            if name.startswith(CHUNKS) and name not in kept.values():
                self._server.drop(name)
        if kept:
            self._server.delete(kept[max(kept)], f"until <= {min(kept)}")
        return kept

    def _hold(self, number: int) -> Edition:
        """A generation, read and looked over once; GenerationError where chunks are missing."""
        held = self._held
        if held is None or held.number != number:
            held = self._editions.read(number)
            make_ready(self._server, held)
            self._held = held
        return held

    def _number(self, name: str | None) -> int:
        if name is not None:
            return int(name.removeprefix("m"))
        if self._newest is None:
            raise GenerationError(index_wording.INDEX_MISSING)
        return self._newest


def _silent(done: int, total: int) -> None:
    """The progress that nobody watches."""
