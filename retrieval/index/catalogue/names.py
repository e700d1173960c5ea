"""Many strings as two arrays: looked up where they lie in a file, instead of made into as many objects."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray


class Names(Sequence[str]):
    """Strings in order, behind one another in UTF-8; `ends` has the byte that each one ends at."""

    def __init__(self, letters: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self.letters, self.ends = letters, ends

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """The names given, in their order."""
        encoded = [name.encode("utf-8", "surrogatepass") for name in names]
        lengths = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), np.cumsum(lengths))

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Names: ...
    def __getitem__(self, place: int | slice) -> str | Names:
        """The name at a place, counted from the front; IndexError behind the last."""
        if isinstance(place, slice):
            return Names.of(self[one] for one in range(*place.indices(len(self))))
        start = int(self.ends[place - 1]) if place else 0
        return self.letters[start : int(self.ends[place])].tobytes().decode("utf-8", "surrogatepass")

    def find(self, name: str) -> int | None:
        """The place of a name among sorted ones, None where it is not there; code points sort as their bytes do."""
        place = bisect_left(self, name)
        return place if place < len(self) and self[place] == name else None
