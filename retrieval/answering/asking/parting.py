"""Phrases of a table among words: the longest one at each place."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

# No table has a longer phrase.
_LONGEST = 8


def part(words: Sequence[str], phrases: Container[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The words in parts, as half-open ranges: each longest phrase is one, every other word is one of its own."""
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + _LONGEST), start + 1, -1)
        end = next((end for end in ends if tuple(words[start:end]) in phrases), start + 1)
        yield start, end
        start = end
