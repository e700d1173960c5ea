"""What a shared place says of its generations: one small object each, named by its number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.folder import NAME
from retrieval.index.shared.places import Place

OBJECTS = "objects"
POINTERS = "generations"

HASH = re.compile(r"[0-9a-f]{32}", re.ASCII)


class UnusableError(GenerationError):
    """What is shared can be looked at, and is not whole or not of this version; building anew mends it."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A generation in a shared place, and the hash of its manifest."""

    name: str
    manifest: str

    def to_bytes(self) -> bytes:
        """The object as it is written."""
        return f"{self.manifest}\n".encode()


def list_names(place: Place) -> list[str]:
    """The generations in a place, oldest first."""
    return sorted(filter(NAME.fullmatch, place.sizes(POINTERS)), key=int)


def newest_name(names: Iterable[str]) -> str | None:
    """The generation that is in use where there are these."""
    return max(names, key=int, default=None)


def read_pointer(place: Place, name: str) -> Pointer:
    """What is said of one generation; UnusableError where that is gone or damaged."""
    content = (place.read(f"{POINTERS}/{name}") or b"").decode("ascii", "replace").strip()
    if not HASH.fullmatch(content):
        raise UnusableError(wording.shared_damaged(name))
    return Pointer(name, content)


def find_newest(place: Place) -> Pointer | None:
    """The generation in use; None where nothing is shared yet, UnusableError where what is said of it is damaged."""
    name = newest_name(list_names(place))
    return read_pointer(place, name) if name else None
