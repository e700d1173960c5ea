"""Where generations are shared: a few verbs over named objects."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname


class Place(Protocol):
    """Objects by names of the form `folder/name`. GenerationError where it cannot be reached, read or written."""

    def sizes(self, folder: str) -> dict[str, int]:
        """The objects of a folder with their sizes in bytes, also what broken writes left; {} where there is none."""

    def read(self, name: str) -> bytes | None:
        """A small object; None where it is not there."""

    def get(self, name: str, target: Path) -> bool:
        """Copy an object into a file, new or written over; False where it is not there."""

    def send(self, source: Path, name: str) -> None:
        """Copy a file into an object, new or written over, as whole as the place can."""

    def create(self, name: str, content: bytes) -> None:
        """Write a small object, unless it is there: then it stays as it is. Of two at once one does, if it can be."""

    def remove(self, name: str) -> None:
        """Remove an object, if it is there."""


def open_place(url: str) -> Place:
    """The place that a folder or an URL names; SettingError where no library for it is installed."""
    if "://" not in url:
        from retrieval.index.shared.folder import FolderPlace

        return FolderPlace(Path(url))
    parts = urlsplit(url)
    if parts.scheme == "file":
        return open_place(url2pathname(parts.path))
    from retrieval.index.shared.url import open_url

    return open_url(url)
