"""A shared place that is a folder. Nothing but the standard library: files are written aside, flushed and renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.manifest import flush_path


class FolderPlace:
    """Objects as files; what is aside has the object's name behind a dot.

    The folder itself is never made: a disk that is not mounted is away, and not a place where nothing is shared yet.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sizes(self, folder: str) -> dict[str, int]:
        """The files of a folder with their sizes."""
        path = self._folder / folder
        with _wrap_errors():
            try:
                names = os.listdir(path)
            except FileNotFoundError:
                self._folder.stat()  # an error where not even the place is there
                return {}
            return {name: size for name in names if (size := _size(path / name)) is not None}

    def read(self, name: str) -> bytes | None:
        """A small file."""
        with _wrap_errors():
            try:
                return (self._folder / name).read_bytes()
            except FileNotFoundError:
                return None

    def get(self, name: str, target: Path) -> bool:
        """Copy a file out."""
        with _wrap_errors():
            try:
                source = (self._folder / name).open("rb")
            except FileNotFoundError:
                return False
            with source, target.open("wb") as file:
                shutil.copyfileobj(source, file)
        return True

    def send(self, source: Path, name: str) -> None:
        """Copy a file in, in one step."""
        with _wrap_errors():
            aside = self._aside(name)
            shutil.copyfile(source, aside)
            flush_path(aside)
            aside.replace(self._folder / name)
            flush_path(aside.parent)

    def create(self, name: str, content: bytes) -> None:
        """Write a small file in one step, unless there is one; of two at once one does, if the disk has hard links."""
        with _wrap_errors():
            target, aside = self._folder / name, self._aside(f"{name}.{os.getpid()}")
            aside.write_bytes(content)
            flush_path(aside)
            try:
                os.link(aside, target)
            except FileExistsError:
                pass
            except OSError:  # a file system without hard links
                if not target.exists():
                    aside.replace(target)
            aside.unlink(missing_ok=True)
            flush_path(aside.parent)

    def remove(self, name: str) -> None:
        """Remove a file."""
        with _wrap_errors():
            (self._folder / name).unlink(missing_ok=True)

    def _aside(self, name: str) -> Path:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        return path.with_name(f".{path.name}")


def _size(path: Path) -> int | None:
    """The size of a file; None where it is gone meanwhile."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


@contextmanager
def _wrap_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GenerationError(wording.PLACE_AWAY) from error
