"""The folder of generations: which one is in use, how another one takes its place, and what is kept.

HOME/index/
├── current          one line: the name of the generation in use; replaced by a rename, never written in place
├── 000041/          the previous one, kept
├── 000042/          manifest.json, catalogue/, dense.faiss and what was added to it, lexical/
├── .building-…/     one that is being built, or that a crash left behind
└── lock             held by whoever builds
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.manifest import flush_path

FOLDER = "index"
POINTER = "current"
LOCK = "lock"
UNFINISHED = ".building-"
KEPT = 2
LOCK_TIMEOUT_SECONDS = 5

NAME = re.compile(r"\d{6,}")


class GenerationFolder:
    """The generations of one home as folders. Processes may share it: one changes it, any number read."""

    def __init__(self, home: Path) -> None:
        self.path = home / FOLDER

    def current(self) -> str | None:
        """The name of the generation in use, None before the first."""
        try:
            name = (self.path / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        if not NAME.fullmatch(name):
            raise GenerationError(wording.index_damaged(POINTER))
        return name

    def mark(self) -> tuple[int, int] | None:
        """What changes when the pointer is replaced: one stat call."""
        try:
            found = (self.path / POINTER).stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino

    def names(self) -> list[str]:
        """The finished generations, oldest first."""
        folders = self.path.iterdir() if self.path.is_dir() else ()
        return sorted((path.name for path in folders if NAME.fullmatch(path.name)), key=int)

    def next_name(self) -> str:
        """The name of the generation after all that are here."""
        return f"{int(max(self.names(), key=int, default='0')) + 1:06d}"

    @contextmanager
    def changing(self, *, is_patient: bool = False) -> Iterator[None]:
        """Be the only one who changes the folder inside the block; GenerationError where another is, or wait for it."""
        self.path.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.path / LOCK, timeout=-1 if is_patient else LOCK_TIMEOUT_SECONDS):
                yield
        except Timeout as error:
            raise GenerationError(wording.INDEX_BUSY) from error

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """An empty folder to build in; what is left of it goes."""
        folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.path))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put(self, folder: Path, name: str) -> None:
        """Give a finished, flushed folder its name and point to it; a crash at any moment leaves the old or the new."""
        target = self.path / name
        if target.exists():  # a crash left it, or it is of another archive
            target.rename(tempfile.mkdtemp(prefix=UNFINISHED, dir=self.path))
        folder.chmod(0o755)
        folder.rename(target)
        flush_path(self.path)
        self.point(name)
        self.prune()

    def point(self, name: str) -> None:
        """Use a generation that is here."""
        pointer = self.path / f".{POINTER}"
        pointer.write_text(f"{name}\n", encoding="utf-8")
        flush_path(pointer)
        pointer.replace(self.path / POINTER)
        flush_path(self.path)

    def prune(self) -> list[str]:
        """Remove all but the current and the previous generation, and what crashes left; returns the removed names."""
        current = self.current()
        kept = [name for name in self.names() if current is not None and int(name) <= int(current)][-KEPT:]
        removed = [name for name in self.names() if name not in kept]
        leftovers = [path.name for path in self.path.glob(f"{UNFINISHED}*")]
        for name in removed + leftovers:
            shutil.rmtree(self.path / name, ignore_errors=True)
        return removed + leftovers
