"""Where an article is read from: a file, or an entry of an archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from data.readers.folders import show_path


@dataclass(frozen=True, slots=True)
class Place:
    """A file by its absolute path and as the person named it (`shown`), and the name of an entry in it."""

    path: Path
    shown: str
    entry: str = ""

    @property
    def file_name(self) -> str:
        """The name of the file or of the entry alone, without folders."""
        return PurePosixPath(self.entry).name or self.path.name

    @property
    def suffix(self) -> str:
        """The format, in small letters, with its dot; empty where the name has none."""
        return PurePosixPath(self.file_name).suffix.casefold()

    @property
    def name(self) -> str:
        """What an id can be made of: `rakor.txt`, `arsip.zip/2024/rakor.txt`.

        Bytes that are no UTF-8 and control characters become question marks.
        """
        return _clean(f"{self.path.name}/{self.entry}" if self.entry else self.path.name)

    @property
    def origin(self) -> str:
        """The absolute path as text, with the entry behind it."""
        return f"{show_path(self.path)}/{self.entry}" if self.entry else show_path(self.path)

    def inside(self, entry: str) -> Place:
        """The place of an entry of this archive."""
        entry = _clean(entry)
        return replace(self, shown=f"{self.shown}/{entry}", entry=entry)


def _clean(name: str) -> str:
    name = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "?" for letter in name)
