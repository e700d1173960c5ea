"""From what a person names (files, folders, URLs) to records and failures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from data.readers.record import MAX_CHARACTERS, Failure, Record


def read_sources(
    sources: Sequence[str],
    *,
    max_characters: int = MAX_CHARACTERS,
    origin_of: Callable[[str], str | None] | None = None,
    allow_private: bool = False,
) -> Iterator[Record | Failure]:
    """Yield every article of the sources, and a failure for everything that gave none, in the order given.

    `max_characters` bounds one article's text. `origin_of` says which origin an id is stored under (None: free).
    `allow_private` lets URLs lead to private and loopback addresses; only tests set it.
    """
    yield from ()
