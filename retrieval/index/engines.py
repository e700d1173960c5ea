"""The index of an archive, whatever keeps it: what callers may count on, and which one the settings name.

    ArchiveIndex   all generations: built, checked, put into use, and opened
    OpenIndex      one generation, opened: what answers questions
    ArchiveWords   how common its words are

    open_index(settings) -> ArchiveIndex       the only place that knows which engines there are

No caller knows which engine it has. Composition roots (bot/app.py, retrieval/ingest/opening.py) pass it on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from data.settings import MILVUS, Settings

if TYPE_CHECKING:
    from retrieval.index.building import Fetch, Progress
    from retrieval.index.encoder import Encoder
    from retrieval.index.manifest import Manifest
    from retrieval.index.search import Hit


class ArchiveWords(Protocol):
    """Word statistics of one generation, over its chunks. Safe to share among threads."""

    @property
    def chunks(self) -> int:
        """How many chunks there are."""

    def frequency(self, word: str) -> int:
        """The number of chunks that hold a folded surface form."""

    def stem_frequency(self, stem: str) -> int:
        """The number of chunks that hold a stem; asked some hundred times a question."""

    def starting_with(self, prefix: str) -> list[str]:
        """The surface forms that begin with a prefix, commonest first, the 3,000 commonest at most."""


class OpenIndex(Protocol):
    """One open generation; what it finds never changes, whatever is built meanwhile. Safe to share among threads."""

    @property
    def name(self) -> str:
        """The generation's name, as `ArchiveIndex.current` gives it."""

    @property
    def vocabulary(self) -> ArchiveWords:
        """The words of its chunks."""

    def search(self, text: str, *, also: Sequence[str] = (), asked: str | None = None, limit: int = 50) -> list[Hit]:
        """The best chunks for a question, best first; none where it holds no word.

        `text` has the words to look for, `also` the stems of other wordings; `asked` is the question as it was typed,
        for the model (default `text`).
        GenerationError where the engine does not answer.
        """

    def articles_with(self, wordings: Sequence[Sequence[str]]) -> set[str]:
        """The articles that have one of the wordings, given as stems, in one of their chunks."""


class ArchiveIndex(Protocol):
    """The generations of one archive: one process builds, any number read.

    Whatever is killed at whatever moment, the generation in use is the old one or the new one. GenerationError says in
    one sentence what is missing, damaged, away or of another model.
    """

    @property
    def is_remote(self) -> bool:
        """Whether others than this home's processes may put a generation into use, which `catch_up` notices."""

    def catch_up(self, *, is_writing: bool = False) -> None:
        """Look whether another generation was put into use elsewhere, and get what this home needs of it.

        May take long, and go over a network: never called while somebody waits for an answer. GenerationError where
        that cannot be done; what this home uses then stays. Whoever is about to build (`is_writing`) goes on where
        what is elsewhere cannot be used, so that building mends it; not where it cannot be looked at.
        """

    def mark(self) -> object:
        """Something that compares unequal once another generation is in use; looked at for every question, so cheap."""

    def current(self) -> str | None:
        """The name of the generation in use as `catch_up` left it, None before the first."""

    def manifest(self, name: str | None = None) -> Manifest:
        """What a generation says of itself, by default the current one; GenerationError where it cannot be told."""

    def build(
        self,
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        full: bool = False,
        progress: Progress | None = None,
    ) -> str:
        """Make the generation that holds exactly the wanted chunks the current one everywhere, and return its name.

        `wanted` maps chunk ids to stamps, `fetch` yields chunks with their vectors (None where there is none yet).
        Nothing is built where the current generation is that already, unless `full`. What older generations and
        crashes left is removed. GenerationError leaves the current one in use.
        """

    def renew(
        self,
        changed: Collection[str],
        wanted: Mapping[int, str],
        fetch: Fetch,
        *,
        encoder: Encoder,
        progress: Progress | None = None,
    ) -> str | None:
        """As `build`, where only these articles changed since the current generation, and `wanted` has their chunks.

        None where that cannot be done by what changed alone.
        """

    def check(
        self, wanted: Mapping[int, str] | None = None, *, encoder: Encoder | None = None, is_deep: bool = True
    ) -> list[str]:
        """What does not fit together, one sentence each: parts, model, archive; [] where all is well.

        Where it is not `is_deep` it takes a moment, however large the index is.
        """

    def open_current(self, encoder: Encoder) -> OpenIndex:
        """The current generation, opened; GenerationError where it is missing, damaged or of another model."""

    def pin(self, folder: Path) -> str | None:
        """Put the files of the current generation below its name into a folder, for a backup; its name.

        None where there is none, or where it is no files: a restored archive builds it from stored vectors.
        """


def open_index(settings: Settings) -> ArchiveIndex:
    """The index that the settings name; SettingError where what it needs is not installed. Nothing is read yet."""
    url = settings.index_url
    if url is not None and url.startswith(MILVUS):
        from retrieval.index.milvus import open_milvus

        return open_milvus(url.removeprefix(MILVUS), home=settings.home)
    if url is not None:
        from retrieval.index.shared import SharedGenerations, open_place

        return SharedGenerations(settings.home, open_place(url))
    from retrieval.index.generation import Generations

    return Generations(settings.home)
